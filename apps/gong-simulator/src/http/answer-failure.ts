import type { ServerResponse } from 'node:http';
import { ControlError } from '../control/control-error';
import { json, send } from './answer';
import { BodyTooLarge } from './read-body';

/** The last stop of an error outside Gong's API: bad control input is a 400, the rest a defect that is told and shown. */
export function answerFailure(error: unknown, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  if (error instanceof ControlError) return send(response, json(error.status, { error: error.message }));
  if (error instanceof BodyTooLarge) return send(response, json(413, { error: error.message }));
  process.stderr.write(`gong-simulator: ${error instanceof Error ? error.stack : String(error)}\n`);
  send(response, json(500, { error: 'Simulator defect: see its error output' }));
}
