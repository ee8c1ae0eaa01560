import { returnTo } from './return-to';

describe('where one goes after signing in', () => {
  it.each([
    ['/administration/timeline?status=Failed', '/administration/timeline?status=Failed'],
    ['/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?returnTo=/', '/'],
  ])('%s leads to %s', (asked, led) => {
    expect(returnTo(new URLSearchParams({ returnTo: asked }))).toBe(led);
  });

  it('is Home when nothing was asked for', () => {
    expect(returnTo(new URLSearchParams())).toBe('/');
  });
});
