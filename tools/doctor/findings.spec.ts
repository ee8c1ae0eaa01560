import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '@gong-timeline/runtime';
import { checkGong, checkIssuer, checkListening, checkReady } from './checks/check-addresses';
import { checkClock } from './checks/check-clock';
import { checkDisk, checkSecretFile } from './checks/check-files';
import { checkDeadLetters, checkGroup, checkTopics } from './checks/check-kafka';
import { checkIsolation, checkMigrations, checkRole } from './checks/check-roles';
import { renderFindings } from './render-findings';

const GIB = 1024 ** 3;
const levels = (findings: readonly Finding[]) => findings.map(({ level }) => level);
/** A fault that says what, what it means and what to do. */
const told = (finding: Finding | undefined) =>
  `${finding?.level}: ${finding?.what} | ${(finding?.means ?? '').length > 10 && (finding?.todo ?? '').length > 10}`;

describe('what the doctor finds (X3)', () => {
  describe('in clocks', () => {
    const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 12) + seconds * 1000);
    const clock = (theirs: number, heard = 0, coarseMs?: number) =>
      checkClock({
        of: 'Kafka',
        theirs: at(theirs),
        askedAt: at(0),
        heardAt: at(heard),
        ...(coarseMs && { coarseMs }),
      });

    it('names the skew, and whose clock it is', () => {
      expect(told(clock(-90))).toBe('wrong: the clock of Kafka is 90.0 s behind this one | true');
      expect(told(clock(12))).toBe('warning: the clock of Kafka is 12.0 s ahead of this one | true');
      expect(clock(3).level).toBe('fine');
    });

    it('blames no clock for the time that the answer took, nor for whole seconds', () => {
      expect(clock(6, 12).level).toBe('fine');
      expect(clock(-5.5, 0, 1_000).level).toBe('fine');
    });
  });

  describe('in roles, tables and migrations', () => {
    const role = { role: 'app', superuser: false, bypassesRls: false, createsRoles: false, actsAs: [], owns: [] };
    const table = { table: 'calls', enabled: true, forced: true, policies: 1 };

    it.each([
      [{ superuser: true }, 'is a superuser'],
      [{ bypassesRls: true }, 'has BYPASSRLS'],
      [{ createsRoles: true }, 'may make roles'],
      [{ actsAs: ['dba'] }, 'may act as dba'],
      [{ owns: ['calls'] }, 'owns calls'],
    ])('a role that row level security does not hold: %j', (changed, what) => {
      expect(told(checkRole('gong_ingest', { ...role, ...changed })[0])).toContain(`${what} | true`);
      expect(levels(checkRole('gong_ingest', role))).toEqual(['fine']);
    });

    it.each([{ enabled: false }, { forced: false }, { policies: 0 }])('a table with %j', (changed) => {
      expect(told(checkIsolation('s', [{ ...table, ...changed }], {})[0])).toBe('wrong: s: not forced on calls | true');
      expect(levels(checkIsolation('s', [table], {}))).toEqual(['fine']);
      expect(levels(checkIsolation('s', [{ ...table, ...changed }], { calls: 'holds nothing of a tenant' }))).toEqual([
        'fine',
      ]);
    });

    it('migrations that have not run, and ones that this version does not know', () => {
      expect(told(checkMigrations('s', ['A1', 'B2'], ['A1'])[0])).toBe('wrong: s lacks B2 | true');
      expect(told(checkMigrations('s', ['A1'], ['A1', 'C3'])[0])).toContain('has run C3');
      expect(levels(checkMigrations('s', ['A1'], ['A1']))).toEqual(['fine']);
    });
  });

  describe('in Kafka', () => {
    const declared = { calls: { partitions: 6, cleanup: 'delete', retentionMs: 1_000, holdsContent: true } };
    const found = { topic: 'calls', partitions: 6, config: { 'cleanup.policy': 'delete', 'retention.ms': '1000' } };

    it.each([
      ['is missing', []],
      ['has 3 partitions, 6 are declared', [{ ...found, partitions: 3 }]],
      ['has retention.ms=-1, 1000 is declared', [{ ...found, config: { ...found.config, 'retention.ms': '-1' } }]],
      ['has cleanup.policy=none', [{ ...found, config: { 'retention.ms': '1000' } }]],
    ])('a topic that %s', (what, topics) => {
      expect(told(checkTopics(declared, topics)[0])).toMatch(new RegExp(`^wrong: calls ${what}.*true$`));
      expect(levels(checkTopics(declared, [found]))).toEqual(['fine']);
    });

    it('retention that differs where no content is held is for watching', () => {
      const jobs = { calls: { ...declared.calls, holdsContent: false } };
      expect(levels(checkTopics(jobs, [{ ...found, config: { 'cleanup.policy': 'delete' } }]))).toEqual(['warning']);
    });

    it('a group that nobody is in, that is stuck, that is far behind', () => {
      const group = { group: 'timeline-writer', members: 1, lag: 20, moved: 5 };
      expect(told(checkGroup({ ...group, members: 0 }))).toContain('and nobody reads them | true');
      expect(told(checkGroup({ ...group, moved: 0 }))).toContain('none was taken while this looked | true');
      expect(checkGroup({ ...group, lag: 20_000 }).level).toBe('warning');
      expect([checkGroup(group).level, checkGroup({ ...group, members: 0, lag: 0 }).level]).toEqual(['fine', 'fine']);
    });

    it('dead letters that wait', () => {
      expect(told(checkDeadLetters(2))).toBe('warning: 2 wait | true');
      expect(checkDeadLetters(0).level).toBe('fine');
    });
  });

  describe('on the disk', () => {
    it.each([
      [1, 100, 'wrong'],
      [5, 100, 'warning'],
      [0.4, 2, 'wrong'],
      [50, 100, 'fine'],
    ])('%d GiB free of %d is %s', (free, all, level) => {
      expect(checkDisk('/data', free * GIB, all * GIB).level).toBe(level);
    });

    it('a file of secrets that others may read, or that is not there', () => {
      const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
      const file = join(folder, 'operator-token');
      writeFileSync(file, 'canary', { mode: 0o600 });
      expect(checkSecretFile('operator token', file).level).toBe('fine');
      chmodSync(file, 0o640);
      expect(told(checkSecretFile('operator token', file))).toMatch(/has the mode 640: others .* true$/);
      expect(checkSecretFile('operator token', join(folder, 'none')).level).toBe('warning');
      rmSync(folder, { recursive: true });
    });
  });

  describe('in addresses', () => {
    let answer = { status: 200, body: '{}' };
    const server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
    let url: string;
    beforeAll(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    it('a service that is down, or not ready', async () => {
      answer = { status: 503, body: '{"database":"down"}' };
      expect(told(await checkReady('gong-ingest', url))).toBe(
        'wrong: gong-ingest is not ready: {"database":"down"} | true',
      );
      expect(told(await checkReady('gong-ingest', 'http://127.0.0.1:1/'))).toMatch(
        /does not answer at .*ECONNREFUSED.*true$/,
      );
      answer = { status: 200, body: '{}' };
      expect((await checkReady('gong-ingest', url)).level).toBe('fine');
    });

    it('an address of Gong that is not allowed, or does not answer; else its clock', async () => {
      expect(told((await checkGong('GONG_API_URL', url, []))[0])).toMatch(/^wrong: GONG_API_URL: .*not https.*true$/);
      const [down] = await checkGong('GONG_API_URL', 'http://127.0.0.1:1', ['127.0.0.1:1']);
      expect(told(down)).toMatch(/does not answer \(ECONNREFUSED\).*true$/);
      const found = await checkGong('GONG_API_URL', url, [new URL(url).host]);
      expect(found.map(({ check, level }) => `${check} ${level}`)).toEqual(['addresses fine', 'clock fine']);
    });

    it('a provider that calls itself by another name, or says nothing', async () => {
      answer = { status: 200, body: '{"issuer":"https://other.example"}' };
      expect(told(await checkIssuer(url))).toMatch(/calls itself https:\/\/other.example \| true$/);
      answer = { status: 404, body: '{}' };
      expect(told(await checkIssuer(url))).toMatch(/answers 404 \| true$/);
      answer = { status: 200, body: '<html>' };
      expect(told(await checkIssuer(url))).toMatch(/cannot be read .*true$/);
      answer = { status: 200, body: JSON.stringify({ issuer: url }) };
      expect((await checkIssuer(url)).level).toBe('fine');
    });

    it('a service that listens beyond this machine', () => {
      const open = checkListening('gong-ingest', '0.0.0.0');
      expect(told(open ?? undefined)).toMatch(/^wrong: gong-ingest listens at 0.0.0.0.*true$/);
      expect([checkListening('gong-ingest', '127.0.0.1'), checkListening('gateway', '0.0.0.0')]).toEqual([null, null]);
    });
  });

  it('is told in words: what is fine in a line, each fault with what it means and what to do', () => {
    const lines = renderFindings([
      { check: 'disk', level: 'fine', what: 'room' },
      { check: 'topics', level: 'wrong', what: 'x is missing', means: 'Facts wait', todo: 'provision' },
    ]);
    expect(lines).toEqual([
      'ok       disk (1)',
      '',
      'WRONG    topics: x is missing',
      '         Facts wait.',
      '         To do: provision.',
      '',
      '1 wrong, 0 to watch, of 2 things looked at.',
    ]);
  });
});
