import type { Job } from '../../api/types';

/** What started a job (S29), as a column has it and as a sentence begins. */
export const TRIGGER: Readonly<Record<NonNullable<Job['trigger']>, { readonly short: string; readonly long: string }>> =
  {
    schedule: { short: 'Schedule', long: 'Scheduled sync' },
    save: { short: 'Save', long: 'Sync after Save' },
    manual: { short: 'Manual', long: 'Sync started by hand' },
    retry: { short: 'Retry', long: 'Retry' },
    webhook: { short: 'Webhook', long: 'Sync told by Gong' },
  };

export const triggerWords = (trigger: Job['trigger'], length: 'short' | 'long' = 'short'): string =>
  trigger === null ? (length === 'short' ? '–' : 'Sync') : TRIGGER[trigger][length];
