import type { EventDefinition, Fact } from '@gong-timeline/contracts';
import type { Step } from '@gong-timeline/messaging';
import { revokedAmong } from '../store/gong-connections';
import { changeDirectories } from '../store/hold-directory';
import { type KnownGongUser, knownGongUsers } from '../store/gong-users';

type GongUserFact<E extends EventDefinition> = Fact<E> & {
  readonly data: { readonly connectionId: string; readonly revision: number };
};

export interface NewestOfGongUser<F> {
  readonly fact: F;
  readonly tenantId: string;
  readonly connectionId: string;
  readonly gongUserId: string;
  /** What was known of him before; null when he is new. */
  readonly before: KnownGongUser | null;
}

/**
 * The facts that say something new of their Gong user; the others end as ignored. What Gong's user list says is a part
 * of the directory, so calls are not decided meanwhile: none begins to wait for what is just being told (S28).
 */
export const takeNewestOfGongUsers = async <E extends EventDefinition>(
  facts: readonly GongUserFact<E>[],
  idOf: (fact: GongUserFact<E>) => string,
  step: Step,
): Promise<NewestOfGongUser<GongUserFact<E>>[]> => {
  await changeDirectories(
    step.tx,
    facts.map(({ tenantId }) => tenantId),
  );
  const told = facts.map((fact) => {
    const { tenantId, data } = fact;
    return { fact, tenantId, connectionId: data.connectionId, gongUserId: idOf(fact) };
  });
  const revoked = await revokedAmong(step.tx, told);
  const known = await knownGongUsers(step.tx, told);
  return told.flatMap((user) => {
    const before = known(user);
    const { revision } = user.fact.data;
    if (revoked.has(user.connectionId)) step.ignore(user.fact, 'the connection was deleted');
    else if (before?.revision === revision) step.ignore(user.fact, 'already-done');
    else if (before !== null && before.revision > revision) step.ignore(user.fact, 'stale-revision');
    else return [{ ...user, before }];
    return [];
  });
};
