import type { EventDefinition, Fact } from '@gong-timeline/contracts';
import { type BatchHandler, stepFor } from '@gong-timeline/messaging';
import { type TestDatabase, testDatabase, uniqueName } from '@gong-timeline/testing';
import { captured, gone, type IdentityFixture, northwind, openIdentity, withheld } from './fixtures/identity';
import { passOnCallGone } from './pass-on-call-gone';
import { passOnCallWithheld } from './pass-on-call-withheld';
import { resolveIdentityOnCallCaptured as resolve } from './resolve-identity-on-call-captured';
import { tellOutcomeOfLostCall } from './tell-outcome-of-lost-call';

let server: TestDatabase;
let identity: IdentityFixture;
let tenant: string;

beforeAll(async () => {
  server = await testDatabase('identity');
  identity = await openIdentity(server);
});
beforeEach(async () => {
  tenant = uniqueName('acme');
  await identity.told();
});
afterAll(async () => {
  await identity?.database.close();
  await server?.drop();
});

const rows = (table: string) =>
  identity.database
    .within(tenant)
    .query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE tenant_id = $1 ORDER BY 1, 2`, [tenant]);
const hearAndTell = async <E extends EventDefinition>(handler: BatchHandler<E>, ...facts: Fact<E>[]) => {
  await identity.told();
  const ignored = await identity.hear(handler, facts);
  return { ignored, told: await identity.told() };
};

describe.each([
  ['withheld', passOnCallWithheld as BatchHandler<EventDefinition>, withheld, 'resolution.call-withheld.v1'],
  ['gone', passOnCallGone as BatchHandler<EventDefinition>, gone, 'resolution.call-gone.v1'],
] as const)('a call that is %s', (_, handler, fact, type) => {
  it('is passed on with its ids only, whatever else the fact should carry', async () => {
    const sent = fact(tenant, { title: 'secret' } as never);
    const { told } = await hearAndTell(handler, sent as Fact);
    const { title: __, ...head } = sent.data as unknown as Record<string, unknown>;
    expect(told).toMatchObject([{ type, tenantId: tenant }]);
    expect(told[0]?.data).toEqual(head);
  });

  it('waits for nothing any more, while other calls do (S9)', async () => {
    await identity.hear(resolve, [captured(tenant), captured(tenant, { callId: '2' })]);
    await hearAndTell(handler, fact(tenant, { revision: 2 }) as Fact);
    expect((await rows('waits')).map((row) => row.call_id)).toEqual(['2']);
    expect([...new Set((await rows('wait_keys')).map((row) => row.call_id))]).toEqual(['2']);
  });

  it('is passed on once, and not at all when it is older than what was seen', async () => {
    const sent = fact(tenant, { revision: 5 }) as Fact;
    await identity.hear(handler, [sent]);
    expect(await hearAndTell(handler, sent)).toEqual({ ignored: ['already-done'], told: [] });
    expect(await hearAndTell(handler, fact(tenant, { revision: 4 }) as Fact)).toEqual({
      ignored: ['stale-revision'],
      told: [],
    });
  });

  it('lets no older content of it through', async () => {
    await identity.hear(handler, [fact(tenant, { revision: 5 }) as Fact]);
    expect(await hearAndTell(resolve, captured(tenant, { revision: 4 }))).toEqual({
      ignored: ['stale-revision'],
      told: [],
    });
    expect(await rows('waits')).toEqual([]);
  });

  it('gives way when it is captured again', async () => {
    await identity.hear(handler, [fact(tenant, { revision: 5 }) as Fact]);
    const { told } = await hearAndTell(resolve, captured(tenant, { revision: 6 }));
    expect(told).toMatchObject([{ data: { code: 'company.not-found' } }]);
  });

  it('leaves nothing behind when the transaction fails', async () => {
    await identity.hear(resolve, [captured(tenant)]);
    const fails = identity.database.within(tenant).transaction(async (tx) => {
      await handler([fact(tenant, { revision: 2 }) as Fact], stepFor(tx));
      throw new Error('the next handler failed');
    });
    await expect(fails).rejects.toThrow('the next handler failed');
    expect(await rows('waits')).toHaveLength(1);
    expect(await rows('call_states')).toMatchObject([{ revision: 1 }]);
  });
});

describe('a call whose fact went to the dead letters', () => {
  const lose = async (lost: Partial<Parameters<typeof tellOutcomeOfLostCall>[0]>) => {
    await identity.told();
    const whole = { tenantId: tenant, type: null, reason: 'x', reference: 'dl-1', fact: null, subject: null };
    await identity.database
      .within(tenant)
      .transaction(async (tx) => tellOutcomeOfLostCall({ correlationId: null, ...whole, ...lost }, stepFor(tx)));
    return identity.told();
  };

  it('ends as an internal error that tells the reference and nothing of the call', async () => {
    const fact = captured(tenant);
    const { callId, connectionId, jobId, revision, attempt } = fact.data;
    expect(await lose({ fact })).toMatchObject([
      {
        type: 'sync.call-outcome.v1',
        correlationId: jobId,
        data: {
          ...{ callId, connectionId, jobId, revision, attempt },
          code: 'internal.error',
          message: expect.stringContaining('dl-1'),
          reference: 'dl-1',
          title: null,
          startedAt: null,
          ownerName: null,
          url: null,
        },
      },
    ]);
  });

  it('ends so also when the message did not parse, by what its headers say', async () => {
    const { jobId } = captured(tenant).data;
    expect(await lose({ subject: '77', correlationId: jobId })).toMatchObject([
      { data: { callId: '77', jobId, code: 'internal.error' } },
    ]);
  });

  it('that names no call or no job tells nothing', async () => {
    expect(await lose({ subject: 'not-a-call', correlationId: captured(tenant).data.jobId })).toEqual([]);
    expect(await lose({ subject: '77' })).toEqual([]);
  });

  it('is taken when it comes again and is mended', async () => {
    await lose({ fact: captured(tenant) });
    await identity.imports(tenant, 'companies', [northwind]);
    const { ignored } = await hearAndTell(resolve, captured(tenant));
    expect(ignored).toEqual([]);
  });
});
