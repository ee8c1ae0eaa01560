import type { Transaction } from '@gong-timeline/persistence';

/**
 * How fast a Gong company was asked is nobody's own, but its address may tell whose it was: it goes with the last
 * connection that leads there. Across tenants: any of them may have one.
 */
export const forgetUnusedRates = async (tx: Transaction): Promise<void> => {
  await tx.query(
    'DELETE FROM gong_rate AS rate WHERE NOT EXISTS (SELECT FROM connection WHERE connection.api_base = rate.api_base)',
  );
};
