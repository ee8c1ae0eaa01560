import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { GatewayClient } from '../demo/gateway-client';
import { findRoot } from '../stack/find-root';
import { loadDotEnv, readStackSettings } from '../stack/settings';

/**
 * The gateway, as its operator: of the local stack, or of another by GATEWAY_URL and OPERATOR_TOKEN_FILE. The token is
 * read from a file, never from an argument: those show in the list of processes.
 */
export function operatorClient(env: NodeJS.ProcessEnv): GatewayClient {
  const root = findRoot(__dirname);
  loadDotEnv(root);
  const settings = readStackSettings(env);
  const url = env.GATEWAY_URL || `http://${settings.HOST}:${settings.GATEWAY_PORT}`;
  const file = env.OPERATOR_TOKEN_FILE || resolve(root, settings.DATA_DIR, 'operator-token');
  if (!existsSync(file))
    throw new Error(`There is no operator token in ${file}: name its file in OPERATOR_TOKEN_FILE.`);
  return new GatewayClient(url, readFileSync(file, 'utf8').trim());
}
