import { ProblemError } from '@gong-timeline/runtime';
import { type GongAction, GongFailure } from '../gong/gong-errors';
import { MustWait } from '../gong/request-slots';
import { ActivityTypeNotUsable } from './must-have-activity-type';
import { whatBecomes } from './what-becomes';

const now = new Date('2026-03-10T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const slice = { from: minutesAgo(60), to: now };
const usual = { now, failingSince: null, patienceMs: 30 * 60_000, slice };
const gong = (action: GongAction, status: number, meaning = 'It is so') => new GongFailure({ action, status, meaning });

describe('what becomes of a job that was interrupted (S11)', () => {
  it('waits as long as Gong asks, and says until when', () => {
    expect(whatBecomes(new MustWait(2 * 3_600_000, 'asked-to-wait'), usual)).toEqual({
      does: 'lay-aside',
      until: new Date('2026-03-10T14:00:00Z'),
      failing: false,
      step: 'waiting for Gong until 2026-03-10 14:00 UTC: Gong asked us to wait',
    });
    expect(whatBecomes(new MustWait(60_000, 'daily-quota'), usual)).toMatchObject({
      step: expect.stringContaining('daily quota'),
    });
  });

  it('waits for Gong even when it has been failing for long: waiting is no failure', () => {
    const long = { ...usual, failingSince: minutesAgo(500) };
    expect(whatBecomes(new MustWait(60_000, 'daily-quota'), long).does).toBe('lay-aside');
  });

  it('reads again in shorter parts when the cursor expired, until there is nothing shorter', () => {
    expect(whatBecomes(gong('restart-window', 400), usual)).toEqual({
      does: 'restart-slice',
      slice: { from: minutesAgo(60), to: minutesAgo(30) },
    });
    const minute = { ...usual, slice: { from: minutesAgo(1), to: now } };
    expect(whatBecomes(gong('restart-window', 400), minute).does).toBe('fail');
    expect(whatBecomes(gong('restart-window', 400), { ...usual, slice: null })).toMatchObject({
      does: 'lay-aside',
      failing: true,
      step: expect.stringMatching(/: It is so \(HTTP 400\)$/),
    });
  });

  it.each([
    [0, 15],
    [1, 60],
    [10, 120],
  ])('after %i minutes of failing tries again %i s later', (minutes, seconds) => {
    const failing = { ...usual, failingSince: minutesAgo(minutes) };
    expect(whatBecomes(gong('try-again', 503), failing)).toMatchObject({
      does: 'lay-aside',
      until: new Date(now.getTime() + seconds * 1000),
      failing: true,
    });
  });

  it('fails when it has failed for longer than anybody should wait, and says of what and since when', () => {
    expect(whatBecomes(gong('try-again', 503), { ...usual, failingSince: minutesAgo(30) })).toEqual({
      does: 'fail',
      reason: 'It is so (HTTP 503). It was tried since 2026-03-10 11:30 UTC; the next run reads what is missing.',
    });
  });

  it.each([
    [
      gong('new-token', 401, 'Gong refused the access token'),
      /^Gong refused the access token \(HTTP 401\)\. Authorise/,
    ],
    [gong('configuration', 403), /technical admin at Gong/],
    [gong('refuse', 404), /^It is so \(HTTP 404\)\.$/],
    [new ProblemError('connection.not-usable', 'It must be authorised again'), /^It must be authorised again$/],
    [new ProblemError('not-found', 'There is no such connection'), /no such connection/],
  ])('fails at once when trying again would not help: %s', (error, reason) => {
    expect(whatBecomes(error, usual)).toEqual({ does: 'fail', reason: expect.stringMatching(reason) });
  });

  it('lets go of it when our own database is down, and of nothing else with such an error inside', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(whatBecomes(refused, usual)).toEqual({ does: 'let-go' });
    const gongIsDown = new GongFailure({ action: 'try-again', status: 0, meaning: 'No answer' }, { cause: refused });
    expect(whatBecomes(gongIsDown, usual).does).toBe('lay-aside');
  });

  it.each([
    [new ProblemError('gong.unavailable', 'no answer'), 'no answer'],
    [new ProblemError('upstream.unavailable', 'connector-auth does not answer'), 'connector-auth'],
    [new TypeError('secret inside'), 'Something went wrong on our side'],
  ])('tries again after %s', (error, said) => {
    const fate = whatBecomes(error, usual);
    expect(fate).toMatchObject({ does: 'lay-aside', step: expect.stringContaining(said) });
    expect(JSON.stringify(fate)).not.toContain('secret inside');
  });

  it('fails when its Activity Type cannot be used, and leaves its retries until an admin had time to mend it (S7)', () => {
    expect(whatBecomes(new ActivityTypeNotUsable('the Activity Type Fax is not active'), usual)).toEqual({
      does: 'fail',
      reason: expect.stringMatching(
        /^Nothing was read: the Activity Type Fax is not active\. Choose .* the next run reads/,
      ),
      retriesAfterMs: 60 * 60_000,
    });
  });
});
