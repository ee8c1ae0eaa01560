import type { ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { responseHeadersToPass } from './pass-headers';

/** `left`: the caller went away, and there is nobody to answer. `refused`: the owner does not know us; nothing was passed. */
export type Passed = 'passed' | 'left' | 'refused';

const WENT_AWAY = new Error('The caller went away');

/**
 * Asks an owner and hands its answer on, piece by piece as it comes, no faster than the caller takes it. Rejects when the
 * owner breaks; half of the answer may be out then. Nearer to the connection than undici's `request`, whose streams cost
 * more than all else that a gateway does.
 */
export const passAnswer = (
  agent: Dispatcher,
  options: Dispatcher.DispatchOptions,
  response: ServerResponse,
): Promise<Passed> =>
  new Promise((resolve, reject) => {
    let upstream: Dispatcher.DispatchController | undefined;
    let refused = false;
    const leave = (): void => {
      if (!response.writableFinished) upstream?.abort(WENT_AWAY);
    };
    response.once('close', leave);
    agent.dispatch(options, {
      onRequestStart: (controller) => {
        upstream = controller;
        if (response.destroyed) controller.abort(WENT_AWAY);
      },
      onResponseStart: (_, statusCode, headers) => {
        refused = statusCode === 401;
        // Informational answers (1xx) are of one connection only.
        if (statusCode >= 200 && !refused) response.writeHead(statusCode, responseHeadersToPass(headers));
      },
      onResponseData: (controller, chunk) => {
        if (refused || response.write(chunk)) return;
        controller.pause();
        response.once('drain', () => controller.resume());
      },
      onResponseEnd: () => {
        response.off('close', leave);
        if (!refused) response.end();
        resolve(refused ? 'refused' : 'passed');
      },
      onResponseError: (_, error) => (isGone(response) ? resolve('left') : reject(error)),
    });
  });

const isGone = ({ destroyed, socket }: ServerResponse): boolean => destroyed || socket?.destroyed === true;
