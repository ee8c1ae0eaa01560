import { join } from 'node:path';
import { AUDIT_ACTIONS, METHODS, OPERATIONS } from '@gong-timeline/contracts';
import { APP_NAMES } from '@gong-timeline/domain';
import { reachedFrom, records, sourcesOf } from './find-records';
import { NOT_RECORDED, RECORDED_BY } from './recorded-by';

const sources = new Map(
  APP_NAMES.map((app) => [app, sourcesOf(join(__dirname, '..', '..', 'apps', app, 'src'))] as const),
);
const changing = OPERATIONS.filter(({ method }) => method !== 'GET');

describe('what the audit log is told (S3)', () => {
  it('names every operation that changes something, and why one that is not recorded need not be', () => {
    const named = changing.map(({ operationId: id }) => [id, id in RECORDED_BY, id in NOT_RECORDED]);
    expect(named.filter(([, recorded, exempt]) => recorded === exempt)).toEqual([]);
    const known = new Set(OPERATIONS.map(({ operationId }) => operationId));
    expect([...Object.keys(RECORDED_BY), ...Object.keys(NOT_RECORDED)].filter((id) => !known.has(id))).toEqual([]);
  });

  it.each(Object.entries(RECORDED_BY))('is told by %s: %j', (operationId, actions) => {
    const owner = OPERATIONS.find((operation) => operation.operationId === operationId)?.owner ?? 'gateway';
    const text = reachedFrom(sources.get(owner) ?? new Map(), `@Implements(${operationId})`);
    expect(actions.filter((action) => !records(text ?? '', action))).toEqual([]);
  });

  it('is told the same over gRPC', () => {
    const methods = METHODS.filter(({ like }) => like.method !== 'GET');
    expect(methods.map(({ method }) => method)).toEqual(['StartSync']);
    for (const { like } of methods) {
      const text = reachedFrom(sources.get(like.owner) ?? new Map(), `${like.operationId}Method,\n`);
      for (const action of RECORDED_BY[like.operationId] ?? ['none']) {
        expect([like.operationId, records(text ?? '', action)]).toEqual([like.operationId, true]);
      }
    }
  });

  it('has no action that nothing records', () => {
    const recorded = new Set(Object.values(RECORDED_BY).flat());
    expect(Object.keys(AUDIT_ACTIONS).filter((action) => !recorded.has(action as never))).toEqual([]);
  });

  it('is looked for where it would be missed: another method, another import', () => {
    const app = new Map([
      [
        '/a/one.api.ts',
        "import { two } from './two';\nclass A {\n  @Implements(first)\n  first() {}\n\n  @Implements(second)\n  second() {\n    recordAudit(tx, by, { action: 'b.done' });\n  }\n}\n",
      ],
      ['/a/two.ts', "recordAudit(tx, by, {\n  action: 'c.done',\n});"],
      ['/a/three.ts', "recordAudit(tx, by, { action: 'd.done' });"],
    ]);
    const found = (mark: string) =>
      ['b.done', 'c.done', 'd.done'].filter((action) => records(reachedFrom(app, mark) ?? '', action));
    expect([found('@Implements(first)'), found('@Implements(second)')]).toEqual([['c.done'], ['b.done', 'c.done']]);
    expect(reachedFrom(app, '@Implements(third)')).toBeNull();
  });
});
