import { INTERNAL_COLLABORATOR } from '@gong-timeline/domain';
import type { User } from '../directory/tenant-directory';
import type { NewUser } from './decide-author';

/** S23, S24: a User with IC licence. No other system knows him yet; the id of a directory import would be its own. */
export const newCollaborator = ({ name, email }: NewUser, gsid: string): User => ({
  gsid,
  externalId: externalIdOf(gsid),
  name,
  email,
  licence: INTERNAL_COLLABORATOR,
  active: true,
});

/** S27: whatever an import has made of him since. */
export const isCreatedByUs = ({ gsid, externalId }: User): boolean => externalId === externalIdOf(gsid);

const externalIdOf = (gsid: string): string => `gong:${gsid}`;
