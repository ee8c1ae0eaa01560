import { METHODS, methodPath, OPERATIONS, TOPICS } from '@gong-timeline/contracts';
import { ROUTES } from './routes';
import { RPCS } from './rpcs';
import { TOPIC_RULES } from './topic-owners';

describe('what the specs of other tenants go through (X3)', () => {
  it('is every HTTP operation, and none that there is not', () => {
    expect(Object.keys(ROUTES).sort()).toEqual(OPERATIONS.map(({ operationId }) => operationId).sort());
  });

  it('is every gRPC method, each once', () => {
    expect(RPCS.map(({ method }) => method.path).sort()).toEqual(METHODS.map(methodPath).sort());
  });

  it('is every topic', () => {
    expect(Object.keys(TOPIC_RULES).sort()).toEqual(Object.keys(TOPICS).sort());
  });

  it('names every parameter of an address', () => {
    const ids = new Proxy({}, { get: (_, name) => String(name) }) as never;
    for (const { operationId, path } of OPERATIONS) {
      for (const { params = {} } of ROUTES[operationId]?.ways(ids, ids) ?? []) {
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        expect([operationId, Object.keys(params).sort()]).toEqual([operationId, named.sort()]);
      }
    }
  });
});
