import type { Suggested } from './queries';
import { whyThisUser } from './why-this-user';

const user = (gsid: string, licence: Suggested['licence'], active = true): Suggested => ({
  ...{ gsid, externalId: gsid, name: gsid, email: 'ana@vendor.example', licence, active },
  paid: ['Full', 'Viewer+Analytics', 'Viewer'].includes(licence),
});

describe('why a suggested User would be chosen', () => {
  it('of two with the highest licence the rules choose none, and the first is recommended (S21, S25)', () => {
    const users = [user('a', 'Full'), user('b', 'Full'), user('c', 'Viewer'), user('d', 'Full', false)];
    expect(users.map((each) => whyThisUser(each, users))).toEqual([
      {
        recommended: true,
        tied: true,
        words: 'One of 2 active Users with Full, the highest licence here: the rules cannot choose',
      },
      {
        recommended: false,
        tied: true,
        words: 'One of 2 active Users with Full, the highest licence here: the rules cannot choose',
      },
      { recommended: false, tied: false, words: 'Viewer: another here has a higher licence' },
      { recommended: false, tied: false, words: 'Inactive: the rules set such Users aside' },
    ]);
  });

  it('the highest licence is chosen (S20, S21), and the only active one (S19)', () => {
    const higher = [user('a', 'Viewer+Analytics'), user('b', 'Internal Collaborator')];
    expect(whyThisUser(higher[0] as Suggested, higher)).toEqual({
      recommended: true,
      tied: false,
      words: 'The rules choose this one: the highest licence here is Viewer+Analytics',
    });
    const only = [user('a', 'Viewer'), user('b', 'Full', false)];
    expect(whyThisUser(only[0] as Suggested, only).words).toBe('The only active User with this address');
  });

  it('external kinds are never recommended (S23), nor are inactive ones alone (S18)', () => {
    expect(whyThisUser(user('a', 'Partner'), [user('a', 'Partner')])).toEqual({
      recommended: false,
      tied: false,
      words: 'Partner: the rules would create a new User instead',
    });
    const alone = user('a', 'Full', false);
    expect(whyThisUser(alone, [alone]).words).toMatch(/^Inactive: their calls fail/);
  });
});
