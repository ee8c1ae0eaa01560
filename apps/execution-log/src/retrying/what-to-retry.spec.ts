import { OUTCOME_CODES } from '@gong-timeline/domain';
import { whatToRetry } from './what-to-retry';

describe('what is to be retried by hand (S28)', () => {
  it('is the calls that are named, each once, whatever became of them', () => {
    expect(whatToRetry({ callIds: ['2', '1', '2'] })).toEqual({ kind: 'calls', callIds: ['2', '1'] });
  });

  it('is all that failed or waits', () => {
    const all = whatToRetry({ all: true });
    const codes = OUTCOME_CODES.filter((code) => !/^(synced|skipped)\./.test(code));
    expect(codes).toHaveLength(8);
    expect(all).toEqual({ kind: 'all', codes });
  });

  it('is all of the outcomes that are named', () => {
    const codes = ['company.not-found', 'synced.created'] as const;
    expect(whatToRetry({ all: true, codes: [...codes] })).toEqual({ kind: 'all', codes });
  });

  it.each([
    [{}, 'body.callIds', /callIds, or all/],
    [{ callIds: ['1'], all: true as const }, 'body.all', /not both/],
    [{ callIds: ['1'], codes: ['internal.error' as const] }, 'body.codes', /all: true only/],
    [{ codes: ['internal.error' as const] }, 'body.codes', /all: true only/],
  ])('is said in one way, not in none or two: %j', (body, field, fault) => {
    expect(whatToRetry(body)).toEqual({ field, fault: expect.stringMatching(fault) });
  });
});
