import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';

interface OpenActivity {
  readonly open: string | null;
  /** The one that the address named when the page was opened: shown first where the list does not begin with it. */
  readonly named: string | null;
  toggle(activityId: string): void;
}

/** One card is open at a time, and the address says which: a link opens the same. */
export const useOpenActivity = (): OpenActivity => {
  const [address, setAddress] = useSearchParams();
  const open = address.get('activity');
  const [named] = useState(open);
  const toggle = useCallback(
    (activityId: string) =>
      setAddress(
        (now) => {
          const next = new URLSearchParams(now);
          if (next.get('activity') === activityId) next.delete('activity');
          else next.set('activity', activityId);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setAddress],
  );
  return { open, named, toggle };
};
