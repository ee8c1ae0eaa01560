import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findJava } from './find-java';
import { kafkaJars } from './kafka-jars';

/** Stand-ins for `java` and `mvn` on a PATH of their own: what the two tools answer, without the two tools. */
describe('what Kafka needs from the machine', () => {
  const before = { ...process.env };
  const quiet = () => undefined;
  let folder: string;
  let bin: string;
  let cache: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kafka-jars-'));
    bin = join(folder, 'bin');
    cache = join(folder, 'cache');
    mkdirSync(bin);
    process.env = { ...before, PATH: bin };
    delete process.env.JAVA_HOME;
  });

  afterEach(() => {
    process.env = before;
    rmSync(folder, { recursive: true });
  });

  function tool(name: string, script: string): void {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }

  /** Does what Maven does with -DoutputDirectory, and notes each call. */
  function maven(then: string): void {
    const takeTarget = 'for a in "$@"; do case $a in -DoutputDirectory=*) target=${a#*=};; esac; done';
    tool('mvn', `PATH=${before.PATH}\necho call >> ${folder}/calls\n${takeTarget}\nmkdir -p $target\n${then}`);
  }

  it('takes Java 17 and later, also behind the lines of JAVA_TOOL_OPTIONS', () => {
    tool('java', `echo 'Picked up JAVA_TOOL_OPTIONS: -Xmx1g' >&2; echo 'openjdk version "21.0.1" 2023-10-17' >&2`);
    expect(findJava()).toMatchObject({ command: 'java', build: expect.stringContaining('21.0.1') });
  });

  it('says in one line that Java is missing, and what to do', () => {
    expect(findJava).toThrow(/^No Java: install Java 17 or later, or name brokers with KAFKA_BROKERS\.$/);
  });

  it('looks at JAVA_HOME first, and says when nothing is there', () => {
    tool('java', `echo 'openjdk version "21" 2023-10-17' >&2`);
    process.env.JAVA_HOME = join(folder, 'no-jdk');
    expect(findJava).toThrow(`No Java at JAVA_HOME (${folder}/no-jdk)`);
  });

  it.each([
    ['11.0.2', '11'],
    ['1.8.0_412', '8'],
  ])('says that Java %s is too old', (version, major) => {
    tool('java', `echo 'java version "${version}"' >&2`);
    expect(findJava).toThrow(expect.objectContaining({ code: 'stack.java-too-old' }));
    expect(findJava).toThrow(`Java ${major} is too old`);
  });

  it('says in one line that Maven is missing, and what to do', async () => {
    await expect(kafkaJars(cache, quiet)).rejects.toMatchObject({
      code: 'stack.maven-missing',
      message:
        'No Maven (mvn), which fetches Kafka once: install Maven 3.6 or later, or name brokers with KAFKA_BROKERS.',
    });
  });

  it('fetches once for two starts at the same moment, and needs no Maven after that', async () => {
    maven('sleep 0.3; echo jar > $target/kafka.jar');
    const [one, other] = await Promise.all([kafkaJars(cache, quiet), kafkaJars(cache, quiet)]);
    expect(other).toBe(one);
    expect(readdirSync(one)).toEqual(['kafka.jar']);
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('call\n');
    rmSync(join(bin, 'mvn'));
    await expect(kafkaJars(cache, quiet)).resolves.toBe(one);
  });

  it('does not take a download that was cut for a whole one', async () => {
    maven('echo half > $target/half.jar; echo "[ERROR] Could not transfer artifact kafka_2.13" >&2; exit 1');
    await expect(kafkaJars(cache, quiet)).rejects.toMatchObject({
      code: 'stack.kafka-download',
      message: expect.stringContaining('(1): Could not transfer artifact kafka_2.13'),
    });
    maven('echo jar > $target/kafka.jar');
    expect(readdirSync(await kafkaJars(cache, quiet))).toEqual(['kafka.jar']);
  });
});
