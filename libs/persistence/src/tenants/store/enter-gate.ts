import type { ClientBase } from 'pg';
import { type Reach, settingOf } from '../../reach';
import { TenantGoneError } from '../tenant-gone';

/**
 * As setReach, and no further than to tenants that there are: one that is being wiped, or was, is gone for whoever would
 * write within it. One way to the server for both.
 */
export const enterGate = async (client: ClientBase, reach: Reach): Promise<void> => {
  const [setting, value] = settingOf(reach);
  const { rows } = await client.query<{ barred: string[] }>({
    name: 'enter-gate',
    text: 'SELECT set_config($1, $2, true), enter_tenants($3::text[]) AS barred',
    values: [setting, value, reach === 'every tenant' ? null : reach],
  });
  const barred = rows[0]?.barred ?? [];
  if (barred.length > 0) throw new TenantGoneError(barred);
};
