import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classArchive } from './class-archive';

describe('the archive of Kafka classes', () => {
  const java = { command: 'java', build: 'openjdk version "17.0.15"' };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'class-archive-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is written by the first broker that ends in order and read from then on, by the same Java only', () => {
    const jars = join(folder, '4.4.0');
    const first = classArchive(java, jars, folder);
    expect(first).toMatchObject({ reading: [], running: [`-XX:ArchiveClassesAtExit=${folder}/classes.jsa`] });
    writeFileSync(join(folder, 'classes.jsa'), 'written by the JVM');
    first.keep();

    const [kept] = readdirSync(folder);
    const second = classArchive(java, jars, folder);
    expect(second.running).toEqual([`-XX:SharedArchiveFile=${folder}/${kept}`]);
    expect(second.reading).toEqual(second.running);
    expect(readFileSync(join(folder, kept as string), 'utf8')).toBe('written by the JVM');
    expect(readdirSync(folder)).toEqual([kept]);
    expect(classArchive({ ...java, build: 'openjdk version "21"' }, jars, folder).reading).toEqual([]);
  });

  it('is not taken from a broker that wrote none', () => {
    classArchive(java, join(folder, '4.4.0'), folder).keep();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not taken over from a broker that was killed while it wrote', () => {
    writeFileSync(join(folder, 'classes.jsa'), 'half');
    classArchive(java, join(folder, '4.4.0'), folder).keep();
    expect(readdirSync(folder)).toEqual([]);
  });
});
