import { couldLetCallsSucceed } from './could-let-calls-succeed';

const user = (emailAddress: string | null, ...emailAliases: string[]) => ({
  gongUserId: '11',
  firstName: 'Ana',
  lastName: 'Host',
  emailAddress,
  emailAliases,
});

describe("what a change of Gong's user list lets be tried again (S28)", () => {
  it.each([
    ['is new, or gets his first e-mail', [], user('ana@v.example'), true],
    ['gets an alias', ['ana@v.example'], user('ana@v.example', 'a@v.example'), true],
    ['gets another address', ['ana@v.example'], user('a@v.example'), true],
    ['loses an alias that brought in other Users', ['ana@v.example', 'a@v.example'], user('ana@v.example'), true],
    [
      'has the same e-mails in another order and spelling',
      ['a@v.example', 'b@v.example'],
      user('B@v.example ', 'a@v.example'),
      false,
    ],
    ['loses his last e-mail', ['ana@v.example'], user(null), false],
    ['is new without an e-mail', [], user('n/a'), false],
  ])('when he %s: %p, %p -> %p', (_, before, now, expected) => {
    expect(couldLetCallsSucceed(before, now)).toBe(expected);
  });
});
