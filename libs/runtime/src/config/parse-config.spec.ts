import { Type } from '@sinclair/typebox';
import { parseConfig } from './parse-config';
import { serviceVariables } from './service-variables';

const schema = Type.Object({
  ...serviceVariables,
  GONG_CLIENT_ID: Type.String({ minLength: 1 }),
  DEMO: Type.Boolean({ default: false }),
});
const good = {
  PORT: '4001',
  DATABASE_URL: 'postgres://app:pw@127.0.0.1:5432/gtl',
  KAFKA_BROKERS: '127.0.0.1:9092,kafka-2:9092',
  METRICS_TOKEN: 'a-service-token-of-more-than-32-characters',
  GONG_CLIENT_ID: 'client',
};

const problemsOf = (env: Record<string, string | undefined>): readonly string[] => {
  const parsed = parseConfig(schema, env);
  return parsed.ok ? [] : parsed.problems;
};

describe('parseConfig', () => {
  it('reads numbers and booleans, applies defaults, leaves out what it does not know, and is frozen', () => {
    const parsed = parseConfig(schema, { ...good, DEMO: 'true', HOME: '/root' });
    expect(parsed).toEqual({
      ok: true,
      config: { ...good, PORT: 4001, DEMO: true, HOST: '127.0.0.1', LOG_LEVEL: 'info' },
    });
    expect(parsed.ok && Object.isFrozen(parsed.config)).toBe(true);
  });

  it('takes an empty variable for a missing one', () => {
    expect(problemsOf({ ...good, PORT: '' })).toEqual([
      'PORT is missing: expected a whole number from 0 to 65535 (port to listen on; 0 takes a free one)',
    ]);
    expect(problemsOf({ ...good, DATABASE_OWNER_URL: '' })).toEqual([]);
  });

  it('names every wrong variable at once, with what was expected', () => {
    const problems = problemsOf({ ...good, PORT: '80x', LOG_LEVEL: 'loud', GONG_CLIENT_ID: undefined, DEMO: 'yes' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'GONG_CLIENT_ID is missing',
      'PORT is not valid',
      'LOG_LEVEL is not valid',
      'DEMO is not valid',
    ]);
    expect(problems[2]).toContain('expected one of "trace", "debug", "info", "warn", "error", "fatal" or "silent"');
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '4001.5'],
    ['DATABASE_URL', 'mysql://app:hunter2@host/db'],
    ['KAFKA_BROKERS', 'kafka:hunter2'],
    ['METRICS_TOKEN', 'hunter2'],
  ])('refuses %s=%s and never repeats a value', (name, value) => {
    const problems = problemsOf({ ...good, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} is not valid: expected `));
    expect(problems[0]).not.toContain('hunter2');
  });
});
