import { readFileSync } from 'node:fs';
import {
  addTenantAdmin,
  createToken,
  listGongUsers,
  OPERATIONS,
  type OperationDefinition,
} from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { GatewayClient } from '@gong-timeline/tools';
import { activitiesOf, sync } from './jobs';
import { startSystem, type System, type Tenant } from './system';
import { marksIn, rowsOf } from './tenant-rows';

const [MINE, THEIRS] = ['mine-4k', 'theirs-7q'] as const;
/** `FOREIGN_REQUESTS=100000 npx jest e2e/foreign-ids --selectProjects e2e` asks for longer: half an hour on two cores. */
const REQUESTS = Number(process.env.FOREIGN_REQUESTS ?? 5_000);
const AT_ONCE = 16;
const SEED = Number(process.env.FOREIGN_SEED ?? 20_261_123);
/** Names of path parameters that are no id of a row: what is saved under them is new. */
const NAMES = new Set(['object', 'name', 'kind', 'letter', 'format']);
/** Endless, or the end of the caller: what they say has specs of its own. */
const LEFT_OUT = new Set(['streamJobsProgress', 'streamJobProgress', 'signOut', 'changePassword']);

/** With all ids of the path our own, their bodies name things that must be ours, too. */
const BODY_OF_IDS = new Set(['mapGongUser', 'retryJobCalls', 'saveSyncSettings']);

/** What was taken out, by which filters, stands in our own audit log: what we typed comes back from there. */
const LOGGED = new Set(['exportAuditEntries']);
const NOTHING: ReadonlySet<string> = new Set();

const asked = OPERATIONS.filter(
  ({ access, operationId }) => (access === 'member' || access === 'admin') && !LEFT_OUT.has(operationId),
);
const idsOf = ({ path }: OperationDefinition): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => !NAMES.has(name));
const withIds = asked.filter((operation) => idsOf(operation).length > 0);

/** The same numbers for the same seed (mulberry32). */
const random = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/** Two tenants go through a sync; an admin of the one asks for whatever there is of the other. */
describe('ids of another tenant (X3)', () => {
  let system: System;
  let mine: Tenant;
  let theirs: Tenant;
  let member: string;
  let marks: ReadonlySet<string>;
  let foreign: readonly string[];
  let own: Readonly<Record<string, string>>;
  const typed = new Set<string>();
  let before: Readonly<Record<string, readonly string[]>>;

  beforeAll(async () => {
    system = await startSystem({
      companies: `${MINE}:40:30d,${THEIRS}:60:30d`,
      env: {
        GONG_REQUESTS_PER_SECOND: '20',
        GONG_REQUESTS_PER_DAY: '100000',
        GRPC_PORT: '0',
        RATE_LIMIT_PER_MINUTE: '100000000',
      },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
    const { publicUrl, operatorTokenFile } = system.stack;
    const operator = new GatewayClient(publicUrl, readFileSync(operatorTokenFile, 'utf8').trim());
    mine = await system.connectTenant(MINE, MINE);
    theirs = await system.connectTenant(THEIRS, THEIRS);
    for (const tenantId of [MINE, THEIRS]) {
      const body = { email: `ada@${tenantId}.example`, name: `Ada of ${tenantId}` };
      await operator.call(addTenantAdmin, { params: { tenantId }, body });
    }
    const [{ jobId, calls }] = await Promise.all([sync(mine), sync(theirs)]);
    const [activity] = (await activitiesOf(mine)).values();
    const { connectionId, gateway } = mine;
    const [user] = (await gateway.call(listGongUsers, { params: { connectionId } })).items;
    member = (await gateway.call(createToken, { body: { name: 'small', role: 'member' } })).token;
    own = {
      connectionId,
      jobId: String(jobId),
      callId: String(calls[0]?.callId),
      activityId: String(activity?.activityId),
      gongUserId: String(user?.gongUserId),
    };
    before = await quiet();
    const ours = marksIn(await rowsOf(system, MINE));
    foreign = [...marksIn(before)].filter((mark) => !ours.has(mark));
    marks = new Set(foreign);
  }, 300_000);
  afterAll(() => system?.stop(), 30_000);

  /** When a grant was last lent is written within a minute of it: then nothing of theirs is under way any more. */
  const quiet = () =>
    eventually(
      async () => {
        const rows = await rowsOf(system, THEIRS);
        const waiting = Object.keys(rows).filter((table) => /\.outbox$/.test(table) && rows[table]?.length !== 0);
        const unlent = rows['connector_auth.connections']?.filter((row) => row.endsWith(',)'));
        expect([waiting, unlent]).toEqual([[], []]);
        return rows;
      },
      { timeoutMs: 150_000, intervalMs: 1_000, what: 'nothing of theirs to be under way' },
    );

  interface Asked {
    readonly operation: OperationDefinition;
    readonly params: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly token?: string;
  }
  const bodyOf = ({ body, requestStream }: OperationDefinition, given: unknown): RequestInit => {
    if (given !== undefined) return { body: JSON.stringify(given), headers: { 'content-type': 'application/json' } };
    if (requestStream !== undefined) return { body: '', headers: { 'content-type': 'application/x-ndjson' } };
    return body === undefined ? {} : { body: '{}', headers: { 'content-type': 'application/json' } };
  };
  /** What is wrong with the answer; null when nothing of theirs was told, and nothing was done for a foreign id. */
  const ask = async ({ operation, params, query = {}, headers = {}, body, token = mine.token }: Asked) => {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'x'));
    const search = new URLSearchParams(query).toString();
    const init = bodyOf(operation, body);
    const answer = await fetch(`${system.stack.publicUrl}${path}${search === '' ? '' : `?${search}`}`, {
      method: operation.method,
      ...init,
      headers: { authorization: `Bearer ${token}`, 'if-match': '*', ...headers, ...init.headers },
      redirect: 'manual',
    });
    const text = await answer.text();
    const sent = JSON.stringify([params, query, headers, body ?? null]).toLowerCase();
    if (LOGGED.has(operation.operationId)) for (const mark of marksIn({ asked: [sent] })) typed.add(mark);
    const known = LOGGED.has(operation.operationId) || operation.operationId === 'listAuditEntries' ? typed : NOTHING;
    const told = [...marksIn({ answer: [text] })].filter(
      (mark) => marks.has(mark) && !sent.includes(mark) && !known.has(mark),
    );
    const withTheirs = [...marksIn({ asked: [JSON.stringify([params, body ?? null])] })].some((mark) =>
      marks.has(mark),
    );
    const done = operation.method !== 'GET' && answer.ok && withTheirs;
    if (told.length === 0 && !done && answer.status < 500) return null;
    return { asked: `${operation.operationId} ${sent}`, status: answer.status, told, text: text.slice(0, 300) };
  };

  it('are many, of every kind, and every operation that takes one is asked with them', () => {
    expect(foreign.length).toBeGreaterThan(300);
    expect(withIds.length).toBeGreaterThan(15);
    for (const id of [theirs.connectionId, `ada@${THEIRS}.example`]) expect(marks.has(id)).toBe(true);
  });

  it.each(withIds.map((operation) => [operation.operationId, operation] as const))(
    'are as if they were not there: %s',
    async (_, operation) => {
      const some = Array.from({ length: 25 }, (_each, index) => foreign[Math.floor((index * foreign.length) / 25)]);
      for (const id of [theirs.connectionId, ...some]) {
        const params = Object.fromEntries(idsOf(operation).map((name) => [name, String(id)]));
        expect(await ask({ operation, params })).toBeNull();
      }
    },
    60_000,
  );

  it(`tell nothing and change nothing in ${REQUESTS} requests at random, wherever they stand`, async () => {
    const below = random(SEED);
    const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
    const next = (): Asked => {
      const operation = pick(below(3) === 0 ? asked : withIds);
      const names = idsOf(operation);
      const reads = operation.method === 'GET';
      // One of several may be our own: then the other one must not open theirs.
      const takesOwn = names.length > 1 || BODY_OF_IDS.has(operation.operationId);
      const isOwn = names.map((name) => own[name] !== undefined && takesOwn && below(2) === 0);
      const params = names.map((name, index) => [name, isOwn[index] ? own[name] : pick(foreign)] as const);
      if (isOwn.every(Boolean) && !reads && !BODY_OF_IDS.has(operation.operationId)) return next();
      const filters = Object.keys(operation.query?.properties ?? {}).filter(() => below(3) === 0);
      const anywhere = ['x-tenant-id', 'x-actor-id', 'idempotency-key', 'last-event-id'].filter(() => below(6) === 0);
      const body =
        operation.body === undefined || names.length === 0 ? undefined : idsIn(operation.body.properties, pick);
      return {
        operation,
        params: Object.fromEntries(params) as Record<string, string>,
        query: Object.fromEntries(filters.map((name) => [name, pick(foreign)])),
        headers: Object.fromEntries(anywhere.map((name) => [name, below(3) === 0 ? THEIRS : pick(foreign)])),
        ...(body === undefined ? {} : { body }),
        ...(below(4) === 0 ? { token: member } : {}),
      };
    };
    const idsIn = (properties: unknown, choose: (from: readonly string[]) => string): unknown =>
      Object.fromEntries(
        Object.entries((properties ?? {}) as Record<string, { readonly type?: string }>).map(([name, { type }]) =>
          type === 'array' ? [name, [choose(foreign), choose(foreign)]] : [name, choose(foreign)],
        ),
      );
    const wrong: unknown[] = [];
    let left = REQUESTS;
    const caller = async (): Promise<void> => {
      while (left > 0 && wrong.length < 5) {
        left -= 1;
        const found = await ask(next());
        if (found !== null) wrong.push(found);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, caller));
    expect(wrong).toEqual([]);
  }, 3_600_000);

  it('are where they were: every row of theirs is the same, byte for byte', async () => {
    expect(await quiet()).toEqual(before);
  }, 160_000);
});
