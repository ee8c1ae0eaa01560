import { initialsOf } from './initials-of';

describe('initials', () => {
  it.each([
    ['Ana Maria Host', 'AH'],
    ['Ömer "Öz" Çelik', 'ÖÇ'],
    ['li.wei@northwind.example', 'LW'],
    ['Plato', 'P'],
    ['王 小明', '王小'],
    ['  ', '?'],
  ])('of %j are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
