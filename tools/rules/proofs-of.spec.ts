import { proofsOf } from './proofs-of';
import { readSpec } from './read-spec';
import { renderRules } from './render-rules';
import type { Rule } from './rules';

const rule = (id: string): Rule => ({ id, section: 'Things', sentence: `What ${id} says.` });
const proven = (text: string, ids = ['S1', 'S2', 'X1']) =>
  proofsOf(ids.map(rule), [{ file: 'a.spec.ts', tests: readSpec('a.spec.ts', text) }]);

describe('what proves a rule', () => {
  it.each([
    ['a test that names it', `it('holds (S1)', () => {});`, 'holds (S1)', 1],
    ['a block that names it, with its tests', `describe('S1', () => { it('a', f); it('b', f); });`, 'S1', 2],
    ['a test in a block', `describe('it', () => { it('S1: a', f); });`, 'it > S1: a', 1],
    ['a table of tests', `it.each([[1], [2]])('holds for %s (S1)', f);`, 'holds for %s (S1)', 1],
    ['a row of a table', `it.each([['S1', 1], ['b', 2]])('holds for %s', f);`, 'holds for S1', 1],
    ['a table as a template', 'it.each`a\n${1}`("holds for $a (S1)", f);', 'holds for $a (S1)', 1],
    ['a block of a table', `describe.each([[1]])('S1', () => { it('a', f); });`, 'S1', 1],
    ['a name in pieces', 'it(`holds for ${x} (S1)`, f);', 'holds for … (S1)', 1],
    ['a test within a loop', `for (const x of xs) { it('S1: a', f); }`, 'S1: a', 1],
  ])('is %s', (_, text, name, tests) => {
    expect(proven(text).byRule.get('S1')).toEqual([{ file: 'a.spec.ts', name, tests }]);
  });

  it.each([
    ['a comment', `// S1\nit('holds', f);`],
    ['a string that is no name', `it('holds', () => { say('S1'); });`],
    ['what is skipped', `it.skip('S1', f); it.todo('S1'); describe.skip('S1', () => { it('a', f); });`],
    ['a block without tests', `describe('S1', () => {});`],
    ['a range', `describe('all of it (S1-S2)', () => { it('a', f); });`],
    ['a longer number or word', `it('S100 CLASS1 s1', f);`],
  ])('is not %s', (_, text) => {
    expect(proven(text).byRule.get('S1')).toEqual([]);
  });
});

describe('the check of the rules', () => {
  it('fails for a rule S that nothing proves, and for no other', () => {
    const { faults } = proven(`it('S1', f);`);
    expect(faults).toEqual(['S2 has no spec: no test names it. (What S2 says.)']);
    expect(proven(`it('S1', f); it('S2', f);`).faults).toEqual([]);
  });

  it('fails for a test that names a rule that does not exist, also in a range or a row', () => {
    const proof = `it('S1, S2', f);`;
    const faults = (text: string) => proven(`${proof} ${text}`).faults;
    expect(faults(`describe('it', () => { it('S34', f); });`)).toEqual([
      'a.spec.ts: "it > S34" names S34, and there is no such rule',
    ]);
    expect(faults(`describe('S1-S99', () => { it('a', f); });`)).toHaveLength(1);
    expect(faults(`it.each([['X7']])('%s', f);`)).toHaveLength(1);
  });

  it('writes each rule with the files and names that prove it', () => {
    const text = renderRules([rule('S1'), rule('X1')], proven(`it('<b> holds (S1)', f);`));
    expect(text).toContain('### S1\n\nWhat S1 says.\n\n- [`a.spec.ts`](../a.spec.ts)\n  - \\<b> holds (S1)\n');
    expect(text).toContain('### X1\n\nWhat X1 says.\n\n- no spec yet\n');
  });
});
