import { getEventListeners } from 'node:events';
import { eitherSignal } from './either-signal';

describe('a signal of two', () => {
  it.each([0, 1])('aborts with source %i, for its reason', (n) => {
    const sources = [new AbortController(), new AbortController()] as const;
    const { signal } = eitherSignal(sources[0].signal, sources[1].signal);
    expect(signal.aborted).toBe(false);
    sources[n]?.abort(new Error(`source ${n}`));
    expect([signal.aborted, (signal.reason as Error).message]).toEqual([true, `source ${n}`]);
  });

  it('is aborted from the start when a source is', () => {
    expect(eitherSignal(new AbortController().signal, AbortSignal.abort('over')).signal.reason).toBe('over');
  });

  it('leaves nothing at a source that goes on', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const { signal, leave } = eitherSignal(one.signal, other.signal);
    leave();
    const kept = [one, other].map((source) => [getEventListeners(source.signal, 'abort').length, dependants(source)]);
    expect(kept).toEqual([
      [0, 0],
      [0, 0],
    ]);
    one.abort();
    expect(signal.aborted).toBe(false);
  });
});

/** What AbortSignal.any would leave there. */
const dependants = ({ signal }: AbortController): number => {
  const known = Object.getOwnPropertySymbols(signal).find(({ description }) => description === 'kDependantSignals');
  return known === undefined ? 0 : (((signal as never)[known] as Set<unknown> | undefined)?.size ?? 0);
};
