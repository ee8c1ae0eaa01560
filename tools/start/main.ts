import { join } from 'node:path';
import { runDemo } from '../demo/run-demo';
import { assertFree, bringUp } from '../stack/bring-up';
import { findRoot } from '../stack/find-root';
import { runUntilTold, wipeLocalData } from '../stack/run-until-told';
import { loadDotEnv, readStackSettings } from '../stack/settings';
import { simulatorChild, simulatorVariables } from './simulator';

/** `npm start`: the stack, a Gong company to play with, a demo tenant, a first sync, and what came of it. */
const root = findRoot(__dirname);

void runUntilTold(async (say, told) => {
  loadDotEnv(root);
  const settings = readStackSettings(process.env);
  if (process.argv.includes('--fresh')) await wipeLocalData(root, settings.DATA_DIR);
  await assertFree(settings.HOST, settings.SIMULATOR_PORT, 'simulator');

  say('Starting PostgreSQL, Kafka, the services and a Gong simulator ...');
  const extra = simulatorVariables(settings);
  const stack = await bringUp({ root, settings, env: process.env, say, extra });
  try {
    const simulator = simulatorChild(root, settings, stack.dataDir, say);
    stack.add(simulator);
    await simulator.startAndWait();
    await runDemo({
      publicUrl: stack.publicUrl,
      simulatorUrl: simulator.url,
      dataDir: stack.dataDir,
      operatorTokenFile: stack.operatorTokenFile,
      say,
      told,
    });
    say(`gRPC            ${settings.HOST}:${settings.GATEWAY_GRPC_PORT}, with the same token`);
    say(
      `Kafka           ${stack.servers.kafkaBrokers}, topic timeline.activity (for other teams: docs/integrating.md)`,
    );
    say(`Logs            ${join(settings.DATA_DIR, 'logs')}, one file a service`);
    say('');
    say('It runs until Ctrl-C; the data stays. `npm start -- --fresh` begins anew.');
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
});
