import { tokenState } from './token-state';

const now = new Date('2026-11-23T12:00:00Z');
const of = (expiresAt: string, revokedAt: string | null = null) => tokenState({ expiresAt, revokedAt }, now);

describe('the state of an API token', () => {
  it('is told two weeks before it runs out', () => {
    expect(of('2027-01-01T00:00:00Z')).toEqual({ meaning: 'ok', words: 'Works', works: true });
    expect(of('2026-12-07T11:59:59Z')).toMatchObject({ words: 'Expires soon', works: true });
    expect(of('2026-12-07T12:00:00Z')).toMatchObject({ words: 'Works' });
  });

  it('is the end once it has run out or was revoked', () => {
    expect(of('2026-11-23T12:00:00Z')).toMatchObject({ words: 'Expired', works: false });
    expect(of('2027-01-01T00:00:00Z', '2026-11-01T00:00:00Z')).toMatchObject({ words: 'Revoked', works: false });
  });
});
