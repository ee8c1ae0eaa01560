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
    ['aaaaaaaaaaaaaaa', 'too few different'],
    ['abababababab', 'too few different'],
    ['abcdefghijklm', 'a sequence'],
    ['Password1234!', 'first that anybody tries'],
    ['passwordpassword', 'first that anybody tries'],
    ['qwertyuiop123', 'first that anybody tries'],
    ['Welcome-2026!', 'first that anybody tries'],
    ['northwind2026', 'name, the address or the company'],
    ['Leeson-Leeson', 'name, the address or the company'],
    ['gongtimeline1', 'name, the address or the company'],
  ])('may not be %j: it %s', (password, why) => {
    expect(whatIsWrongWith(password, about)).toContain(why);
  });
});
