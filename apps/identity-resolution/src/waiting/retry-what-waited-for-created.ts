import { type EventDefinition, type Fact, retryWanted } from '@gong-timeline/contracts';
import type { Step } from '@gong-timeline/messaging';
import type { CreatedUser } from '../decision/decide-calls';
import { emailKey } from '../people/email-key';
import { endWaitsFor } from '../store/waits';
import { waitKey } from './wait-keys';

/** What calls that wait for Users like these may be waiting for. */
export const wokenByCreated = (created: readonly Pick<CreatedUser, 'user'>[]): string[] => [
  ...new Set(created.map(({ user: { email } }) => waitKey.owner(emailKey(email) ?? email))),
];

/** S28: a User who was created for one owner may be the Author that calls of another, of the same address, wait for. */
export const retryWhatWaitedForCreated = async <E extends EventDefinition>(
  created: readonly CreatedUser[],
  causes: readonly Fact<E>[],
  { tx, tell }: Step,
): Promise<void> => {
  for (const tenantId of new Set(created.map((one) => one.tenantId))) {
    const cause = causes.find((fact) => fact.tenantId === tenantId);
    if (cause === undefined) throw new Error(`No fact of tenant ${tenantId} brought a User into being`);
    const woken = wokenByCreated(created.filter((one) => one.tenantId === tenantId));
    for (const wait of await endWaitsFor(tx, tenantId, woken)) {
      tell(retryWanted, cause, { ...wait, reason: "A User with one of the owner's e-mails was created." });
    }
  }
};
