import { TypeCompiler } from '@sinclair/typebox/compiler';
import { EVENTS, eventOfType } from './catalog';
import { keyOf } from './fact';
import { OPERATIONS } from './http/operations';
import { PROBLEMS } from './http/problem';
import { TOPICS } from './topics';

describe('the catalog of facts (X1)', () => {
  test.each(EVENTS.map((event) => [event.type, event] as const))(
    '%s has an example that its schema takes',
    (_, event) => {
      const errors = [...TypeCompiler.Compile(event.schema).Errors(event.example)];
      expect(errors.map((error) => `${error.path}: ${error.message}`)).toEqual([]);
    },
  );

  test.each(EVENTS.map((event) => [event.type, event] as const))(
    '%s refuses an example without its first field',
    (_, event) => {
      const { [Object.keys(event.example as object)[0] as string]: _first, ...rest } = event.example as Record<
        string,
        unknown
      >;
      expect(TypeCompiler.Compile(event.schema).Check(rest)).toBe(false);
    },
  );

  it('names each fact once, with a version', () => {
    const types = EVENTS.map((event) => event.type);
    expect(new Set(types).size).toBe(types.length);
    for (const type of types) expect(type).toMatch(/^[a-z-]+\.[a-z-]+\.v\d+$/);
    expect(eventOfType('gong.call-captured.v1')?.topic).toBe('gong.calls.v1');
    expect(eventOfType('gong.call-captured.v99')).toBeUndefined();
  });

  it('uses every declared topic but the dead letters, and no other', () => {
    const used = new Set(EVENTS.map((event) => event.topic));
    expect([...used, 'dead-letters.v1'].sort()).toEqual(Object.keys(TOPICS).sort());
  });

  it('keeps all facts of one call in order: one subject, one key', () => {
    const calls = EVENTS.filter((event) =>
      ['gong.calls.v1', 'resolution.calls.v1', 'sync.outcomes.v1'].includes(event.topic),
    );
    expect(calls).toHaveLength(7);
    for (const event of calls) {
      expect(keyOf('acme', event.subject(event.example))).toBe('acme/6318540972213406518');
    }
  });

  it('holds no content of a private or vanished call', () => {
    for (const type of ['gong.call-withheld.v1', 'resolution.call-withheld.v1', 'gong.call-gone.v1']) {
      const fields = Object.keys(eventOfType(type)?.example as object);
      expect(fields.sort()).toEqual(['attempt', 'callId', 'connectionId', 'jobId', 'revision']);
    }
  });
});

describe('the catalog of operations (X2)', () => {
  it('names each operation, and each method and path, once', () => {
    const ids = OPERATIONS.map((operation) => operation.operationId);
    const routes = OPERATIONS.map((operation) => `${operation.method} ${operation.path}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('declares a schema for each parameter of a path, and only problems that exist', () => {
    for (const operation of OPERATIONS) {
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(Object.keys(operation.params?.properties ?? {}).sort()).toEqual(inPath.sort());
      for (const code of operation.problems) expect(PROBLEMS).toHaveProperty([code]);
    }
  });

  it('keeps what only our own services may call out of the public paths', () => {
    for (const operation of OPERATIONS) {
      expect([operation.operationId, operation.path.startsWith('/internal/')]).toEqual([
        operation.operationId,
        operation.access === 'service',
      ]);
    }
  });
});
