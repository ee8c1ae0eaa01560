import type { Audited, InputOf } from '@gong-timeline/runtime';
import type { MemberRow } from '../store/member.store';

type Asked = Pick<InputOf<unknown>, 'identity' | 'correlationId' | 'traceparent'>;

/** Whoever has just proven to be this person, for the audit log: the request itself came from nobody. */
export const asMember = ({ identity, correlationId, traceparent }: Asked, member: MemberRow): Audited => {
  const { tenantId, memberId, role, name } = member;
  return {
    identity: { ...identity, tenantId, actorId: `member:${memberId}`, role, actorName: name },
    correlationId,
    traceparent,
  };
};

/** The person, as an object of the audit log. */
export const memberObject = ({ memberId, name }: Pick<MemberRow, 'memberId' | 'name'>) => ({
  kind: 'member',
  id: memberId,
  name,
});
