import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseOrDelay, spoil } from '../faults/suffer';
import type { Answer } from '../http/answer';
import { send } from '../http/answer';
import { GongError } from '../http/gong-error';
import { readBody } from '../http/read-body';
import type { Simulator } from '../simulator';
import { generateCustomerToken, oauthError } from './generate-customer-token';

const path = '/oauth2/generate-customer-token';

/** The token endpoint with its faults and its statistics around it. A fault reaches it only when it names this path. */
export async function answerToken(
  simulator: Simulator,
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): Promise<void> {
  const parameters = new URLSearchParams(query);
  for (const [name, value] of new URLSearchParams(await readBody(request))) parameters.set(name, value);
  const company = simulator.grants.companyOf(parameters.get('code'), parameters.get('refresh_token'));
  const refreshing = parameters.get('grant_type') === 'refresh_token';
  const done = refreshing ? simulator.stats.begin(company, 'maxConcurrentRefreshes') : null;
  const fault = simulator.faults.take({ company, path, hasCursor: false });
  let answer: Answer;
  try {
    const instead = fault && (await refuseOrDelay(fault));
    answer = instead ?? generateCustomerToken(simulator, parameters, request.headers.authorization, Date.now());
  } catch (error) {
    if (!(error instanceof GongError)) throw error;
    answer = oauthError(error.status, 'server_error', error.message, error.headers);
  } finally {
    done?.();
  }
  simulator.stats.record(company, path, fault?.kind === 'cut' ? 'cut' : answer.status);
  simulator.stats.tokenRequest(company, answer.status !== 200 ? 'refused' : refreshing ? 'refreshed' : 'exchanged');
  if (fault) spoil(fault, answer, response);
  else send(response, answer);
}
