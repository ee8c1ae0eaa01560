import { type CallOutcome, whereItStands } from './where-it-stands';

const outcome = (code: CallOutcome['code'], message = 'Said.'): CallOutcome => ({ code, message }) as CallOutcome;

describe('why a call is not on the Timeline (X7)', () => {
  it('is the message of its newest outcome', () => {
    const outcomes = [outcome('author.conflict', 'Two Users share ana@vendor.example.'), outcome('internal.error')];
    expect(whereItStands(outcomes)).toEqual({
      meaning: 'waiting',
      words: 'This call is not on the Timeline. Two Users share ana@vendor.example.',
    });
    expect(whereItStands([outcome('skipped.filtered')])?.meaning).toBe('skipped');
  });

  it('is not asked of a call that is', () => {
    expect(whereItStands([outcome('synced.unchanged'), outcome('author.conflict')])).toEqual({
      meaning: 'ok',
      words: 'This call is on the Timeline.',
    });
  });

  it('tells that the Activity of a synced call stays when it can no longer be resolved (S10)', () => {
    const told = whereItStands([outcome('company.not-found'), outcome('synced.created')]);
    expect(told).toMatchObject({ meaning: 'failed' });
    expect(told?.words).toContain('Its Activity stays');
  });

  it('tells of a private call that nothing stays (S9)', () => {
    expect(whereItStands([outcome('skipped.private'), outcome('synced.created')])?.words).toContain('private at Gong');
    const later = [outcome('company.not-found'), outcome('skipped.private'), outcome('synced.created')];
    expect(whereItStands(later)?.words).toContain('not on the Timeline');
    expect(whereItStands([])).toBeNull();
  });
});
