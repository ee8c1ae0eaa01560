import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Company } from '../companies/company';
import type { Fault } from '../faults/fault';
import { refuseOrDelay, spoil } from '../faults/suffer';
import type { Simulator } from '../simulator';
import type { Answer } from './answer';
import { jsonText, send } from './answer';
import { GongError } from './gong-error';
import type { GongRequest } from './gong-request';
import type { GongRoute } from './gong-routes';
import { findRoute, gongRoutes } from './gong-routes';
import { BodyTooLarge, readBody } from './read-body';

/**
 * One request to a company's API, in this order: is there such a path, is the token good here, has it the scope, is
 * there room in the limits (counted on arrival, before the body is read), has it to suffer a fault; then the handler.
 */
export async function answerGong(
  simulator: Simulator,
  company: Company,
  incoming: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
): Promise<void> {
  const nowMs = Date.now();
  const requestId = createRequestId();
  const done = simulator.stats.begin(company.key, 'maxConcurrentRequests');
  const suffered: { fault: Fault | null } = { fault: null };
  let served = 0;
  let answer: Answer;
  try {
    const { route, id } = routeOf(incoming.method ?? 'GET', path);
    const scopes = admit(simulator, company, route, incoming.headers.authorization, nowMs);
    const body = route.method === 'POST' ? parseBody(await readBody(incoming)) : {};
    const hasCursor = typeof body['cursor'] === 'string' || (route.method === 'GET' && query.has('cursor'));
    suffered.fault = simulator.faults.take({ company: company.key, path, hasCursor });
    const instead = suffered.fault && (await refuseOrDelay(suffered.fault));
    const request: GongRequest = {
      simulator,
      company,
      path,
      id,
      query,
      body,
      scopes,
      nowMs,
      requestId,
      callsServed: 0,
    };
    answer = instead ?? jsonText(200, route.handler(request), { 'x-traceid': requestId });
    served = request.callsServed;
  } catch (error) {
    answer = errorAnswer(error, requestId);
  } finally {
    done();
  }
  const known = answer.status === 404 && !routeKnows(path) ? 'unknown path' : path;
  simulator.stats.record(company.key, known, suffered.fault?.kind === 'cut' ? 'cut' : answer.status, served);
  if (suffered.fault) spoil(suffered.fault, answer, response);
  else send(response, answer);
}

/** Lets the request in and gives the token's scopes, or refuses it as Gong does. */
function admit(
  simulator: Simulator,
  company: Company,
  route: GongRoute,
  authorization: string | undefined,
  nowMs: number,
): readonly string[] {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  const claims = token === undefined ? null : simulator.grants.verify(token, company, nowMs);
  if (!claims) throw new GongError(401, 'The access token is missing, has expired or has been revoked');
  if (!claims.scopes.includes(route.scope)) throw new GongError(route.deniedStatus, `Missing scope ${route.scope}`);
  company.limits.admit(nowMs);
  return claims.scopes;
}

function routeOf(method: string, path: string): { route: GongRoute; id: string } {
  const found = findRoute(method, path);
  if (found) return found;
  throw routeKnows(path)
    ? new GongError(405, `Request method '${method}' is not supported`)
    : new GongError(404, 'HTTP 404 Not Found');
}

function routeKnows(path: string): boolean {
  return gongRoutes.some(({ method }) => findRoute(method, path) !== null);
}

function parseBody(text: string): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new GongError(400, `Malformed request: ${error instanceof Error ? error.message : 'not JSON'}`);
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new GongError(400, 'Malformed request: not an object');
  return body as Record<string, unknown>;
}

/** An error nobody foresaw is a defect of the simulator: it is answered as a 500 that names it, never hidden. */
function errorAnswer(error: unknown, requestId: string): Answer {
  const envelope = (text: string) => JSON.stringify({ requestId, errors: [text] });
  const trace = { 'x-traceid': requestId };
  if (error instanceof GongError)
    return jsonText(error.status, envelope(error.message), { ...error.headers, ...trace });
  if (error instanceof BodyTooLarge) return jsonText(413, envelope(error.message), trace);
  process.stderr.write(`gong-simulator: ${error instanceof Error ? error.stack : String(error)}\n`);
  return jsonText(500, envelope('Simulator defect: see its error output'), trace);
}

function createRequestId(): string {
  return BigInt(`0x${randomBytes(12).toString('hex')}`)
    .toString(36)
    .padStart(19, '0')
    .slice(-19);
}
