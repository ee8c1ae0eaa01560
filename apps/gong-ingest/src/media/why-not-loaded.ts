import type { LoadFailure } from '@gong-timeline/contracts';
import { ProblemError } from '@gong-timeline/runtime';
import { GongFailure } from '../gong/gong-errors';
import { MustWait } from '../gong/request-slots';

/** What an interrupted look at a call means for who looks; null for an error of our own, which is nobody's reason. */
export const whyNotLoaded = (error: unknown): LoadFailure | null => {
  if (error instanceof MustWait) return 'limit-reached';
  if (error instanceof GongFailure) return OF_ACTION[error.action] ?? 'gong-down';
  if (error instanceof ProblemError) return NOT_USABLE.has(error.code) ? 'connection-not-usable' : 'gong-down';
  // The look has taken longer than a person waits.
  if ((error as { name?: unknown } | null)?.name === 'TimeoutError') return 'gong-down';
  return null;
};

const OF_ACTION: Partial<Record<GongFailure['action'], LoadFailure>> = {
  wait: 'limit-reached',
  'new-token': 'connection-not-usable',
  configuration: 'connection-not-usable',
  // A wrong or forbidden address: repeating mends nothing.
  refuse: 'connection-not-usable',
};
const NOT_USABLE: ReadonlySet<string> = new Set(['connection.not-usable', 'not-found']);
