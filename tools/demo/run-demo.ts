import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  authorizeConnection,
  createApiToken,
  createConnection,
  createTenant,
  downloadJobLog,
  getConnection,
  type Job,
  listActivities,
  listTenants,
  type SyncSettingsInput,
  saveSyncSettings,
  startSync,
} from '@gong-timeline/contracts';
import { authorizeAtGong } from './authorize-at-gong';
import { makeFirstAdmin, signInLine } from './first-admin';
import { followJob, followRetries } from './follow-job';
import { GatewayClient } from './gateway-client';
import { importAll } from './import-directory';
import { readWorld } from './read-world';
import { activityLines, jobLines, progressLine } from './summary';

export interface DemoOptions {
  readonly publicUrl: string;
  readonly simulatorUrl: string;
  readonly dataDir: string;
  readonly operatorTokenFile: string;
  readonly say: (line: string) => void;
  readonly told: AbortSignal;
  /** How often the schedule runs a sync. */
  readonly intervalHours?: SyncSettingsInput['intervalHours'];
}

const TENANT = { tenantId: 'acme', name: 'Acme Corp' };
const GONG_COMPANY = 'acme';
/** Reaches back over the whole quarter that the simulator holds. */
const QUARTER_DAYS = 95;

interface DemoState {
  readonly token: string;
  readonly connectionId: string;
  readonly gongUserId: string;
  /** Address of the tenant's first admin; absent until one was made. */
  readonly admin?: string;
}

/** A tenant with its directory and a connection made through Gong's OAuth pages, a sync, and what came of it. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const { publicUrl, dataDir, say, told } = options;
  const stateFile = join(dataDir, 'demo.json');
  const again = existsSync(stateFile);
  const state = again ? (JSON.parse(readFileSync(stateFile, 'utf8')) as DemoState) : await setUp(options);
  const keep = (kept: DemoState): void =>
    writeFileSync(stateFile, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  if (!again) keep(state);

  const gateway = new GatewayClient(publicUrl, state.token);
  const jobId = again
    ? await syncAgain(gateway, state, say)
    : await firstSync(gateway, state, options.intervalHours ?? 4);
  say(again ? 'Syncing again what the look-back covers:' : 'First sync of a quarter of calls:');
  const job = await followJob(gateway, jobId, (seen) => say(progressLine(seen)), told);
  const retries = await followRetries(gateway, (job.byCode['author.not-present'] ?? 0) > 0, told);
  const file = await saveLog(gateway, job, dataDir);
  const { items } = await gateway.call(listActivities, { query: { limit: 5 } });

  say('');
  for (const each of again ? [job] : [job, ...retries]) for (const line of jobLines(each)) say(line);
  say('');
  say('Newest Activities on the Timeline (UTC):');
  for (const line of activityLines(items)) say(line);
  say('');
  say(`Execution log   ${relative(process.cwd(), file)}`);
  say(`Console         ${publicUrl}`);
  say(`API             ${publicUrl}/api (documentation: ${publicUrl}/api/docs)`);
  // Made last, and kept as made once it is shown: a first start that fails half-way makes another one next time.
  const admin = state.admin === undefined ? await makeFirstAdmin(operatorOf(options), TENANT.tenantId) : null;
  const signIn = signInLine(admin, state.admin);
  if (signIn !== null) say(signIn);
  if (admin !== null) keep({ ...state, admin: admin.email });
  say(`Token           "token" in ${relative(process.cwd(), stateFile)} (admin of ${TENANT.name})`);
}

const operatorOf = ({ publicUrl, operatorTokenFile }: DemoOptions): GatewayClient =>
  new GatewayClient(publicUrl, readFileSync(operatorTokenFile, 'utf8').trim());

async function setUp(options: DemoOptions): Promise<DemoState> {
  const { publicUrl, simulatorUrl, say } = options;
  const operator = operatorOf(options);
  const { items: tenants } = await operator.call(listTenants);
  if (!tenants.some((tenant) => tenant.tenantId === TENANT.tenantId))
    await operator.call(createTenant, { body: TENANT });
  const { token } = await operator.call(createApiToken, {
    params: { tenantId: TENANT.tenantId },
    body: { name: 'demo', role: 'admin', expiresInDays: 365 },
  });
  const gateway = new GatewayClient(publicUrl, token);

  const directory = await readWorld(simulatorUrl, GONG_COMPANY);
  await importAll(gateway, directory, '00D5e000001AcmeEAA');
  say(
    `Tenant ${TENANT.name}: ${directory.companies.length} companies, ${directory.persons.length} persons, ${directory.users.length} users imported.`,
  );

  const { connection, authorizeUrl } = await gateway.call(createConnection, {
    body: { connector: 'gong', name: 'Acme Gong' },
  });
  await authorizeAtGong(authorizeUrl, { company: GONG_COMPANY, userId: directory.technicalAdminId }, token);
  say(`Connection ${connection.name} was authorised through Gong's OAuth pages.`);
  return { token, connectionId: connection.connectionId, gongUserId: directory.technicalAdminId };
}

async function firstSync(
  gateway: GatewayClient,
  { connectionId }: DemoState,
  intervalHours: SyncSettingsInput['intervalHours'],
): Promise<string> {
  const { job } = await gateway.call(saveSyncSettings, {
    ifMatch: '*',
    params: { connectionId },
    body: {
      enabled: true,
      activityTypeId: 'meeting',
      intervalHours,
      lookBackDays: 3,
      firstRunDays: QUARTER_DAYS,
      matchDomains: false,
      includeNotes: true,
    },
  });
  if (job === null) throw new Error('Save started no sync.');
  return job.jobId;
}

/** Only when Gong no longer takes its tokens is the connection authorised again; the history stays (S4). */
async function syncAgain(gateway: GatewayClient, state: DemoState, say: (line: string) => void): Promise<string> {
  const params = { connectionId: state.connectionId };
  const connection = await gateway.call(getConnection, { params });
  say(`Found the data of an earlier start: connection ${connection.name}, ${connection.state}.`);
  if (connection.state !== 'active') {
    const { authorizeUrl } = await gateway.call(authorizeConnection, { params });
    await authorizeAtGong(authorizeUrl, { company: GONG_COMPANY, userId: state.gongUserId }, state.token);
  }
  return (await gateway.call(startSync, { params })).jobId;
}

async function saveLog(gateway: GatewayClient, job: Job, dataDir: string): Promise<string> {
  const folder = join(dataDir, 'exports');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `gong-sync-${job.jobId}.xlsx`);
  const answer = await gateway.send(downloadJobLog, { params: { jobId: job.jobId } });
  if (answer.body === null) throw new Error('The log came without a body.');
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(file));
  return file;
}
