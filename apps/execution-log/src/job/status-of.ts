import type { JobStatus, ReadEnding } from '@gong-timeline/domain';
import { type ByCode, countsOf, sumOf } from './counts-of';

export interface JobProgress {
  /** How reading ended; null while it goes on. */
  readonly ending: ReadEnding | null;
  /** How many calls were read, known once reading ended. */
  readonly callsRead: number | null;
  readonly byCode: ByCode;
  /** It was closed without the outcomes, or the end of reading, that never came. */
  readonly writtenOff: boolean;
}

/** S29, S32. A job closes when reading has ended and each call that was read has its outcome, whichever comes last. */
export const statusOf = ({ ending, callsRead, byCode, writtenOff }: JobProgress): JobStatus => {
  if (ending === null || callsRead === null) return writtenOff ? 'Failed' : 'Running';
  const lost = sumOf(byCode) < callsRead;
  if (lost && !writtenOff) return 'Running';
  switch (ending) {
    case 'stopped':
      return 'Stopped';
    case 'failed':
      return 'Failed';
    case 'read-to-end': {
      const { failed, waiting } = countsOf(byCode);
      return failed + waiting === 0 && !lost ? 'Success' : 'Partial Success';
    }
  }
};
