import { describeRemains } from './describe-remains';

describe('what is left of a tenant, for the operator (X3)', () => {
  const places = [
    { app: 'gateway', place: 'members', left: 0 },
    { app: 'kafka', place: 'timeline.activity', left: 2 },
  ];

  it('names each table and topic with its count, and the sum', () => {
    expect(describeRemains('acme', { state: 'wiping', wipedAt: null, left: 2, places })).toEqual([
      'gateway              members                            0',
      'kafka                timeline.activity                  2',
      'acme: wiping; 2 rows and messages',
    ]);
  });

  it('does not say nothing is left where that cannot be told', () => {
    const unknown = [...places, { app: 'gong-ingest', place: 'every table', left: null }];
    const lines = describeRemains('acme', { state: 'wiping', wipedAt: null, left: null, places: unknown });
    expect(lines.at(-2)).toMatch(/every table +\?$/);
    expect(lines.at(-1)).toContain('not everything can be told');
  });

  it('says when a tenant was wiped', () => {
    const wipedAt = '2026-03-03T12:00:00.000Z';
    const lines = describeRemains('acme', { state: 'wiped', wipedAt, left: 0, places: [] });
    expect(lines).toEqual([`acme: wiped at ${wipedAt}; 0 rows and messages`]);
  });
});
