/**
 * Aborts with either, until `leave` lets go of both. Not AbortSignal.any: in Node 20 a source that lives as long as the
 * process keeps a hundred bytes of each signal that was ever made of it.
 */
export const eitherSignal = (one: AbortSignal, other: AbortSignal): { readonly signal: AbortSignal; leave(): void } => {
  const either = new AbortController();
  const sources = [one, other];
  const end = (): void => either.abort(sources.find(({ aborted }) => aborted)?.reason);
  for (const source of sources) source.addEventListener('abort', end, { once: true });
  if (one.aborted || other.aborted) end();
  return {
    signal: either.signal,
    leave: () => {
      for (const source of sources) source.removeEventListener('abort', end);
    },
  };
};
