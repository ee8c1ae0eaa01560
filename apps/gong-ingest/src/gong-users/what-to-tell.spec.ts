import type { ListedUser } from '../gong/gong-users';
import { readUsers, type UserList } from '../gong/read-users';
import { type ToldUsers, whatToTell } from './what-to-tell';

const ana = {
  id: '11',
  firstName: 'Ana',
  lastName: 'Host',
  emailAddress: 'ana@v.example',
  emailAliases: ['a@v.example'],
};
const bo = { ...ana, id: '22', firstName: 'Bo', active: false };

const listOf = (...pages: readonly (readonly object[])[]): Promise<UserList> => {
  const answers = pages.map((items, n) => ({ items, cursor: n < pages.length - 1 ? String(n + 1) : null }));
  const users = async (cursor: string | null) => ({
    total: null,
    bytes: 0,
    ...(answers[Number(cursor ?? 0)] as object),
  });
  return readUsers({ users } as never, () => undefined);
};
const toldOf = (list: UserList, createMissing = false): ToldUsers =>
  new Map(whatToTell(new Map(), list, createMissing).seen.map(({ listed, hash }) => [listed.user.gongUserId, hash]));
const idsOf = (seen: readonly { readonly listed: ListedUser }[]) => seen.map(({ listed }) => listed.user.gongUserId);

describe("what is told of Gong's user list (S27)", () => {
  it('is everybody the first time, and nobody when nothing has changed', async () => {
    const list = await listOf([ana], [bo]);
    expect(idsOf(whatToTell(new Map(), list, false).seen)).toEqual(['11', '22']);
    expect(list.listed.map(({ active }) => active)).toEqual([true, false]);
    expect(whatToTell(toldOf(list), await listOf([bo], [ana]), false)).toEqual({ seen: [], gone: [] });
  });

  it.each([
    ['the first name', { firstName: 'Anna' }],
    ['the last name', { lastName: null }],
    ['the address', { emailAddress: 'ana2@v.example' }],
    ['an alias', { emailAliases: [] }],
    ['the order of aliases', { emailAliases: ['b@v.example', 'a@v.example'] }],
    ['whether he is active', { active: false }],
  ])('is who has changed in %s, and only he', async (_, change) => {
    const told = toldOf(await listOf([ana, bo]));
    expect(idsOf(whatToTell(told, await listOf([{ ...ana, ...change }, bo]), false).seen)).toEqual(['11']);
  });

  it('is not what calls do not look at', async () => {
    const told = toldOf(await listOf([ana]));
    expect(whatToTell(told, await listOf([{ ...ana, title: 'CSM' }]), false).seen).toEqual([]);
  });

  it('is everybody again when the setting of whom to create Users for has changed', async () => {
    const list = await listOf([ana, bo]);
    expect(idsOf(whatToTell(toldOf(list), list, true).seen)).toEqual(['11', '22']);
  });

  it('says that nobody else is at Gong only when the whole list could be read', async () => {
    const told = toldOf(await listOf([ana, bo]));
    expect(whatToTell(told, await listOf([ana]), false).gone).toEqual(['22']);
    expect(whatToTell(told, await listOf([ana, { id: 'not an id' }]), false).gone).toEqual([]);
    expect(whatToTell(told, await listOf([]), false).gone).toEqual([]);
  });

  it('says once that somebody is gone, and that he is back', async () => {
    const told = new Map([...toldOf(await listOf([ana])), ['22', null] as const]);
    expect(whatToTell(told, await listOf([ana]), false)).toEqual({ seen: [], gone: [] });
    expect(idsOf(whatToTell(told, await listOf([ana, bo]), false).seen)).toEqual(['22']);
  });
});
