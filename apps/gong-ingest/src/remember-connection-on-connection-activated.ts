import type { connectionActivated } from '@gong-timeline/contracts';
import type { BatchHandler } from '@gong-timeline/messaging';
import { latestSlot } from './schedule/slots';
import { defaultSettings } from './settings/default-settings';
import { activateConnections } from './store/connection-fact.store';

/** Connecting alone imports nothing (S2): the schedule begins once an admin switches the sync on. */
export const rememberConnectionOnConnectionActivated: BatchHandler<typeof connectionActivated> = async (
  facts,
  step,
) => {
  const settings = defaultSettings();
  const taken = await activateConnections(
    step.tx,
    facts.map((fact) => ({
      tenantId: fact.tenantId,
      connectionId: fact.data.connectionId,
      name: fact.data.name,
      apiBase: fact.data.apiBaseUrl,
      at: fact.occurredAt,
    })),
    { settings, lastSlotAt: latestSlot(step.now, settings.intervalHours) },
  );
  for (const fact of facts) {
    if (!taken.has(fact.data.connectionId)) step.ignore(fact, 'a newer state of the connection is known');
  }
};
