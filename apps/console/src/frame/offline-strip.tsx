import { IconPlugConnectedX } from '@tabler/icons-react';
import { useConnectionState } from './connection-state';
import classes from './frame.module.css';

const WORDS = {
  offline: 'No network. What you see may be old; it goes on by itself once the network is back.',
  'not-live': 'Live updates do not come just now. They are tried again by themselves; a reload shows the newest.',
} as const;

export const OfflineStrip = () => {
  const state = useConnectionState();
  return (
    <div role="status">
      {state !== 'well' && (
        <div className={classes.strip}>
          <IconPlugConnectedX size={16} aria-hidden />
          {WORDS[state]}
        </div>
      )}
    </div>
  );
};
