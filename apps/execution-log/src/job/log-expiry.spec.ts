import { expiredWhenEndedBy, expiresAt, hasExpired } from './log-expiry';

const ended = new Date('2026-03-03T12:00:41.000Z');

describe('the log of a job (S31)', () => {
  it('expires 30 days after the job ended, to the millisecond', () => {
    expect(expiresAt(ended).toISOString()).toBe('2026-04-02T12:00:41.000Z');
    expect(hasExpired(ended, new Date('2026-04-02T12:00:40.999Z'))).toBe(false);
    expect(hasExpired(ended, new Date('2026-04-02T12:00:41.000Z'))).toBe(true);
  });

  it('is purged once it has expired and not before', () => {
    expect(expiredWhenEndedBy(expiresAt(ended))).toEqual(ended);
  });
});
