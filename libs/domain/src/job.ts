/** What started a job (SPEC S29). */
export const TRIGGERS = ['schedule', 'save', 'manual', 'retry', 'webhook'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** How the reading of a job ended, as gong-ingest tells it. */
export const READ_ENDINGS = ['read-to-end', 'stopped', 'failed'] as const;
export type ReadEnding = (typeof READ_ENDINGS)[number];

export const JOB_STATUSES = ['Running', 'Success', 'Partial Success', 'Failed', 'Stopped'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];
