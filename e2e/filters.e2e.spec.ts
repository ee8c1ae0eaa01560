import {
  type Filters,
  getSyncSettings,
  type JobCall,
  listFilterFields,
  listUsers,
  saveSyncSettings,
} from '@gong-timeline/contracts';
import type { Directory } from '@gong-timeline/tools';
import { activitiesOf, jobsOf, type Synced, sync } from './jobs';
import { nothingUnderWay } from './nothing-under-way';
import { type System, startSystem, type Tenant } from './system';

type Condition = Filters['conditions'][number];
const DAY_MS = 24 * 60 * 60 * 1000;

const region = (value: string, letter = 'A'): Condition => ({
  ...{ letter, object: 'Company', field: 'customFields.Region', operator: 'equals', value },
});
const team = (value: string, letter = 'C'): Condition => ({
  ...{ letter, object: 'User', field: 'customFields.Team', operator: 'starts with', value },
});

/** Which calls become Activities is said by filters; told apart here by the names alone that the log shows. */
describe('the filters of the sync (S8)', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({
      // As many as it takes for a call of each kind on any day of the calendar: Gong's calls are others every day.
      companies: ['narrowed', 'newcomer', 'refused'].map((key) => `${key}:240:8d:clean`).join(','),
      env: { GONG_REQUESTS_PER_SECOND: '20', GONG_REQUESTS_PER_DAY: '100000' },
      simulator: { SIMULATOR_REQUESTS_PER_SECOND: '0', SIMULATOR_REQUESTS_PER_DAY: '0' },
    });
  }, 120_000);
  afterAll(() => system?.stop(), 30_000);

  it('skip calls and say why; widened, they reach back over the look-back; narrowed, they leave Activities alone', async () => {
    const tenant = await system.connectTenant('narrowed', 'narrowed', withCustomFields);
    const named = namesOf(tenant.directory);
    const half: Condition = {
      ...{ letter: 'B', object: 'Company', field: 'name', operator: 'in' },
      value: named.companies.filter((_, n) => n % 4 < 2).map((name) => name.toUpperCase()),
    };
    const isEmea = ({ companyName }: JobCall) => named.regionOf(companyName) === 'EMEA';
    const inHalf = ({ companyName }: JobCall) => named.companies.indexOf(companyName ?? '') % 4 < 2;
    const isWest = ({ ownerName }: JobCall) => named.teamOf(ownerName) === 'West coast';

    const first = await sync(tenant, {
      filters: { conditions: [region('emea'), half, team('west')], expression: 'a AND (b or C)' },
    });
    const calls = first.calls.filter(({ code }) => code !== 'skipped.private');
    const passes = (call: JobCall) => isEmea(call) && (inHalf(call) || isWest(call));
    const shownOf = (these: readonly JobCall[]) => these.map(({ callId, code }) => `${callId} ${code}`);
    expect(shownOf(calls)).toEqual(
      shownOf(calls.map((call) => ({ ...call, code: passes(call) ? 'synced.created' : 'skipped.filtered' }))),
    );
    const skipped = calls.filter((call) => !passes(call));
    for (const call of skipped) {
      expect(call.message).toContain('Skipped by the filters (a AND (b or C)). ');
      const saysRegion = call.message.includes('A: Company Region equals "emea", but it is "APAC"');
      // Where the region alone decides, no author is asked; else the company and the author are named.
      const saysTeam = call.message.includes('C: User Team starts with "west", but it is "East"');
      expect([call.callId, saysRegion, saysTeam]).toEqual([call.callId, !isEmea(call), isEmea(call)]);
      expect([call.callId, call.message.includes('B: Company Name in ')]).toEqual([call.callId, !inHalf(call)]);
    }
    expect(new Set(skipped.map(isEmea))).toEqual(new Set([true, false]));
    expect((await activitiesOf(tenant)).size).toBe(first.job.counts.created);

    // Every call of EMEA: those of the look-back at once, older ones when the look-back reaches them.
    const emea = { filters: { conditions: [region('EMEA')], expression: null } };
    const widened = await sync(tenant, emea);
    const reached = Date.parse(first.job.startedAt ?? '') - 3 * DAY_MS;
    expect(
      new Set(widened.calls.map(({ startedAt }) => startedAt === null || Date.parse(startedAt) >= reached)),
    ).toEqual(new Set([true]));
    const expected = (call: JobCall) =>
      passes(call) ? 'synced.unchanged' : isEmea(call) ? 'synced.created' : 'skipped.filtered';
    const again = widened.calls.filter(({ code }) => code !== 'skipped.private');
    expect(shownOf(again)).toEqual(shownOf(again.map((call) => ({ ...call, code: expected(call) }))));
    expect(widened.job.counts.created).toBeGreaterThan(0);
    await sync(tenant, { ...emea, lookBackDays: 30 });
    const activities = await activitiesOf(tenant);
    expect([...activities.keys()].sort()).toEqual(
      calls
        .filter(isEmea)
        .map(({ callId }) => callId)
        .sort(),
    );

    await staysWhenNarrowed(tenant, widened);
  }, 120_000);

  async function staysWhenNarrowed(tenant: Tenant, before: Synced): Promise<void> {
    const nowhere = { filters: { conditions: [region('Nowhere')], expression: null } };
    const [edited = '', left = ''] = before.calls
      .filter(({ code }) => code.startsWith('synced.'))
      .map(({ callId }) => callId);
    const activities = await activitiesOf(tenant);
    // While gong-ingest has yet to hear that a call is on the Timeline, the next run would put it to the filters once more.
    await nothingUnderWay(system);
    await retitle('narrowed', edited, 'Edited while filtered');
    const narrowed = await sync(tenant, nowhere);
    expect([narrowed.of(edited).code, narrowed.of(left).code]).toEqual(['skipped.filtered', 'synced.unchanged']);
    expect(narrowed.of(edited).message).toContain('A: Company Region equals "Nowhere", but it is "EMEA"');
    expect(narrowed.job.counts).toMatchObject({ created: 0, updated: 0, failed: 0 });
    expect(await activitiesOf(tenant)).toEqual(activities);

    const open = await sync(tenant, { filters: { conditions: [], expression: null } });
    expect([open.of(edited).code, open.of(left).code]).toEqual(['synced.updated', 'synced.unchanged']);
    expect((await activitiesOf(tenant)).get(edited)).toMatchObject({ subject: 'Edited while filtered' });
  }

  it('create no User for a call that they stop, and try User conditions on the one that would be created', async () => {
    const gone = new Set<string>();
    const tenant = await system.connectTenant('newcomer', 'newcomer', (directory) => {
      const [absent] = directory.users;
      if (absent !== undefined) gone.add(absent.name);
      return { ...directory, users: directory.users.filter(({ name }) => !gone.has(name)) };
    });
    const usersOf = async () => (await tenant.gateway.call(listUsers, { query: { limit: 200 } })).items;
    const licence: Condition = {
      letter: 'A',
      object: 'User',
      field: 'licence',
      operator: 'not equals',
      value: 'internal collaborator',
    };
    const known = await usersOf();
    const first = await sync(tenant, { filters: { conditions: [licence], expression: null } });
    const ofAbsent = first.calls.filter(({ ownerName }) => gone.has(ownerName ?? ''));
    expect(ofAbsent.length).toBeGreaterThan(0);
    for (const call of ofAbsent) {
      expect(call).toMatchObject({
        code: 'skipped.filtered',
        message: expect.stringContaining('but it is "Internal Collaborator"'),
      });
    }
    expect(await usersOf()).toEqual(known);

    const open = await sync(tenant, { lookBackDays: 30 });
    expect(open.calls.filter(({ code }) => code === 'skipped.filtered')).toEqual([]);
    expect((await usersOf()).filter(({ licence: each }) => each === 'Internal Collaborator')).toHaveLength(
      known.filter(({ licence: each }) => each === 'Internal Collaborator').length + 1,
    );
  }, 90_000);

  describe('that cannot be used', () => {
    let tenant: Tenant;
    beforeAll(async () => {
      tenant = await system.connectTenant('refused', 'refused', withCustomFields);
    }, 60_000);

    it('would name fields that the admin can look up', async () => {
      const { items } = await tenant.gateway.call(listFilterFields);
      expect(items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ object: 'Company', field: 'name', type: 'text' }),
          expect.objectContaining({ object: 'Company', field: 'customFields.Seats', type: 'number' }),
          expect.objectContaining({ object: 'User', field: 'customFields.Team', label: 'Team' }),
        ]),
      );
    });

    const seats = { ...region(''), field: 'customFields.Seats' };
    it.each<[string, Filters, string]>([
      [
        'an unknown field',
        { conditions: [{ ...region('x'), field: 'customFields.Colour' }], expression: null },
        'conditions[0].field: is no field of Company',
      ],
      [
        'an operator that does not fit',
        { conditions: [{ ...seats, operator: 'contains', value: '4' }], expression: null },
        'conditions[0].operator: contains does not fit Seats, a number field',
      ],
      [
        'a value of another type',
        { conditions: [{ ...seats, operator: '=', value: '4' }], expression: null },
        'conditions[0].value: expected a number, got "4"',
      ],
      [
        'a range upside down',
        { conditions: [{ ...seats, operator: 'between', value: [9, 3] }], expression: null },
        'conditions[0].value: is upside down: 9 comes after 3',
      ],
      [
        'an expression that does not parse',
        { conditions: [region('x'), team('y', 'B')], expression: 'A AND (B' },
        'expression: at character 9: expected AND, OR or ), found the end',
      ],
      [
        'a letter without a condition',
        { conditions: [region('x')], expression: 'A OR D' },
        'expression: at character 6: there is no condition D',
      ],
      [
        'a condition that the expression leaves out',
        { conditions: [region('x'), team('y')], expression: 'A' },
        'conditions[1].letter: the expression does not name C',
      ],
    ])('are refused with the field and the reason, and nothing is stored or started: %s', async (_, filters, words) => {
      const params = { connectionId: tenant.connectionId };
      const before = await tenant.gateway.call(getSyncSettings, { params });
      const saving = sync(tenant, { filters });
      await expect(saving).rejects.toThrow(`body.filters.${words}`);
      await expect(saving).rejects.toThrow(/settings\.filters/);
      expect(await tenant.gateway.call(getSyncSettings, { params })).toEqual(before);
      expect(await jobsOf(tenant)).toEqual([]);
    });

    it("are another tenant's fields, too", async () => {
      const other = await system.connectTenant('other', 'refused');
      const body = { ...(await other.gateway.call(getSyncSettings, { params: { connectionId: other.connectionId } })) };
      const { connectionId: _, nextSlotAt: __, ...settings } = body;
      const saving = other.gateway.call(saveSyncSettings, {
        params: { connectionId: other.connectionId },
        body: { ...settings, filters: { conditions: [region('EMEA')], expression: null } },
      });
      await expect(saving).rejects.toThrow('body.filters.conditions[0].field: is no field of Company');
    }, 60_000);
  });

  async function retitle(company: string, callId: string, title: string): Promise<void> {
    const answer = await fetch(`${system.simulatorUrl}/simulator/companies/${company}/calls/${callId}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ metaData: { title } }),
    });
    if (!answer.ok) throw new Error(`${callId}: ${answer.status} ${await answer.text()}`);
  }
});

/** Every other company is of EMEA, every third colleague of the West coast; equal names have equal fields. */
function namesOf({ companies, users }: Directory) {
  const names = [...new Set(companies.map(({ name }) => name))].sort();
  const owners = [...new Set(users.map(({ name }) => name))].sort();
  return {
    companies: names,
    regionOf: (name: string | null) => (names.indexOf(name ?? '') % 2 === 0 ? 'EMEA' : 'APAC'),
    teamOf: (name: string | null) => (owners.indexOf(name ?? '') % 3 === 0 ? 'West coast' : 'East'),
  };
}

function withCustomFields(directory: Directory): Directory {
  const { regionOf, teamOf } = namesOf(directory);
  return {
    ...directory,
    companies: directory.companies.map((company, n) => ({
      ...company,
      customFields: { Region: regionOf(company.name), Seats: n },
    })),
    users: directory.users.map((user) => ({ ...user, customFields: { Team: teamOf(user.name) } })),
  };
}
