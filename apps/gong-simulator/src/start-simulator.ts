import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cursors } from './calls/cursor';
import { Companies } from './companies/companies';
import type { Config } from './config';
import { FaultQueue } from './faults/fault-queue';
import { answerFailure } from './http/answer-failure';
import { listen } from './http/listener';
import { Grants } from './oauth/grants';
import { TokenSeal } from './oauth/sealed-token';
import type { Simulator } from './simulator';
import { Stats } from './stats/stats';

export interface RunningSimulator {
  url: string;
  port: number;
  simulator: Simulator;
  /** Stops at once: open connections are closed, whatever they wait for. */
  stop(): Promise<void>;
}

/** Takes the port first: the addresses in answers are made of it. Until the companies stand, requests wait. */
export async function startSimulator(config: Config): Promise<RunningSimulator> {
  let ready: (simulator: Simulator) => void = () => undefined;
  const simulatorReady = new Promise<Simulator>((resolve) => {
    ready = resolve;
  });
  const server = createServer({ keepAliveTimeout: 65_000, noDelay: true }, (request, response) => {
    simulatorReady
      .then((simulator) => listen(simulator, request, response))
      .catch((error: unknown) => answerFailure(error, response));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const url = config.publicUrl ?? `http://${host}:${port}`;
  const simulator = createSimulator(config, url);
  ready(simulator);
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, port, simulator, stop };
}

function createSimulator(config: Config, publicUrl: string): Simulator {
  const companies = new Companies(config.companies, {
    seed: config.seed,
    publicUrl,
    appUrl: config.appUrl,
    anchorMs: config.nowMs ?? Date.now(),
    limits: { requestsPerSecond: config.requestsPerSecond, requestsPerDay: config.requestsPerDay },
  });
  return {
    config,
    companies,
    grants: new Grants(companies, new TokenSeal(config.seed, config.clientSecret), config.tokenLifetimeSeconds),
    cursors: new Cursors(config.seed),
    faults: new FaultQueue(),
    stats: new Stats(),
  };
}
