import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { fromFiles } from './from-files';
import { checkConfig } from './read-config';
import { serviceVariables } from './service-variables';

const schema = Type.Object(serviceVariables);

describe('secrets in files (X3)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  const file = (name: string, text: string, mode = 0o600) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode });
    return path;
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  it('puts a secret and the password of an address where the variable would be', () => {
    const read = fromFiles(schema, {
      SERVICE_KEY_FILE: file('key', 'the key\n'),
      DATABASE_URL: 'postgres://app@db:5432/gtl',
      DATABASE_PASSWORD_FILE: file('password', 'p@ss/word\n'),
    });
    expect(read.problems).toEqual([]);
    expect(read.env).toMatchObject({
      SERVICE_KEY: 'the key',
      DATABASE_URL: 'postgres://app:p%40ss%2Fword@db:5432/gtl',
    });
  });

  it('is asked for by the start of every service', () => {
    const METRICS_TOKEN_FILE = file('token', 'tooshort');
    const env = { PORT: '1', DATABASE_URL: 'postgres://a@b/c', KAFKA_BROKERS: 'k:1', METRICS_TOKEN_FILE };
    expect(checkConfig(schema, env)).toEqual({ problems: [expect.stringMatching(/^METRICS_TOKEN is not valid/)] });
  });

  it.each([
    ['others may read the file', 'wide', 0o644, /^SERVICE_KEY_FILE: others may read .*chmod 600/],
    ['a group may read the file', 'group', 0o640, /^SERVICE_KEY_FILE: others may read/],
  ])('refuses it when %s', (_, name, mode, why) => {
    const { problems } = fromFiles(schema, { SERVICE_KEY_FILE: file(name, 'canary', mode) });
    expect(problems).toEqual([expect.stringMatching(why)]);
    expect(problems.join()).not.toContain('canary');
  });

  it('refuses a file that is not there, and a secret in two places', () => {
    const DATABASE_URL = 'postgres://app:pw@db/gtl';
    const both = { SERVICE_KEY: 'x', SERVICE_KEY_FILE: '/x', DATABASE_URL, DATABASE_PASSWORD_FILE: '/x' };
    expect(fromFiles(schema, { SERVICE_KEY_FILE: join(folder, 'none') }).problems).toEqual([
      'SERVICE_KEY_FILE cannot be read: ENOENT',
    ]);
    expect(fromFiles(schema, both).problems).toEqual([
      'SERVICE_KEY and SERVICE_KEY_FILE are both set: expected one of them',
      'DATABASE_URL has a password, and DATABASE_PASSWORD_FILE is set as well',
    ]);
  });
});
