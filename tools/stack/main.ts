import { bringUp } from './bring-up';
import { findRoot } from './find-root';
import { runUntilTold } from './run-until-told';
import { loadDotEnv, readStackSettings } from './settings';

/** `npm run stack`: the stack alone, no simulator, no demo data. Gong is whatever GONG_* names. */
const root = findRoot(__dirname);

void runUntilTold(async (say) => {
  loadDotEnv(root);
  const settings = readStackSettings(process.env);
  const stack = await bringUp({ root, settings, env: process.env, say });
  say(`The stack is up. API ${stack.publicUrl}/api, documentation ${stack.publicUrl}/api/docs`);
  say(
    `gRPC ${settings.HOST}:${settings.GATEWAY_GRPC_PORT}, Kafka ${stack.servers.kafkaBrokers} (for other teams: docs/integrating.md).`,
  );
  say(`Operator token: ${stack.operatorTokenFile}. Logs: ${stack.dataDir}/logs. Ctrl-C stops it; the data stays.`);
  return stack;
});
