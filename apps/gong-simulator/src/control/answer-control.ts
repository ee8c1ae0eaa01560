import type { IncomingMessage, ServerResponse } from 'node:http';
import { send } from '../http/answer';
import { readBody } from '../http/read-body';
import type { Simulator } from '../simulator';
import { ControlError } from './control-error';
import type { ControlRoute } from './control-routes';
import { controlRoutes } from './control-routes';
import { parseFields } from './fields';
import { streamWorld } from './stream-world';

/** The simulator's own API below /simulator: not Gong's, not limited, never faulty. */
export async function answerControl(
  simulator: Simulator,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const world = /^\/simulator\/companies\/([^/]+)\/world$/.exec(path);
  if (world && request.method === 'GET') return streamWorld(simulator, world[1] ?? '', response);
  const found = controlRoutes.flatMap((route) => {
    const names = matchPath(route, path);
    return names ? [{ route, names }] : [];
  });
  const match = found.find(({ route }) => route.method === request.method);
  if (!match) {
    if (found.length === 0) throw new ControlError(`nothing at ${path}`, 404);
    throw new ControlError(
      `${request.method} is not possible here, only ${found.map(({ route }) => route.method).join(', ')}`,
      405,
    );
  }
  const body = parseFields(await readBody(request));
  send(response, match.route.handler({ simulator, names: match.names, body, nowMs: Date.now() }));
}

function matchPath(route: ControlRoute, path: string): Record<string, string> | null {
  const wanted = route.path.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const names: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) names[name] = segment;
    else if (part !== segment) return null;
  }
  return names;
}
