import type { getTenantRemains, ResponseOf } from '@gong-timeline/contracts';

export type TenantRemains = ResponseOf<typeof getTenantRemains>;

/** A line for each table and topic, and what it is in all. */
export const describeRemains = (tenantId: string, { state, wipedAt, left, places }: TenantRemains): string[] => {
  const lines = places.map(({ app, place, left: here }) => `${app.padEnd(20)} ${place.padEnd(34)} ${here ?? '?'}`);
  const known = left === null ? 'not everything can be told: a part does not answer' : `${left} rows and messages`;
  const when = wipedAt === null ? '' : ` at ${wipedAt}`;
  return [...lines, `${tenantId}: ${state}${when}; ${known}`];
};
