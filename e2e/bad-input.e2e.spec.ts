import { randomUUID } from 'node:crypto';
import { callCaptured, importDirectory, keyOf, saveSyncSettings, type TOPICS } from '@gong-timeline/contracts';
import { connectKafka, listDeadLetters } from '@gong-timeline/messaging';
import { eventually } from '@gong-timeline/testing';
import { Kafka, logLevel } from 'kafkajs';
import { callsOf, expectToAddUp, finished, saveAndStart } from './jobs';
import { type System, startSystem, type Tenant } from './system';

const CALLS = 700;

/** Whatever is wrong is named and kept where it can be looked at; the rest goes on. */
describe('bad input', () => {
  let system: System;
  let tenant: Tenant;
  beforeAll(async () => {
    system = await startSystem({
      companies: `odd:${CALLS}:60d`,
      env: { GONG_REQUESTS_PER_SECOND: '20', GONG_REQUESTS_PER_DAY: '100000' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
    tenant = await system.connectTenant('odd', 'odd');
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  it('reads through whatever Gong answers: malformed, truncated, cut, slow, 5xx, 429, a refused token, an expired cursor (S11)', async () => {
    const faults = [
      { kind: '500', times: 2 },
      { kind: 'malformed', times: 1 },
      { kind: 'truncated', times: 1 },
      { kind: 'cut', times: 1 },
      // A first page has no cursor that could expire: it counts one less.
      { kind: 'cursor-expired', times: 1, afterRequests: 4 },
      { kind: '503', times: 1 },
      { kind: '429', times: 1, retryAfterSeconds: 1 },
      { kind: 'slow', times: 1, delayMs: 1500 },
      { kind: '401', times: 1 },
    ];
    // A page that is well comes between any two: how ever longer pauses follow from one to the next is specified elsewhere.
    for (const [nth, fault] of faults.entries()) {
      await control('/simulator/faults', { afterRequests: nth + 1, ...fault, path: '/v2/calls/extensive' });
    }
    const job = await finished(tenant, await saveAndStart(tenant), 120_000);
    expect(['Success', 'Partial Success']).toContain(job.status);
    expect(job.counts.read).toBe(CALLS);
    expectToAddUp(job);
    expect(new Set((await callsOf(tenant, job.jobId)).map((call) => call.callId)).size).toBe(CALLS);
    const left = (await (await fetch(`${system.simulatorUrl}/simulator/faults`)).json()) as unknown;
    expect(JSON.stringify(left)).not.toContain('"kind"');
  }, 180_000);

  it('keeps messages that are no facts as dead letters, with where they came from and what is wrong', async () => {
    const brokers = system.stack.servers.kafkaBrokers;
    const bad = { ...callCaptured.example, callId: 'twelve' };
    await produce(brokers, 'gong.calls.v1', [
      { key: keyOf('odd', 'x1'), value: '{"not json', headers: headersFor('gong.call-captured.v1', 'x1') },
      { key: keyOf('odd', 'x2'), value: JSON.stringify(bad), headers: headersFor('gong.call-captured.v1', 'x2') },
      { key: keyOf('odd', 'x3'), value: '{}', headers: headersFor('gong.call-shouted.v1', 'x3') },
      { key: keyOf('odd', 'x4'), value: 'hello', headers: {} },
    ]);
    const kafka = connectKafka({ brokers: brokers.split(','), clientId: 'e2e', log: quiet });
    const letters = await eventually(
      async () => {
        const found = await listDeadLetters(kafka);
        expect(found).toHaveLength(4);
        return found;
      },
      { timeoutMs: 30_000, intervalMs: 500, what: 'four dead letters' },
    );
    await kafka.close();
    for (const letter of letters) {
      expect(letter).toMatchObject({ topic: 'gong.calls.v1', group: 'identity-resolution' });
    }
    expect(letters.map((letter) => letter.message).sort()).toEqual([
      expect.stringContaining('field "callId"'),
      expect.stringContaining('the value is not JSON'),
      expect.stringContaining('header "ce_type" is missing'),
      expect.stringContaining('type "gong.call-shouted.v1" is in no contract'),
    ]);

    const again = await finished(tenant, await saveAndStart(tenant));
    expectToAddUp(again);
  }, 90_000);

  it('takes the good rows of an import and tells of each bad one where it is and what was expected (X4)', async () => {
    const rows = [
      JSON.stringify({ externalId: 'good-1', name: 'Good Company' }),
      '{"externalId": "broken"',
      JSON.stringify({ externalId: 'no-name' }),
      JSON.stringify({ externalId: 'good-2', name: 'Another', colour: 'red' }),
      JSON.stringify({ externalId: 'good-3', name: 'Third Company' }),
    ];
    const result = await tenant.gateway.call(importDirectory, {
      params: { kind: 'companies' },
      stream: { contentType: 'application/x-ndjson', body: rows.join('\n') },
    });
    expect(result).toMatchObject({ read: 5, created: 2, rejected: 3 });
    expect(result.errors.map((error) => [error.line, error.field])).toEqual([
      [2, null],
      [3, 'name'],
      [4, 'colour'],
    ]);
  });

  it('refuses settings that are wrong, naming the field, and keeps the old ones (S7)', async () => {
    const params = { connectionId: tenant.connectionId };
    const body = {
      enabled: true,
      activityTypeId: 'meeting',
      intervalHours: 5,
      lookBackDays: 3,
      firstRunDays: 30,
      matchDomains: false,
      includeNotes: true,
    } as never;
    await expect(tenant.gateway.call(saveSyncSettings, { ifMatch: '*', params, body })).rejects.toThrow(
      /body\.intervalHours/,
    );
    const unknownType = { ...(body as object), intervalHours: 4, activityTypeId: 'nonsense' } as never;
    await expect(tenant.gateway.call(saveSyncSettings, { ifMatch: '*', params, body: unknownType })).rejects.toThrow(
      /activityTypeId/,
    );
  });

  it("answers 404 for another tenant's connection, as if it were not there (X3)", async () => {
    const other = await system.connectTenant('other', 'odd');
    await expect(
      other.gateway.call(saveSyncSettings, {
        params: { connectionId: tenant.connectionId },
        body: {
          enabled: true,
          activityTypeId: 'meeting',
          intervalHours: 4,
          lookBackDays: 3,
          firstRunDays: 30,
          matchDomains: false,
          includeNotes: true,
        },
      }),
    ).rejects.toThrow(/not-found/);
  }, 60_000);

  async function control(path: string, body: object): Promise<void> {
    const answer = await fetch(`${system.simulatorUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
});

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const headersFor = (type: string, subject: string): Record<string, string> => ({
  ce_specversion: '1.0',
  ce_id: randomUUID(),
  ce_type: type,
  ce_source: 'gong-ingest',
  ce_time: '2026-03-03T12:00:00.000Z',
  ce_subject: subject,
  ce_tenantid: 'odd',
  ce_correlationid: randomUUID(),
  'content-type': 'application/json',
});

async function produce(
  brokers: string,
  topic: keyof typeof TOPICS,
  messages: { key: string; value: string; headers: Record<string, string> }[],
): Promise<void> {
  const producer = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).producer({
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  await producer.send({ topic, messages });
  await producer.disconnect();
}
