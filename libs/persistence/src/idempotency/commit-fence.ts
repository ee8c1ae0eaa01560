import { AsyncLocalStorage } from 'node:async_hooks';
import type { ClientBase } from 'pg';
import { markEffect, type RequestKey } from './store/idempotent-requests';

interface Fence {
  readonly key: RequestKey;
  readonly attempt: string;
  open: boolean;
}

const fences = new AsyncLocalStorage<Fence>();

/** Thrown in the transaction of an attempt that lost its lease to another: it rolls back. */
export class AttemptTakenOver extends Error {
  override readonly name = 'AttemptTakenOver';
}

/**
 * Every transaction that `work` commits says, in that same transaction, that this request has had its effect. So after
 * a crash at any moment it is known whether the effect is there, and no two attempts can both have it.
 */
export const fenced = async <T>(key: RequestKey, attempt: string, work: () => Promise<T>): Promise<T> => {
  const fence: Fence = { key, attempt, open: true };
  try {
    return await fences.run(fence, work);
  } finally {
    // What goes on in the background afterwards began in this context, and is no part of the request.
    fence.open = false;
  }
};

/** For Database, just before COMMIT. */
export const passFence = async (client: ClientBase): Promise<void> => {
  const fence = fences.getStore();
  if (fence === undefined || !fence.open) return;
  if (await markEffect(client, fence.key, fence.attempt)) return;
  throw new AttemptTakenOver('Another attempt of this request has taken over');
};
