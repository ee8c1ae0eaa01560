import { Anchor, Button, Text } from '@mantine/core';
import { Link } from 'react-router';
import { StatusShape } from '../../status/status-badge';
import { counted } from '../../status/words';
import classes from './save-bar.module.css';
import type { Saved } from './settings-form';

interface SaveBarProps {
  readonly dirty: boolean;
  /** Fields that have to be mended. */
  readonly faults: number;
  readonly saving: boolean;
  readonly enabled: boolean;
  readonly saved: Saved | null;
  onDiscard(): void;
}

/** Stays in view: Save, and what it did last. */
export const SaveBar = ({ dirty, faults, saving, enabled, saved, onDiscard }: SaveBarProps) => (
  <div className={classes.bar}>
    <Button type="submit" loading={saving}>
      Save
    </Button>
    {dirty && (
      <Button variant="subtle" onClick={onDiscard}>
        Discard changes
      </Button>
    )}
    <Text className={classes.told} role="status">
      {faults > 0 ? (
        `Not saved: ${counted(faults, 'field')} above ${faults === 1 ? 'has' : 'have'} to be mended.`
      ) : dirty ? (
        enabled ? (
          'Unsaved changes. Save stores them and starts a sync with them.'
        ) : (
          'Unsaved changes. Save stores them; the sync is off.'
        )
      ) : saved === null ? (
        ''
      ) : (
        <>
          <StatusShape meaning="ok" size={14} /> {toldOf(saved)}{' '}
          {saved.job !== null && (
            <Anchor
              component={Link}
              to={`/administration/timeline/integrations/execution-log/${saved.job.jobId}`}
              underline="always"
            >
              Open the job
            </Anchor>
          )}
        </>
      )}
    </Text>
  </div>
);

const toldOf = ({ job }: Saved): string => {
  if (job === null) return 'Saved. The sync is off, so nothing was started.';
  return job.alreadyRunning
    ? 'Saved. A sync that was waiting to start begins with these settings.'
    : 'Saved. A sync with these settings has started.';
};
