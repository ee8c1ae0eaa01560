import type { FailedStatus } from './to-status';

/** How the owner of a method ended a call, to be passed on to the caller as it is. */
export class PassedStatus extends Error {
  override readonly name = 'PassedStatus';

  constructor(readonly failed: FailedStatus) {
    super(failed.details);
  }
}
