import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Which call's story is open is in the address, so that a link shows it, and Back closes it. */
export const useOpenCall = () => {
  const [address, setAddress] = useSearchParams();
  const open = useCallback(
    (callId: string) =>
      setAddress(
        (now) => {
          const next = new URLSearchParams(now);
          next.set('call', callId);
          return next;
        },
        { preventScrollReset: true },
      ),
    [setAddress],
  );
  const close = useCallback(
    () =>
      setAddress(
        (now) => {
          const next = new URLSearchParams(now);
          next.delete('call');
          return next;
        },
        { preventScrollReset: true },
      ),
    [setAddress],
  );
  return { callId: address.get('call'), open, close };
};
