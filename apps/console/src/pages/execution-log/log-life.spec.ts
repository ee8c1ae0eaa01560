import { logLife } from './log-life';

const expiresAt = '2026-12-20T08:00:00Z';

describe('the life of a log (S31)', () => {
  it('is told in days, and in hours on the last one', () => {
    const left = (now: string) => logLife({ expiresAt, expired: false }, new Date(now));
    expect(left('2026-11-20T09:00:00Z')).toEqual({ state: 'there', words: '29 days left' });
    expect(left('2026-12-19T08:00:00Z')).toEqual({ state: 'there', words: '1 day left' });
    expect(left('2026-12-19T09:30:00Z')).toEqual({ state: 'there', words: '23 hours left' });
    expect(left('2026-12-20T07:59:00Z')).toEqual({ state: 'there', words: '1 hour left' });
  });

  it('ends on time, even on a page that has been open for long', () => {
    expect(logLife({ expiresAt, expired: false }, new Date(expiresAt))).toEqual({ state: 'expired' });
    expect(logLife({ expiresAt, expired: true }, new Date('2026-11-20T09:00:00Z'))).toEqual({ state: 'expired' });
  });

  it('begins with the end of the job', () => {
    expect(logLife({ expiresAt: null, expired: false }, new Date())).toEqual({ state: 'not-ready' });
  });
});
