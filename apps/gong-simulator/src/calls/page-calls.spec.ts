import { createCompany } from '../companies/company';
import { completeSpec } from '../companies/company-spec';
import { materialise } from '../control/materialise';
import type { CallFilter } from './call-filter';
import { Cursors } from './cursor';
import { CallSearch } from './find-calls';
import { pageCalls } from './page-calls';

const nowMs = Date.parse('2026-03-31T18:00:00Z');
const hour = 3_600_000;
const around = {
  seed: 'spec',
  publicUrl: 'http://gong.example',
  appUrl: null,
  anchorMs: nowMs,
  limits: { requestsPerSecond: 0, requestsPerDay: 0 },
};
const cursors = new Cursors('spec');
const all: CallFilter = {
  fromMicros: null,
  toMicros: null,
  workspaceId: null,
  callIds: null,
  primaryUserIds: null,
  by: 'started',
};
const make = () => createCompany(completeSpec({ key: 'acme', calls: 350, days: 30 }), around);
const page = (company: ReturnType<typeof make>, atMs: number, cursor: string | null, filter = all) =>
  pageCalls(company, cursors, { path: '/v2/calls/extensive', filter, cursor, nowMs: atMs, cursorLifetimeMs: hour });
const idOf = (company: ReturnType<typeof make>, nth: number) => {
  const { ids, schedule } = company.renderer.source;
  return ids.idOf(schedule.first + nth);
};

describe('a sequence of pages', () => {
  it('must be over within an hour of its first page: later cursors do not extend it', () => {
    const company = make();
    const first = page(company, nowMs, null);
    const second = page(company, nowMs + hour - 1000, first.cursor);
    expect(page(company, nowMs + hour - 1, second.cursor).refs).toHaveLength(100);
    expect(() => page(company, nowMs + hour, second.cursor)).toThrow(/expired/);
  });

  it('keeps the total of its first page, though calls are deleted meanwhile', () => {
    const company = make();
    const first = page(company, nowMs, null);
    materialise(company, idOf(company, 200), nowMs).deleted = true;
    expect(page(company, nowMs, first.cursor).total).toBe(350);
    expect(page(company, nowMs, null).total).toBe(349);
  });

  it('counts a changed call once', () => {
    const company = make();
    materialise(company, idOf(company, 3), nowMs);
    expect(page(company, nowMs, null).total).toBe(350);
  });
});

describe('a window', () => {
  const company = make();
  const started = company.renderer.source.schedule.startedMicros(company.renderer.source.schedule.first + 7);
  const changed = make();
  materialise(changed, idOf(changed, 7), nowMs);
  const within = (of: ReturnType<typeof make>, window: Partial<CallFilter>) =>
    new CallSearch(of, { ...all, ...window }, nowMs).after(null, 100).found.length;

  it.each([
    ['generated', company],
    ['changed', changed],
  ])('holds its first microsecond and not its last, for a %s call and by id too', (_, of) => {
    expect(within(of, { fromMicros: started, toMicros: started + 1 })).toBe(1);
    expect(within(of, { fromMicros: started + 1, toMicros: started + 2 })).toBe(0);
    expect(within(of, { fromMicros: started - 1, toMicros: started })).toBe(0);
    const callIds = [idOf(of, 7)];
    expect(within(of, { callIds, fromMicros: started })).toBe(1);
    expect(within(of, { callIds, toMicros: started })).toBe(0);
  });
});
