import type { GongUser } from '@gong-timeline/contracts';
import { LICENCES } from '@gong-timeline/domain';
import type { User } from '../directory/tenant-directory';
import { userOf } from '../fixtures/directory-of';
import { type AuthorDecision, decideAuthor } from './decide-author';

type Kind = Pick<User, 'licence' | 'active'>;

const ana: GongUser = {
  gongUserId: '11',
  firstName: 'Ana',
  lastName: 'Host',
  emailAddress: 'ana@vendor.example',
  emailAliases: [],
};

/**
 * The rules a second time, in other words: the active Users as a sorted row of letters (F, A, V paid by tier, I for IC,
 * x for the external kinds), read by patterns.
 */
const verdictOf = (users: readonly Kind[], mapped?: Kind): string => {
  if (mapped !== undefined) return mapped.active ? 'use mapped' : 'inactive';
  const letters = { Full: '1F', 'Viewer+Analytics': '2A', Viewer: '3V', 'Internal Collaborator': '4I' };
  const row = users
    .filter(({ active }) => active)
    .map(({ licence }) => (licence in letters ? letters[licence as keyof typeof letters] : '5x'))
    .sort()
    .map((letter) => letter.slice(1))
    .join('');
  if (users.length === 0) return 'create-and-wait';
  if (row === '') return 'inactive';
  if (/^x+$/.test(row)) return 'create';
  const [, tied] = /^(F+|A+|V+|I+)/.exec(row) ?? [];
  return tied !== undefined && tied.length > 1 ? `conflict of ${tied}` : `use ${row[0]}`;
};

const LETTER = { Full: 'F', 'Viewer+Analytics': 'A', Viewer: 'V', 'Internal Collaborator': 'I' };
const letterOf = ({ licence, active }: User): string =>
  `${LETTER[licence as keyof typeof LETTER] ?? 'x'}${active ? '' : ' who is inactive'}`;

const inShort = (decision: AuthorDecision): string => {
  if (decision.kind === 'use') return decision.user.gsid === 'mapped' ? 'use mapped' : `use ${letterOf(decision.user)}`;
  return decision.kind === 'conflict' ? `conflict of ${decision.candidates.map(letterOf).join('')}` : decision.kind;
};

const KINDS: readonly Kind[] = LICENCES.flatMap((licence) => [true, false].map((active) => ({ licence, active })));

/** All rows of so many kinds, in order: 16 to the power of their length. */
function* rowsOf(length: number): Generator<Kind[]> {
  if (length === 0) yield [];
  else for (const row of rowsOf(length - 1)) for (const kind of KINDS) yield [...row, kind];
}

/** Made once: they stand for all the Users that a row may hold at that place. */
const USERS = [0, 1, 2, 3].map((place) => KINDS.map((kind) => userOf({ externalId: `u${place}`, ...kind })));
const usersOf = (row: readonly Kind[]): User[] => row.map((kind, place) => USERS[place]?.[KINDS.indexOf(kind)] as User);

const owner = { gongUserId: ana.gongUserId, user: ana };
const MAPPED = KINDS.map((kind) => userOf({ externalId: 'mapped', ...kind }));

describe('the Author of every combination of up to four Users (S17-S24)', () => {
  it.each([
    [0, 1],
    [1, 16],
    [2, 256],
    [3, 4_096],
    [4, 65_536],
  ])('is what the rules give when they are said in other words: of %d Users, %d combinations', (length, size) => {
    let seen = 0;
    const wrong: unknown[] = [];
    for (const row of rowsOf(length)) {
      seen += 1;
      const decided = inShort(decideAuthor(owner, { mapped: undefined, withEmail: usersOf(row) }));
      if (decided !== verdictOf(row)) wrong.push({ row, decided, wanted: verdictOf(row) });
    }
    expect([seen, wrong.slice(0, 3)]).toEqual([size, []]);
  });

  it('is the User that an admin mapped, of whatever kind, beside any of up to four (S17)', () => {
    let seen = 0;
    const wrong: unknown[] = [];
    const check = (row: readonly Kind[], mapped: User) => {
      seen += 1;
      const decided = inShort(decideAuthor(owner, { mapped, withEmail: usersOf(row) }));
      if (decided !== verdictOf(row, mapped)) wrong.push({ row, mapped, decided });
    };
    for (const length of [0, 1, 2, 3])
      for (const row of rowsOf(length)) for (const mapped of MAPPED) check(row, mapped);
    // Of four, each with one mapped User in turn: all sixteen would be a million.
    for (const row of rowsOf(4)) check(row, MAPPED[(seen + (seen >> 4)) % MAPPED.length] as User);
    expect([seen, wrong.slice(0, 3)]).toEqual([(1 + 16 + 256 + 4_096) * 16 + 65_536, []]);
  });

  it('is decided by the others, as if nobody was mapped, when the mapped User no longer exists (S17)', () => {
    const withEmail = usersOf([KINDS[0] as Kind]);
    expect(decideAuthor(owner, { mapped: undefined, withEmail })).toEqual({ kind: 'use', user: withEmail[0] });
  });
});
