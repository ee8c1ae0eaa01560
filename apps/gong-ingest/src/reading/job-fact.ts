import type { DataOf, EventDefinition, NewFact } from '@gong-timeline/contracts';

/** The W3C trace of a job, made of its id, so that it is the same on whatever replica it goes on. */
export const jobTraceparent = (jobId: string): string => {
  const traceId = jobId.replaceAll('-', '');
  return `00-${traceId}-${traceId.slice(16)}-01`;
};

/** A fact that a job tells: all of one job, on whatever topic, carry its id as their correlation. */
export const jobFact = <E extends EventDefinition>(
  job: { readonly tenantId: string; readonly jobId: string },
  data: DataOf<E>,
): NewFact<E> => ({
  tenantId: job.tenantId,
  correlationId: job.jobId,
  causationId: null,
  traceparent: jobTraceparent(job.jobId),
  data,
});
