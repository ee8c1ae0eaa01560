import { OUTCOME } from '../../status/words';
import { countOf, isCode, reasonsOf } from './reasons-of';
import { whatFixes } from './what-fixes';

describe('the reasons of a job', () => {
  it('begin with what waits for a decision and what failed, the most calls first', () => {
    const byCode = {
      'synced.unchanged': 160,
      'company.not-found': 12,
      'author.conflict': 3,
      'company.no-data': 15,
      'skipped.private': 0,
    };
    expect(reasonsOf(byCode).map(({ code, calls }) => [code, calls])).toEqual([
      ['author.conflict', 3],
      ['company.no-data', 15],
      ['company.not-found', 12],
      ['synced.unchanged', 160],
    ]);
  });

  it('know each code: what it counts as, and what would fix it in words', () => {
    for (const code of Object.keys(OUTCOME)) {
      if (!isCode(code)) throw new Error(code);
      expect(countOf(code)).toBeTruthy();
      expect(whatFixes(code, 'c1').words).toMatch(/^[A-Z].*\.$/);
    }
    expect(whatFixes('author.conflict', 'c1').way?.to).toContain('connection=c1');
  });

  it('leave out what a later version may count', () => {
    expect(reasonsOf({ 'company.merged': 2 })).toEqual([]);
  });
});
