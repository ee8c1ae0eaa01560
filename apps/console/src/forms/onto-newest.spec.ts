import { ontoNewest } from './onto-newest';

describe('what was typed when somebody else saved meanwhile', () => {
  it('stays, and what was not touched is the newest', () => {
    const seen = { days: 3, notes: true, filters: { letters: ['A'] } };
    const typed = { days: 5, notes: true, filters: { letters: ['A'] } };
    const newest = { days: 7, notes: false, filters: { letters: ['A', 'B'] } };
    expect(ontoNewest(seen, typed, newest)).toEqual({ days: 5, notes: false, filters: { letters: ['A', 'B'] } });
  });
});
