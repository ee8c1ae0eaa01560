import type { Answer } from '../http/answer';
import { json } from '../http/answer';
import type { GongUser, UserEntry } from '../users/user-list';
import { userFrom } from '../users/user-list';
import { Dice, seedFromText } from '../world/dice';
import { gongId } from '../world/digits';
import type { PlatformUser } from '../world/staff';
import { ControlError } from './control-error';
import type { ControlHandler, ControlRequest } from './control-request';
import { companyIn } from './control-request';
import type { Fields } from './fields';
import { mergePatch } from './merge-patch';

const own = ['avatar', 'technicalAdmin', 'platformUsers'];

/** POST .../users: members of Gong's user object verbatim, and `avatar`, `technicalAdmin`, `platformUsers` of ours. */
export const addUser: ControlHandler = (request) => {
  const { body } = request;
  const { users } = companyIn(request);
  const count = users.all().length;
  const id = body.text('id') ?? gongId(new Dice(seedFromText(`${companyIn(request).key}/user/${count}`)));
  if (!/^\d{1,20}$/.test(id)) throw new ControlError('id: must be a text of up to 20 digits');
  if (users.get(id)) throw new ControlError(`user ${id} exists already`, 409);
  const entry: UserEntry = {
    user: userFrom({ ...gongMembers(body), id }),
    avatar: body.flag('avatar', false),
    technicalAdmin: body.flag('technicalAdmin', false),
    platformUsers: platformUsers(body),
  };
  users.put(entry);
  return shown(201, entry);
};

/** PATCH .../users/{id}: a merge patch; null removes a member. */
export const editUser: ControlHandler = (request) => {
  const { body } = request;
  const entry = find(request);
  if (body.has('id')) throw new ControlError('id: cannot be changed');
  const edited: UserEntry = {
    user: mergePatch(entry.user, gongMembers(body)) as GongUser,
    avatar: body.flag('avatar', entry.avatar),
    technicalAdmin: body.flag('technicalAdmin', entry.technicalAdmin),
    platformUsers: body.has('platformUsers') ? platformUsers(body) : entry.platformUsers,
  };
  companyIn(request).users.put(edited);
  return shown(200, edited);
};

/** DELETE .../users/{id}: unknown at Gong from now on; the calls stay. */
export const removeUser: ControlHandler = (request) => {
  const { user } = find(request);
  companyIn(request).users.remove(user.id);
  return json(200, { id: user.id, removed: true });
};

function find(request: ControlRequest): UserEntry {
  const id = request.names['id'] ?? '';
  const entry = companyIn(request).users.get(id);
  if (!entry) throw new ControlError(`there is no user "${id}"`, 404);
  return entry;
}

function gongMembers(body: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body.raw).filter(([name]) => !own.includes(name)));
}

function platformUsers(body: Fields): PlatformUser[] {
  const list = body.raw['platformUsers'] ?? [];
  if (!Array.isArray(list)) throw new ControlError('platformUsers: must be a list');
  return list as PlatformUser[];
}

function shown(status: number, { user, avatar, technicalAdmin, platformUsers: known }: UserEntry): Answer {
  return json(status, { ...user, avatar, technicalAdmin, platformUsers: known });
}
