import { eventually } from '@gong-timeline/testing';
import { nothingUnderWay } from '../nothing-under-way';
import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const MEMBER = { name: 'Cleo Reader', email: 'cleo@acme.example', password: 'nine slow amber rivers' };
const RECORDING = 'This Video/Meeting Link has failed to load.';
const TRACKERS = 'The Trackers have failed to load.';

interface Activity {
  readonly activityId: string;
  readonly callId: string;
  readonly subject: string;
  readonly startedAt: string;
  readonly company: { readonly gsid: string; readonly name: string };
  readonly author: { readonly gsid: string; readonly name: string };
  readonly trackers: readonly { readonly name: string; readonly count: number }[];
}

const dayOf = ({ startedAt }: Activity): string => new Date(startedAt).toISOString().slice(0, 10);

/** As an admin's page does it; the browser would say the origin by itself. */
const memberOf = async (console: OpenConsole): Promise<Visitor> => {
  const admin = await console.visitor();
  await admin.signIn();
  await admin.settled('Home');
  const headers = { 'x-requested-with': 'gong-timeline', origin: admin.demo.publicUrl };
  const request = admin.page.request;
  const { name, email } = MEMBER;
  const known = (await (await request.get('/api/members')).json()).items.find(
    (each: { email: string }) => each.email === email,
  );
  const made =
    known === undefined
      ? await request.post('/api/members', { headers, data: { name, email, role: 'member' } })
      : await request.post(`/api/members/${known.memberId}/invitation`, { headers });
  const body = await made.json();
  const member = await console.visitor();
  await member.page.goto((known === undefined ? body.invitation.url : body.url) as string);
  await member.page.getByLabel('New password', { exact: true }).fill(MEMBER.password);
  await member.page.getByLabel('New password, again').fill(MEMBER.password);
  await member.page.getByRole('button', { name: 'Set password and sign in' }).click();
  await member.settled('Home');
  return member;
};

describe('Companies and their Timelines, as a CSM reads them', () => {
  let console: OpenConsole;
  let csm: Visitor;
  let activity: Activity;
  let company: string;
  beforeAll(async () => {
    console = await OpenConsole.open();
    csm = await memberOf(console);
    const { items } = (await (await csm.page.request.get('/api/activities?limit=200')).json()) as { items: Activity[] };
    // Of a company with calls of several days, which not each company has on each day of the calendar.
    const rich = items.find(
      (each) =>
        each.trackers.length > 1 &&
        items.some((other) => other.company.gsid === each.company.gsid && dayOf(other) !== dayOf(each)),
    );
    if (rich === undefined) throw new Error('The demo has no call with trackers');
    activity = rich;
    company = `/companies/${activity.company.gsid}`;
  }, 150_000);
  afterAll(() => console.close());

  const card = (subject = activity.subject) => csm.page.getByRole('article', { name: subject }).first();
  const opened = async (): Promise<void> => {
    await csm.open(`${company}?activity=${activity.activityId}`, activity.company.name);
    await card().getByRole('heading', { name: 'Notes' }).waitFor();
  };
  const simulator = async (path: string, method: string, body?: object): Promise<void> => {
    const answer = await fetch(console.demo.simulatorUrl + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok)
      throw new Error(`The simulator answered ${answer.status} to ${method} ${path}: ${await answer.text()}`);
  };

  it('shows a member Home and Companies, and no administration (X3)', async () => {
    await csm.open('/', 'Home');
    const menu = csm.page.getByRole('navigation', { name: 'Main' });
    expect(await menu.getByRole('link').allTextContents()).toEqual(['Home', 'Companies']);
    expect(await csm.page.getByText('Connections').count()).toBe(0);
    await csm.page.getByRole('heading', { name: 'Latest activities' }).waitFor();
  });

  it('finds a company by a part of its name, its domain or its CRM account, and opens it by keyboard alone', async () => {
    const { page } = csm;
    const { items } = await (await page.request.get(`/api/companies?limit=200`)).json();
    const { name, domains, crmAccountIds, gsid } = items.find((each: { gsid: string }) =>
      company.endsWith(each.gsid),
    ) ?? { name: '', domains: [], crmAccountIds: [], gsid: '' };
    for (const searched of [name.slice(0, 6).toLowerCase(), domains[0], crmAccountIds[0]]) {
      if (searched === undefined) continue;
      await csm.open('/companies', 'Companies');
      await page.getByRole('row').nth(1).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type(searched);
      await page.waitForURL((url) => url.searchParams.get('search') === searched.trim());
      await page
        .locator(`a[href="/companies/${gsid}"]`)
        .or(page.getByRole('row').filter({ hasText: name }))
        .first()
        .waitFor();
      // A blank that one pauses after is still there to type on.
      expect(await page.getByLabel('Search companies').inputValue()).toBe(searched);
    }
    await page.getByRole('row').filter({ hasText: name }).first().focus();
    await page.keyboard.press('Enter');
    await csm.settled(activity.company.name);
    expect(new URL(page.url()).pathname).toBe(company);
    await page.goBack();
    await csm.settled('Companies');
    expect(new URL(page.url()).searchParams.get('search')).not.toBeNull();
  });

  it('says of a search that finds no company what it looks in, and shows all again', async () => {
    await csm.open('/companies?search=no-such-company', 'Companies');
    await csm.page.getByText('No company fits this search').waitFor();
    await csm.page.getByText('A company is found by a part of its name').waitFor();
    await csm.page.getByRole('button', { name: 'Show all companies' }).click();
    await csm.page.getByRole('row').nth(1).waitFor();
  });

  it('finds a call by a search, which the address keeps (S12)', async () => {
    await csm.open(company, activity.company.name);
    await csm.page.getByLabel('Search activities').fill(activity.callId);
    await csm.page.waitForURL(`**search=${activity.callId}`);
    await csm.page.getByText('The beginning of this Timeline').waitFor();
    await csm.page.getByRole('article').nth(1).waitFor({ state: 'detached' });
    await card().waitFor();
    await csm.page.getByLabel('Search activities').fill('nobody ever said this');
    await csm.page.getByText('No activity fits these filters').waitFor();
    await csm.page.getByRole('button', { name: 'Show all activities' }).click();
    await card().waitFor();
  });

  it('filters by author, and tells how many of whose there are', async () => {
    await csm.open(company, activity.company.name);
    await csm.page.getByRole('combobox', { name: 'Author' }).or(csm.page.getByLabel('Author')).first().click();
    await csm.page.getByRole('option', { name: new RegExp(`^${activity.author.name} \\(\\d+\\)$`) }).click();
    await csm.page.waitForURL(`**author=${activity.author.gsid}*`);
    await csm.page.keyboard.press('Escape');
    await card().waitFor();
  });

  it('filters by type and by day, which the address keeps: a reload shows the same (S12)', async () => {
    const { page } = csm;
    const address = `/api/companies/${activity.company.gsid}/activities?limit=200`;
    const { items } = (await (await page.request.get(address)).json()) as { items: Activity[] };
    const day = dayOf(activity);
    // As a browser shows it.
    const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
    const ofDay = items.filter((each) => dayOf(each) === day).map(({ subject }) => oneLine(subject));
    expect(ofDay.length).toBeLessThan(items.length);

    await csm.open(company, activity.company.name);
    await page.getByRole('combobox', { name: 'Type' }).click();
    await page.getByRole('option', { name: /^Meeting \(\d+\)$/ }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('From (UTC)').fill(day);
    await page.getByLabel('To (UTC)').fill(day);
    const showsThoseOfDay = async (): Promise<void> => {
      await page.getByText('The beginning of this Timeline').waitFor();
      await eventually(async () => {
        const subjects = await page.locator('article [id^="subject-"]').allTextContents();
        expect(subjects.map(oneLine).toSorted()).toEqual(ofDay.toSorted());
      });
    };
    await showsThoseOfDay();
    const { searchParams } = new URL(page.url());
    expect(['type', 'from', 'to'].map((name) => searchParams.get(name))).toEqual(['meeting', day, day]);
    await page.reload();
    await csm.settled(activity.company.name);
    await showsThoseOfDay();
    expect(await page.getByLabel('From (UTC)').inputValue()).toBe(day);

    await csm.open(`${company}?type=call`, activity.company.name);
    await page.getByText('No activity fits these filters').waitFor();
  });

  it('opens an Activity with its notes, people, trackers on the bar of the call, and the recording (S12, S13)', async () => {
    await opened();
    const [tracker] = activity.trackers;
    const bar = card().getByRole('group', { name: `Where ${tracker?.name} occurs` });
    const mark = bar.getByRole('button').first();
    await mark.focus();
    await csm.page.getByRole('tooltip').getByText(`${tracker?.name} at `).waitFor();
    await card().getByRole('button', { name: 'Show the recording' }).click();
    await card().getByLabel(`Recording of ${activity.subject}`).waitFor();
    expect(await csm.axeFindings()).toEqual([]);
    expect(await card().getByRole('link', { name: 'Open at Gong' }).getAttribute('href')).toContain(activity.callId);
  });

  it('says exactly that the recording has failed when it was deleted at Gong, and the rest stays readable (S13)', async () => {
    await simulator(`/simulator/companies/acme/calls/${activity.callId}/recording`, 'DELETE');
    await opened();
    await card().getByRole('button', { name: 'Show the recording' }).click();
    const alert = card().getByRole('alert').filter({ hasText: RECORDING });
    await alert.waitFor();
    expect(await alert.getByText(RECORDING, { exact: true }).count()).toBe(1);
    expect(await alert.getByRole('listitem').allTextContents()).toEqual(
      expect.arrayContaining(['Gong is temporarily down.', 'The recording was deleted at Gong.']),
    );
    await alert.getByRole('button', { name: 'Try again' }).click();
    await card().getByRole('heading', { name: 'Notes' }).waitFor();
    // The browser tells that the file was refused.
    csm.complaints.length = 0;
  });

  it('says exactly that the trackers have failed, with the reasons, while Gong is down, and loads them when it is back (S13)', async () => {
    // What another spec has started would meet them, too, and lay itself aside for long.
    await nothingUnderWay(console.demo);
    await simulator('/simulator/faults', 'POST', { company: 'acme', kind: '503', times: 1000 });
    try {
      await opened();
      const alert = card().getByRole('alert').filter({ hasText: TRACKERS });
      await alert.waitFor({ timeout: 30_000 });
      expect(await alert.getByText(TRACKERS, { exact: true }).count()).toBe(1);
      expect(await alert.getByRole('listitem').allTextContents()).toEqual([
        'Gong is temporarily down.',
        'The recording was deleted at Gong.',
        '"API request results" and "Separate phrases" are not selected in the settings of the tracker at Gong.',
        'No tracked word was recognised in the call.',
      ]);
      await simulator('/simulator/faults', 'DELETE');
      await alert.getByRole('button', { name: 'Try again' }).click();
      await card()
        .getByRole('group', { name: /^Where .* occurs$/ })
        .first()
        .waitFor({ timeout: 30_000 });
    } finally {
      await simulator('/simulator/faults', 'DELETE');
      csm.complaints.length = 0;
    }
  });

  it('says of a link to an Activity that is gone what became of it, and of an unknown company where to go', async () => {
    await csm.open(`${company}?activity=018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e00`, activity.company.name);
    await csm.page.getByText('is not on the Timeline').waitFor();
    await csm.open('/companies/018f2c1a-7b3d-7c11-9e55-1a2b3c4d5e00', 'No such company');
    await csm.page.getByRole('link', { name: 'All companies' }).click();
    await csm.settled('Companies');
    csm.complaints.length = 0;
  });
});
