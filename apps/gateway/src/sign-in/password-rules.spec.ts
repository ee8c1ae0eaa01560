import { dictionary } from '@zxcvbn-ts/language-common';
import { whatIsWrongWith } from './password-rules';

const about = ['kim.lee@northwind.example', 'Kim Leeson', 'Northwind Traders'];

describe('new passwords', () => {
  it.each([
    'correct rattle staple moon',
    'tttttea at five past nine',
    'ümläute zählen auch mit',
    '東京の夜は長くて静かですよ',
    'x7Qp!v2Lm9Zr',
    'kim.lee had a little lamb',
  ])('may be %j: length counts, kinds of characters do not', (password) => {
    expect(whatIsWrongWith(password, about)).toBeNull();
  });

  it.each([
    ['short12char', 'is too short'],
    ['x'.repeat(201), 'is too long'],
    ['aaaaaaaaaaaaaaa', 'repeats itself'],
    ['abababababab', 'repeats itself'],
    ['mulberrymulberry', 'repeats itself'],
    ['abcdefghijklm', 'a sequence'],
    ['Password1234!', 'first that anybody tries'],
    ['passwordpassword', 'repeats itself'],
    ['qwertyuiop123', 'first that anybody tries'],
    ['Ｐａｓｓｗｏｒｄ１２３４!', 'first that anybody tries'],
    ['1q2w3e4r5t6y', 'first that anybody tries'],
    ['p@ssw0rd1234', 'first that anybody tries'],
    ['zxcvbnm,./asdf', 'sequence of characters or keys'],
    ['23.11.1987 ab', 'easy to guess'],
    ['Welcome-2026!', 'first that anybody tries'],
    ['northwind2026', 'name, the address or the company'],
    ['northwind-leeson-26', 'name, the address or the company'],
    ['Leeson-Leeson', 'name, the address or the company'],
    ['gongtimeline1', 'name, the address or the company'],
  ])('may not be %j: it %s', (password, why) => {
    expect(whatIsWrongWith(password, about)).toContain(why);
  });

  it('may not be any of the commonest, however long it is', () => {
    const longEnough = dictionary['passwords-common'].filter((password) => password.length >= 12);
    expect(longEnough.length).toBeGreaterThan(300);
    expect(longEnough.filter((password) => whatIsWrongWith(password, []) === null)).toEqual([]);
  });

  it('are judged by their first hundred characters', () => {
    expect(whatIsWrongWith('mulberry'.repeat(13) + 'x7Qp!v2Lm9Zr', [])).toContain('repeats itself');
  });
});
