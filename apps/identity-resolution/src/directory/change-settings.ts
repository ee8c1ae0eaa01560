import { type DirectorySettings, directorySettingsSaved } from '@gong-timeline/contracts';
import type { Database, Transaction } from '@gong-timeline/persistence';
import { entityTag, refuseStale } from '@gong-timeline/runtime';
import { readDirectorySettings, writeDirectorySettings } from '../store/directory-settings';
import { changeDirectory } from '../store/hold-directory';
import { retryWhatWaited } from '../waiting/retry-what-waited';
import { waitKey } from '../waiting/wait-keys';

export interface SettingsChange {
  readonly tenantId: string;
  readonly settings: DirectorySettings;
  /** The state that the admin saw. */
  readonly ifMatch: string | null;
  readonly correlationId: string;
  readonly traceparent: string | null;
}

/** Another CRM makes other ids count, so calls without a company that carry any are tried again (S5, S28). */
export const changeSettings = (
  database: Database,
  { tenantId, settings, ifMatch, correlationId, traceparent }: SettingsChange,
  /** In the same transaction. */
  andThen: (tx: Transaction, before: DirectorySettings) => void = () => undefined,
): Promise<DirectorySettings> =>
  database.within(tenantId).transaction(async (tx) => {
    await changeDirectory(tx, tenantId);
    const before = await readDirectorySettings(tx, tenantId);
    const saved = before.crmSystem !== null || before.crmOrganisationId !== null;
    refuseStale(ifMatch, { is: entityTag(before), becomes: entityTag(settings), saved });
    await writeDirectorySettings(tx, tenantId, settings);
    const { crmSystem } = settings;
    // Each time, also when it is the same as before: who began to listen late can be told by saving again.
    tx.tell(directorySettingsSaved, { tenantId, correlationId, causationId: null, traceparent, data: { crmSystem } });
    if (before.crmSystem !== settings.crmSystem) {
      const reason = `The CRM of the directory is now ${crmSystem ?? 'none'}.`;
      await retryWhatWaited(tx, { tenantId, correlationId, traceparent }, [waitKey.crmSystem()], reason);
    }
    andThen(tx, before);
    return settings;
  });
