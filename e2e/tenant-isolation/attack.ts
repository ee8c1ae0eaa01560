import { randomUUID } from 'node:crypto';
import { OPERATIONS, type OperationDefinition } from '@gong-timeline/contracts';
import fc from 'fast-check';
import { type As, Asker, byToken, bySession, type Way } from './ask';
import type { Marks } from './marks';
import type { Ids } from './party';
import { ROUTES } from './routes';
import type { TwoTenants } from './two-tenants';

export interface AttackOptions {
  readonly requests: number;
  /** The same seed is the same requests. */
  readonly seed: number;
  readonly say: (line: string) => void;
}
export interface AttackReport {
  readonly asked: number;
  readonly perSecond: number;
  readonly findings: readonly string[];
  /** How many were answered with each status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** So many are under way at once. */
const AT_ONCE = 16;
/** Requests are made up in lots: a hundred thousand at once would be hundreds of MB. */
const LOT = 1_000;
/** A few findings say what a thousand of them do. */
const ENOUGH_FINDINGS = 25;
/** What makes a thing with each request, so that lists get long, or costs half a second of hashing, or tells all there is. */
const SELDOM = (operation: OperationDefinition): boolean =>
  (operation.method === 'POST' && operation.status === 201) ||
  ['signIn', 'exportAuditEntries'].includes(operation.operationId);

type Whose = 'theirs' | 'ours' | 'nobody' | 'mangled';
interface Shot {
  readonly operation: OperationDefinition;
  readonly nth: number;
  readonly whose: readonly Whose[];
  readonly mangle: number;
  readonly spoofs: readonly number[];
  readonly caller: number;
  readonly extra: number;
}

/** Requests at random by a stranger, with the ids of another tenant, forged cursors, headers and fields. */
export async function attack(
  two: TwoTenants,
  marks: Marks,
  { requests, seed, say }: AttackOptions,
): Promise<AttackReport> {
  const asker = new Asker();
  const findings: string[] = [];
  const statuses: Record<string, number> = {};
  const started = Date.now();
  let asked = 0;
  /** What the stranger wrote down itself; its own audit log tells it again. */
  let said = '';
  try {
    for (let lot = 0; asked < requests && findings.length < ENOUGH_FINDINGS; lot += 1) {
      const shots = fc.sample(SHOT, { seed: seed + lot, numRuns: Math.min(LOT, requests - asked) });
      const next = shots.entries();
      const shooter = async (): Promise<void> => {
        for (const [index, shot] of next) {
          const { way, as } = aim(shot, two);
          const { system } = two;
          const place = `seed ${seed + lot}, shot ${index}`;
          try {
            const answer = await asker.ask(system.stack.publicUrl, shot.operation, way, as);
            statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
            const question = JSON.stringify([way, as]);
            if (written(shot.operation) && answer.status < 300) said += decoded(question);
            const wrong = [
              ...wrongOf(shot, way, answer.status, two.owner.ids),
              ...marks.toldBy(answer.text, `${decoded(question)} ${said}`),
            ];
            for (const fault of wrong)
              findings.push(`${place}: ${shot.operation.operationId} ${question}: ${answer.status} ${fault}`);
          } catch (error) {
            findings.push(`${place}: ${shot.operation.operationId} ${JSON.stringify(way)}: ${String(error)}`);
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, shooter));
      asked += shots.length;
      if (lot % 10 === 9)
        say(`${asked} requests, ${Math.round(asked / seconds(started))}/s, ${findings.length} findings`);
    }
  } finally {
    await asker.close();
  }
  return { asked, perSecond: Math.round(asked / seconds(started)), findings, statuses };
}

const seconds = (started: number): number => Math.max(0.001, (Date.now() - started) / 1000);

const SHOT: fc.Arbitrary<Shot> = fc.record({
  operation: fc.oneof(
    ...OPERATIONS.map((operation) => ({
      arbitrary: fc.constant(operation),
      weight: SELDOM(operation) ? 1 : 10,
    })),
  ),
  nth: fc.nat(9),
  whose: fc.array(
    fc.oneof(
      { arbitrary: fc.constant<Whose>('theirs'), weight: 6 },
      { arbitrary: fc.constant<Whose>('ours'), weight: 2 },
      { arbitrary: fc.constant<Whose>('nobody'), weight: 1 },
      { arbitrary: fc.constant<Whose>('mangled'), weight: 1 },
    ),
    { minLength: 4, maxLength: 4 },
  ),
  mangle: fc.nat(99),
  spoofs: fc.array(fc.nat(99), { maxLength: 4 }),
  caller: fc.nat(9),
  extra: fc.nat(9),
});

const MANGLES: readonly ((id: string) => string)[] = [
  (id) => id.toUpperCase(),
  (id) => `${id}/`,
  (id) => `../${id}`,
  (id) => `${id}%00`,
  (id) => `${id}' OR '1' = '1' --`,
  (id) => ` ${id}`,
  (id) => `${id},${id}`,
  (id) => `{${id}}`,
  (id) => `other/${id}`,
  (id) => `${id}?tenantId=other`,
  (id) => id.slice(0, -1),
  (id) => '%' + id.slice(1),
];

/** A shot, with the ids that there are: whatever would end the stranger's own things is asked with the other's. */
function aim(shot: Shot, two: TwoTenants): { readonly way: Way; readonly as: As } {
  const { owner, stranger } = two;
  const { operation } = shot;
  const route = ROUTES[operation.operationId];
  if (route === undefined) throw new Error(`${operation.operationId} is not in routes.ts`);
  let nth = 0;
  const mixed = new Proxy(owner.ids, {
    get: (theirs, name: keyof Ids) => {
      const whose = shot.whose[nth++ % shot.whose.length];
      const foreign = theirs[name];
      if (whose === 'nobody') return name === 'callId' || name === 'gongUserId' ? '77' : randomUUID();
      if (whose === 'mangled') return (MANGLES[shot.mangle % MANGLES.length] ?? String)(foreign);
      if (name === 'cursor') return whose === 'ours' ? forgedCursor(stranger.ids.cursor, theirs) : foreign;
      return whose === 'ours' && route.consumes !== true && operation.method === 'GET' ? stranger.ids[name] : foreign;
    },
  });
  const ways = route.ways(mixed, stranger.ids);
  const way = ways[shot.nth % ways.length] ?? ways[0];
  const endsItself = ['signOut', 'changePassword'].includes(operation.operationId);
  return {
    way: withExtra(way, operation, shot.extra, mixed),
    as: { ...caller(endsItself ? 0 : shot.caller, two), ...spoofed(shot.spoofs, two) },
  };
}

/** A cursor that was answered, with another's ids in it. */
function forgedCursor(cursor: string, { activityId, jobId }: Ids): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const forged = text.replaceAll(
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
    text.length % 2 === 0 ? activityId : jobId,
  );
  return Buffer.from(forged).toString('base64url');
}

function withExtra(
  way: Way,
  operation: OperationDefinition,
  extra: number,
  { tenantId, cursor, connectionId }: Ids,
): Way {
  if (extra === 0) return { ...way, query: { ...way.query, tenantId } };
  if (extra === 1) return { ...way, query: { ...way.query, tenant_id: tenantId } };
  if (extra === 2 && operation.method === 'GET') return { ...way, query: { ...way.query, cursor } };
  if (extra === 3 && operation.method === 'GET') return { ...way, query: { ...way.query, connectionId } };
  if (extra === 4 && typeof way.body === 'object') return { ...way, body: { ...way.body, tenantId } };
  return way;
}

const caller = (nth: number, { system, stranger }: TwoTenants): As => {
  if (nth < 5) return byToken(stranger.token);
  if (nth < 7) return byToken(stranger.tokens.member);
  return bySession(stranger.cookies.admin, system.stack.publicUrl);
};

/** What our own services, proxies and frameworks go by. */
const spoofed = (nths: readonly number[], { owner, system }: TwoTenants): As => {
  const { tenantId, tokenId } = owner.ids;
  const headers: readonly As[] = [
    { 'x-tenant-id': tenantId },
    { 'X-Tenant-ID': tenantId, 'x-tenantid': tenantId },
    { 'x-actor-role': 'operator' },
    { 'x-actor-role': 'service' },
    { 'x-actor-role': 'admin', 'x-actor-id': `token:${tokenId}` },
    { 'x-actor-name': 'gateway' },
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-forwarded-host': 'connector-auth', 'x-forwarded-proto': 'https' },
    { 'x-forwarded-prefix': '/internal' },
    { 'x-original-url': `/api/jobs/${owner.ids.jobId}`, 'x-rewrite-url': `/api/jobs/${owner.ids.jobId}` },
    { 'x-http-method-override': 'DELETE' },
    { forwarded: `for=127.0.0.1;host=${new URL(system.stack.publicUrl).host}` },
    { ce_tenantid: tenantId },
    { 'x-request-id': 'made-up-0123456789' },
    { 'last-event-id': '0' },
    { 'if-none-match': '*' },
    { range: 'bytes=0-' },
    { connection: 'keep-alive', te: 'trailers' },
  ];
  return Object.assign({}, ...nths.map((nth) => headers[nth % headers.length])) as As;
};

const written = ({ method, operationId }: OperationDefinition): boolean =>
  method !== 'GET' || operationId === 'exportAuditEntries';

/** Ours to fail, or let in where only the owner, the operator or a service may be. */
function wrongOf({ operation }: Shot, way: Way, status: number, { tenantId: _, ...theirs }: Ids): readonly string[] {
  const named = Object.values({ ...way.params });
  const foreign = ROUTES[operation.operationId]?.foreign;
  const found = status >= 200 && status < 300;
  const wrong: string[] = [];
  if (status >= 500) wrong.push('failed');
  if (found && (operation.access === 'operator' || operation.access === 'service')) wrong.push('was let in');
  if (found && foreign === 'not-found' && named.some((id) => Object.values<string>(theirs).includes(id)))
    wrong.push('was found');
  return wrong;
}

/** What a question says inside a cursor it says as well. */
const decoded = (question: string): string =>
  `${question} ${(question.match(/[A-Za-z0-9_-]{24,}/g) ?? []).map((text) => Buffer.from(text, 'base64url').toString()).join(' ')}`;
