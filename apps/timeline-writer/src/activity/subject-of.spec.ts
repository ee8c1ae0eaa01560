import * as fc from 'fast-check';
import { subjectOf } from './subject-of';

const startedAt = '2026-03-03T23:30:00.507133-08:00';
const of = (title: string | null) => subjectOf({ title, startedAt });

describe('the subject of an Activity (S12)', () => {
  it.each([
    ['a plain title as it is', 'Northwind - Quarterly review', 'Northwind - Quarterly review'],
    [
      'no control characters',
      'Weekly\u0007 sync\u0000 with\u001b[31m colour\u007f\u0085',
      'Weekly sync with[31m colour',
    ],
    ['no line breaks or tabs', 'First line\r\nsecond\tline', 'First linesecondline'],
    ['no lone surrogates', 'Renewal \ud83d plan \udc00', 'Renewal  plan'],
    ['whole emoji', '🚀 Kick-off 👩‍👩‍👧‍👦', '🚀 Kick-off 👩‍👩‍👧‍👦'],
    ['no non-characters', 'a\ufffe\uffff\ufdd0b\u{1fffe}', 'ab'],
    ['no blanks around it, of any kind', ' \u00a0\t\u3000Padded\ufeff\u2003 ', 'Padded'],
    ['blanks within it', 'a  b', 'a  b'],
    ['text of other scripts, marks of direction included', 'שיחה \u202eתוכנית\u202c', 'שיחה \u202eתוכנית\u202c'],
    ['markup as the text that it is', '<script>alert(1)</script> & "q"', '<script>alert(1)</script> & "q"'],
  ])('keeps %s', (_what, title, subject) => {
    expect(of(title)).toBe(subject);
  });

  it.each([null, '', '   ', '\u0000\u001f', ' \ud800 \u0007 '])(
    "names the day in the call's own offset when the title is empty: %j",
    (title) => {
      expect(of(title)).toBe('Gong call on 2026-03-03');
    },
  );

  it('is at most 500 code points, and cuts no character in two', () => {
    expect(of('x'.repeat(500))).toBe('x'.repeat(500));
    expect(of('x'.repeat(501))).toBe('x'.repeat(500));
    expect(of('🚀'.repeat(500))).toBe('🚀'.repeat(500));
    expect(of(`${'x'.repeat(499)}🚀🚀`)).toBe(`${'x'.repeat(499)}🚀`);
  });

  it('has no blank at its end after the cut', () => {
    expect(of(`${'x'.repeat(499)} and more`)).toBe('x'.repeat(499));
  });

  it('is never empty, too long, padded or ill-formed, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1200 }), (title) => {
        const subject = of(title);
        expect(subject).not.toBe('');
        expect([...subject].length).toBeLessThanOrEqual(500);
        expect(subject).toBe(subject.trim());
        expect(subject).not.toMatch(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u);
        expect(of(subject)).toBe(subject);
      }),
    );
  });
});
