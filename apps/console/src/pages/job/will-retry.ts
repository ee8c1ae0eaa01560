import type { JobCall } from '../../api/types';

/** Whether the system tries a call again, and when, in words; null where there is nothing to try. */
export const willRetryWords = ({ willRetry, retriedBy }: Pick<JobCall, 'willRetry' | 'retriedBy'>): string | null => {
  if (retriedBy !== null) return null;
  if (willRetry === 'by-itself') return 'Tried again by itself once what it waits for is there';
  if (willRetry === 'when-read') return 'Looked at again when a run reads it';
  return null;
};

export const attemptWords = (attempt: number): string => (attempt === 1 ? 'First attempt' : `Attempt ${attempt}`);
