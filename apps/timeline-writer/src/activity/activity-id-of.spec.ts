import { activityIdOf } from './activity-id-of';

describe('the id of an Activity (S10, S12)', () => {
  it('is a UUID that never changes', () => {
    expect(activityIdOf('acme', 'GONG', '6318540972213406518')).toBe('6474b668-dee6-559f-8c3a-5dd7e1760d06');
    expect(activityIdOf('acme', 'GONG', '6318540972213406518')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('is another for another call, and for the same call of another tenant', () => {
    const ids = [
      activityIdOf('acme', 'GONG', '1'),
      activityIdOf('acme', 'GONG', '2'),
      activityIdOf('other', 'GONG', '1'),
    ];
    expect(new Set(ids).size).toBe(3);
  });
});
