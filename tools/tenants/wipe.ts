import { setTimeout as pause } from 'node:timers/promises';
import { getTenantRemains, wipeTenant } from '@gong-timeline/contracts';
import type { GatewayClient } from '../demo/gateway-client';
import { describeRemains } from './describe-remains';

const LOOK_EVERY_MS = 2_000;

/**
 * Wipes a tenant and waits for the end; true when nothing of it is left. Interrupted, the wipe goes on without this
 * command, which can be given again.
 */
export async function wipe(
  client: Pick<GatewayClient, 'call'>,
  tenantId: string,
  { confirm, say }: { readonly confirm: string; readonly say: (line: string) => void },
): Promise<boolean> {
  const params = { tenantId };
  await client.call(wipeTenant, { params, body: { confirm } });
  say(`Nobody of ${tenantId} has access any more. All that there is of it is being wiped ...`);
  for (;;) {
    const remains = await client.call(getTenantRemains, { params });
    if (remains.state === 'wiped' && remains.left !== null) {
      for (const line of describeRemains(tenantId, remains)) say(line);
      return remains.left === 0;
    }
    say(`${remains.left ?? '?'} rows and messages are left`);
    await pause(LOOK_EVERY_MS);
  }
}
