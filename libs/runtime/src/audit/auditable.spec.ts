import { auditable } from './auditable';

describe('what the audit log may keep (S3, S4)', () => {
  it('keeps values as they are', () => {
    const values = { name: 'Ana', scopes: ['timeline:read'], active: false, at: new Date(0), none: null };
    expect(auditable(values)).toEqual({ ...values, at: '1970-01-01T00:00:00.000Z' });
    expect(auditable(null)).toBeNull();
  });

  it('keeps no secret, wherever it stands and whatever it is called', () => {
    const canary = `gtl_${'c'.repeat(40)}`;
    const kept = JSON.stringify(
      auditable({
        password: 'canary-1',
        nested: { access_token: 'canary-2', list: [{ clientSecret: 'canary-3' }] },
        code: 'canary-4/oauth',
        note: `made with ${canary}`,
        url: 'https://example.com/callback?code=canary-5&state=canary-6',
        database: 'postgres://app:canary-7@db/x',
        header: 'Bearer canary-8-canary',
      }),
    );
    expect(kept).not.toMatch(/canary|cccc/);
  });

  it('says how much there was where it is too much to keep', () => {
    expect(auditable({ text: 'x'.repeat(30_000) })).toEqual({ omitted: '30011 characters' });
  });
});
