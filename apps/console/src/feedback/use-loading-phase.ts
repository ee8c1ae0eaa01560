import { useEffect, useState } from 'react';

const NOTHING_MS = 150;
const LONG_MS = 10_000;
export type LoadingPhase = 'nothing' | 'skeleton' | 'long';

/** What is shown while something loads: nothing at first, then a skeleton, past ten seconds what it waits for. */
export const useLoadingPhase = (loading: boolean): LoadingPhase => {
  const [phase, setPhase] = useState<LoadingPhase>('nothing');
  useEffect(() => {
    setPhase('nothing');
    if (!loading) return;
    const timers = [
      window.setTimeout(() => setPhase('skeleton'), NOTHING_MS),
      window.setTimeout(() => setPhase('long'), LONG_MS),
    ];
    return () => {
      for (const timer of timers) window.clearTimeout(timer);
    };
  }, [loading]);
  return phase;
};
