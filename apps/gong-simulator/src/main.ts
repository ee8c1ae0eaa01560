import { readConfig } from './config';
import { explainFailure } from './explain-failure';
import { startSimulator } from './start-simulator';

async function main(): Promise<void> {
  const { port, url, stop } = await startSimulator(readConfig());
  const stopAtOnce = () => void stop().then(() => process.exit(0));
  process.once('SIGTERM', stopAtOnce).once('SIGINT', stopAtOnce);
  process.stdout.write(`${JSON.stringify({ service: 'gong-simulator', listening: true, port, url })}\n`);
}

main().catch(explainFailure);
