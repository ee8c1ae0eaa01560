import { randomBytes } from 'node:crypto';
import {
  initiateSync,
  listSessions,
  METHODS,
  methodPath,
  OPERATIONS,
  type OperationDefinition,
} from '@gong-timeline/contracts';
import { type CallFailed, connect } from '@gong-timeline/client';
import { eventually } from '@gong-timeline/testing';
import { followEvents } from '../follow-events';
import { finished, jobsOf } from '../jobs';
import { settledRows } from '../tenant-rows';
import { type Answer, type As, Asker, byToken, bySession, type Way } from './ask';
import { attack } from './attack';
import { switchOff } from './furnish';
import { wrongStatus } from './judge';
import type { Marks } from './marks';
import type { Ids } from './party';
import { readMessages } from './read-messages';
import { ROUTES, type Route } from './routes';
import { RPCS } from './rpcs';
import { TOPIC_RULES } from './topic-owners';
import { marksBetween, startTwoTenants, type TwoTenants } from './two-tenants';

interface Asked {
  readonly operation: OperationDefinition;
  readonly route: Route;
  readonly way: Way;
}
const OFFERED = OPERATIONS.filter(({ access }) => access !== 'service');
const NOT_PUBLIC = OFFERED.filter(({ access }) => access !== 'public');
const forged = (): string => `gtl_${randomBytes(32).toString('base64url')}`;
/** As docs/security.md has it: what a token may be narrowed to. */
const areaOf = ({ tag }: OperationDefinition): string => tag.toLowerCase().replaceAll(/[^a-z]+/g, '-');

describe('two tenants in one installation (X3)', () => {
  let two: TwoTenants;
  let marks: Marks;
  let before: Record<string, readonly string[]>;
  let url: string;
  const asker = new Asker();

  beforeAll(async () => {
    two = await startTwoTenants();
    url = two.system.stack.publicUrl;
    marks = await marksBetween(two);
  }, 300_000);
  afterAll(async () => {
    await asker.close();
    await two?.system.stop();
  }, 60_000);

  const asked = (operations: readonly OperationDefinition[], of: Ids, mine: Ids): Asked[] =>
    operations.flatMap((operation) => {
      const route = ROUTES[operation.operationId];
      return route === undefined ? [] : route.ways(of, mine).map((way) => ({ operation, route, way }));
    });
  /** What is wrong with the answers, in words, of all requests. */
  const faultsOf = async (
    requests: readonly Asked[],
    as: As,
    faultOf: (answer: Answer, asked: Asked) => string | readonly string[] | null,
  ): Promise<string[]> => {
    const faults: string[] = [];
    const next = requests.values();
    const worker = async (): Promise<void> => {
      for (const each of next) {
        const answer = await asker.ask(url, each.operation, each.way, as);
        const found = [faultOf(answer, each) ?? []].flat();
        faults.push(...found.map((fault) => `${each.operation.operationId} ${JSON.stringify(each.way)}: ${fault}`));
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    return faults;
  };
  const statusIs =
    (...expected: number[]) =>
    ({ status, text }: Answer): string | null =>
      expected.includes(status) ? null : `${status} ${text.slice(-200)}`;

  const say = async (address: string, token: string, rpc: (typeof RPCS)[number], request: unknown): Promise<string> => {
    const metadata = { 'x-tenant-id': two.owner.tenantId, 'x-actor-role': 'admin', 'x-actor-id': 'token:made-up' };
    const connection = connect({ address, token });
    const method = rpc.method as never;
    try {
      if (!rpc.method.responseStream) return JSON.stringify(await connection.call(method, request, { metadata }));
      let heard = '';
      for await (const each of connection.stream(method, request, { metadata, timeoutMs: 10_000 }))
        heard += JSON.stringify(each);
      return heard;
    } catch (error) {
      const { code, status } = error as CallFailed;
      return `${status} ${code}`;
    } finally {
      connection.close();
    }
  };
  const answers = async (token: string, address = two.system.grpcAddress) => {
    const all: { readonly rpc: (typeof RPCS)[number]; readonly request: unknown; readonly answer: string }[] = [];
    for (const rpc of RPCS) {
      for (const request of rpc.requests(two.owner.ids)) {
        all.push({ rpc, request, answer: await say(address, token, rpc, request) });
      }
    }
    return all;
  };
  const accessOf = (path: string) => METHODS.find((method) => methodPath(method) === path)?.like.access;

  it('knows the tenants apart by many marks', () => {
    expect(marks.size).toBeGreaterThan(300);
    expect(two.owner.ids.callId).not.toBe(two.stranger.ids.callId);
  });

  it('tells each on its streams of its own jobs alone', async () => {
    const { owner, stranger } = two;
    const path = '/api/jobs/progress';
    const streams = [
      await followEvents(stranger, path),
      await followEvents(stranger, `${path}?connectionId=${owner.connectionId}`),
    ];
    const own = await followEvents(owner, path);
    const start = async (party: typeof owner): Promise<string> => {
      const { connectionId, gateway } = party;
      const { job } = await gateway.call(initiateSync, { ifMatch: '*', params: { connectionId } });
      await finished(party, job.jobId);
      return job.jobId;
    };
    const [theirs, ours] = [await start(owner), await start(stranger)];
    const heard = ({ jobs }: (typeof streams)[number]) => [...new Set(jobs.map(({ jobId }) => jobId))];
    const [wide = own, narrow = own] = streams;
    const containing = [theirs, ours].map((jobId) => expect.arrayContaining([jobId]));
    await eventually(() => expect([heard(own), heard(wide)]).toEqual(containing), {
      timeoutMs: 20_000,
      what: 'each to have heard of its own job',
    });
    // Retries of its own may follow a sync: what was heard until now is held to the tenant's list.
    const foreign = async (stream: typeof own, party: typeof owner) => {
      const until = heard(stream);
      const known = new Set((await jobsOf(party)).map(({ jobId }) => jobId));
      return until.filter((jobId) => !known.has(jobId));
    };
    expect([await foreign(own, owner), await foreign(wide, stranger), heard(narrow)]).toEqual([[], [], []]);
    expect(marks.toldBy(JSON.stringify(streams), '')).toEqual([]);
    for (const stream of [...streams, own]) stream.leave();
  }, 180_000);

  it('keeps each message under one tenant, by key and header, and nothing of another in it', async () => {
    const { system, owner, stranger } = two;
    await Promise.all([owner, stranger].map(switchOff));
    before = await settledRows(system, owner.tenantId);
    const messages = await readMessages(system, Object.keys(TOPIC_RULES));
    const faults = messages.flatMap(({ topic, key, headers, value }) => {
      const tenant = key.split('/')[0];
      const dead = TOPIC_RULES[topic as keyof typeof TOPIC_RULES].carries !== 'facts of one tenant each';
      const wrong =
        dead || value === null || headers['ce_tenantid'] === tenant ? [] : [`${key} says ${headers['ce_tenantid']}`];
      const told = tenant !== stranger.tenantId ? [] : marks.toldBy(`${key} ${JSON.stringify(headers)} ${value}`, '');
      return [...wrong, ...told].map((fault) => `${topic}: ${fault}`);
    });
    expect(faults).toEqual([]);
    for (const [topic, { quiet }] of Object.entries(TOPIC_RULES)) {
      const tenants = new Set(messages.filter((each) => each.topic === topic).map(({ key }) => key.split('/')[0]));
      if (quiet !== true)
        expect([topic, [...tenants]]).toEqual([topic, expect.arrayContaining([owner.tenantId, stranger.tenantId])]);
    }
  }, 240_000);

  describe.each([
    ['an API token', false],
    ['a session', true],
  ])("with an admin's identity of another tenant, by %s", (_, session) => {
    it('finds nothing, changes nothing and is told nothing, by any operation with any id', async () => {
      const { owner, stranger } = two;
      const as = session ? bySession(stranger.cookies.admin, url) : byToken(stranger.token);
      const requests = asked(OPERATIONS, owner.ids, stranger.ids).filter(
        // Two that would end the session that asks with the next.
        ({ operation }) => !session || !['signOut', 'changePassword'].includes(operation.operationId),
      );
      const faults = await faultsOf(requests, as, (answer, { operation, route, way }) => [
        ...[wrongStatus(operation, route.foreign, answer) ?? []]
          .flat()
          .map((fault) => `${fault}: ${answer.text.slice(-300)}`),
        ...marks.toldBy(answer.text, JSON.stringify(way)),
      ]);
      expect(faults).toEqual([]);
    }, 180_000);
  });

  it('lets a session of one sign out everywhere, and nobody of the other', async () => {
    const { owner, stranger } = two;
    // Those of the other are asked nothing: that would note their last use. Their rows are compared below.
    const sessions = (cookie: string) => asker.ask(url, listSessions, {}, bySession(cookie, url));
    expect((await sessions(stranger.cookies.member)).status).toBe(200);
    await faultsOf(
      asked(
        OFFERED.filter((each) => each.operationId === 'signOut'),
        owner.ids,
        stranger.ids,
      ),
      bySession(stranger.cookies.member, url),
      statusIs(200),
    );
    expect((await sessions(stranger.cookies.member)).status).toBe(401);
  });

  it("finds nothing over gRPC with another tenant's identity, whatever the metadata says", async () => {
    for (const { rpc, request, answer } of await answers(two.stranger.token)) {
      const { path } = rpc.method;
      if (rpc.foreign === 'not-found') expect([path, answer]).toEqual([path, 'NOT_FOUND not-found']);
      expect([path, marks.toldBy(answer, JSON.stringify(request))]).toEqual([path, []]);
    }
  }, 60_000);

  it('holds against 1,500 requests at random with foreign ids, forged cursors and headers', async () => {
    const { findings, asked: sent } = await attack(two, marks, {
      requests: 1_500,
      // The same requests each time, at others `npm run attack` is at liberty.
      seed: 1_905,
      say: () => undefined,
    });
    expect([sent, findings]).toEqual([1_500, []]);
  }, 180_000);

  it('has changed nothing of the tenant that all this was about', async () => {
    const after = await settledRows(two.system, two.owner.tenantId);
    for (const table of Object.keys(before)) {
      expect([table, after[table]]).toEqual([table, before[table]]);
    }
  }, 150_000);

  it.each([
    ['none at all', (): As => ({})],
    ['a forged token', (): As => byToken(forged())],
    ['a token that has run out', (): As => byToken(two.owner.tokens.expired)],
    ['a token that was revoked', (): As => byToken(two.owner.tokens.revoked)],
    ['a made-up session', (): As => bySession(`gtl_session=${randomBytes(32).toString('base64url')}`, url)],
    [
      'headers that our own services send each other',
      (): As => ({
        'x-tenant-id': two.owner.tenantId,
        'x-actor-id': `token:${two.owner.ids.tokenId}`,
        'x-actor-role': 'admin',
      }),
    ],
  ])(
    'is closed to who has no identity: %s',
    async (_, as) => {
      const { owner } = two;
      const faults = await faultsOf(asked(NOT_PUBLIC, owner.ids, owner.ids), as(), (answer, { way }) => [
        ...[statusIs(401)(answer) ?? []].flat(),
        ...marks.toldBy(answer.text, JSON.stringify(way)),
      ]);
      expect(faults).toEqual([]);
    },
    120_000,
  );

  it.each([
    ['a member, by token', 'admin', () => byToken(two.owner.tokens.member)],
    ['a member, by session', 'admin', () => bySession(two.owner.cookies.member, url)],
    ['an admin, by token', 'operator', () => byToken(two.owner.token)],
    ['an admin, by session', 'operator', () => bySession(two.owner.cookies.admin, url)],
  ] as const)(
    'is closed to too small a role, in the own tenant too: %s',
    async (_, role, as) => {
      const above = role === 'admin' ? ['admin', 'operator'] : ['operator'];
      const refused = NOT_PUBLIC.filter(({ access }) => above.includes(access));
      expect(refused.length).toBeGreaterThan(5);
      expect(await faultsOf(asked(refused, two.owner.ids, two.owner.ids), as(), statusIs(403))).toEqual([]);
    },
    120_000,
  );

  it("is closed to the operator, where a tenant's own things are", async () => {
    const refused = NOT_PUBLIC.filter(({ access, operationId }) => access !== 'operator' && operationId !== 'whoAmI');
    const faults = await faultsOf(
      asked(refused, two.owner.ids, two.owner.ids),
      byToken(two.operatorToken),
      statusIs(403),
    );
    expect(faults).toEqual([]);
  }, 60_000);

  it('is closed to a token beyond its scope', async () => {
    const { owner } = two;
    const ofTenant = NOT_PUBLIC.filter(({ access, operationId }) => access !== 'operator' && operationId !== 'whoAmI');
    for (const area of new Set(ofTenant.map(areaOf))) {
      const scopes = { name: area, role: 'admin', scopes: [`${area}:read`] };
      const createToken = OFFERED.find(({ operationId }) => operationId === 'createToken') as OperationDefinition;
      const made = await asker.ask(url, createToken, { body: scopes }, byToken(two.owner.token));
      const { token } = JSON.parse(made.text.slice(made.text.indexOf('\n'))) as { token: string };
      const beyond = ofTenant.filter((each) => areaOf(each) !== area || each.method !== 'GET');
      expect(await faultsOf(asked(beyond, owner.ids, owner.ids), byToken(token), statusIs(403))).toEqual([]);
    }
  }, 180_000);

  it("is closed at each owner's own port to whoever is none of our services", async () => {
    const { owner, operatorToken, system } = two;
    const settings: Readonly<Record<string, unknown>> = { ...system.stack.settings };
    const internal = {
      'x-tenant-id': owner.tenantId,
      'x-actor-id': `token:${owner.ids.tokenId}`,
      'x-actor-role': 'admin',
    };
    const faults: string[] = [];
    for (const { operation, way } of asked(
      OPERATIONS.filter((each) => each.owner !== 'gateway'),
      owner.ids,
      owner.ids,
    )) {
      const port = settings[`${operation.owner.toUpperCase().replaceAll('-', '_')}_PORT`];
      const origin = `http://${system.stack.settings.HOST}:${String(port)}`;
      for (const as of [
        internal,
        { ...internal, ...byToken(owner.token) },
        { ...internal, ...byToken(operatorToken) },
      ]) {
        const { status } = await asker.ask(origin, operation, way, as);
        if (status !== 401) faults.push(`${operation.operationId} at ${operation.owner}: ${status}`);
      }
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('gives its owner over gRPC what is asked for', async () => {
    for (const rpc of RPCS.filter(({ method }) => !method.path.endsWith('/StartSync'))) {
      const answer = await say(two.system.grpcAddress, two.owner.token, rpc, rpc.requests(two.owner.ids)[0]);
      expect([rpc.method.path, answer]).toEqual([rpc.method.path, expect.stringMatching(/^\{/)]);
    }
  }, 60_000);

  it('is closed over gRPC to who has no identity, and to too small a role', async () => {
    for (const token of [forged(), two.owner.tokens.expired, two.owner.tokens.revoked]) {
      for (const { rpc, answer } of await answers(token)) {
        expect([rpc.method.path, answer]).toEqual([rpc.method.path, 'UNAUTHENTICATED auth.missing']);
      }
    }
    for (const [token, closed] of [
      [two.owner.tokens.member, 'admin'],
      [two.operatorToken, null],
    ] as const) {
      for (const { rpc, answer } of await answers(token)) {
        if (closed !== null && accessOf(rpc.method.path) !== closed) continue;
        expect([rpc.method.path, answer]).toEqual([rpc.method.path, 'PERMISSION_DENIED auth.forbidden']);
      }
    }
  }, 120_000);

  it("is closed at each owner's own gRPC port", async () => {
    const settings: Readonly<Record<string, unknown>> = { ...two.system.stack.settings };
    for (const owner of new Set(METHODS.map(({ like }) => like.owner))) {
      const port = settings[`${owner.toUpperCase().replaceAll('-', '_')}_GRPC_PORT`];
      for (const { rpc, answer } of await answers(
        two.owner.token,
        `${two.system.stack.settings.HOST}:${String(port)}`,
      )) {
        expect([rpc.method.path, answer]).toEqual([
          rpc.method.path,
          expect.stringMatching(/^(UNAUTHENTICATED|UNIMPLEMENTED)/),
        ]);
      }
    }
  }, 120_000);

  it('was asked in good requests: whoever owns what they name is answered', async () => {
    const { owner, operatorToken, spareTenantId } = two;
    const order = ({ operation, route }: Asked) =>
      ['deleteConnection', 'wipeTenant'].includes(operation.operationId) ? 2 : route.consumes ? 1 : 0;
    const first = OFFERED.flatMap((operation) => {
      const of = operation.access === 'operator' ? { ...owner.ids, tenantId: spareTenantId } : owner.ids;
      return asked([operation], of, of).slice(0, 1);
    }).sort((a, b) => order(a) - order(b));
    const faults: string[] = [];
    for (const each of first) {
      const { access, operationId, status } = each.operation;
      const own = operationId === 'endSession' ? bySession(owner.cookies.admin, url) : byToken(owner.token);
      const as = access === 'operator' ? byToken(operatorToken) : own;
      const expected = access === 'public' ? [] : (each.route.owner ?? [status]);
      if (expected.length > 0) faults.push(...(await faultsOf([each], as, statusIs(...expected))));
    }
    expect(faults).toEqual([]);
  }, 120_000);
});
