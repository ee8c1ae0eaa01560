import { randomBytes } from 'node:crypto';

const complete = {
  PORT: '4001',
  DATABASE_URL: 'postgres://app@127.0.0.1/db',
  KAFKA_BROKERS: '127.0.0.1:9092',
  PUBLIC_URL: 'https://cs.example',
  GONG_CLIENT_ID: 'our-app',
  GONG_CLIENT_SECRET: 'hush',
};

describe('the start of connector-auth', () => {
  const before = process.env;
  afterEach(() => {
    process.env = before;
    jest.restoreAllMocks();
  });

  const start = (changes: Record<string, string>) => {
    process.env = { ...complete, ...changes };
    let written = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
    jest.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    const load = () => jest.isolateModules(() => jest.requireActual('./config'));
    return { load, written: () => written };
  };

  it.each([
    ['without a key', {}],
    ['with a short key', { TOKEN_KEYS: 'k1:c2hvcnQ=' }],
    ['with an example key', { TOKEN_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}` }],
  ])('is refused %s: one line that names the variable and says how to make one', (_what, changes) => {
    const { load, written } = start(changes);
    expect(load).toThrow('exit 78');
    expect(written()).toMatch(/^connector-auth: TOKEN_KEYS [^\n]*randomBytes\(32\)[^\n]*\n$/);
  });

  it('goes on with a random key', () => {
    const { load, written } = start({ TOKEN_KEYS: `k1:${randomBytes(32).toString('base64')}` });
    load();
    expect(written()).toBe('');
  });
});
