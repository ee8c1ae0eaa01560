import { reasonsNow } from './reasons-now';

describe('why calls wait or failed now', () => {
  const byCode = { 'company.no-data': 3, 'author.conflict': 2, 'company.not-found': 12, 'some.later-code': 1 };

  it('is told by the most frequent reason first, apart for what waits and what failed', () => {
    expect(reasonsNow(byCode, 'failed')).toEqual([
      ['company.not-found', 12],
      ['company.no-data', 3],
    ]);
    expect(reasonsNow(byCode, 'waiting')).toEqual([['author.conflict', 2]]);
  });
});
