import { TypeCompiler } from '@sinclair/typebox/compiler';
import { GongCall } from '../gong/gong-api';
import type { GongPage } from '../gong/gong-client';
import { isPrivate } from '../gong/is-private';

/** What Gong says of one call that was asked for by its id. */
export type Look =
  | { readonly kind: 'public'; readonly call: GongCall; readonly item: unknown }
  /** Private now, or not there any more: nothing of it is given out. */
  | { readonly kind: 'withheld' }
  /** Not as Gong documents it, or not returned yet. */
  | { readonly kind: 'unreadable' };

const schema = TypeCompiler.Compile(GongCall);

/** Danger: a call that cannot be read might be private, so it is never public. */
export const judgeLook = (callId: string, { items, total }: Pick<GongPage, 'items' | 'total'>): Look => {
  const item = items.find((one) => (metaDataOf(one) as { id?: unknown } | undefined)?.id === callId);
  if (item === undefined) return { kind: items.length === 0 && (total ?? 0) === 0 ? 'withheld' : 'unreadable' };
  if (isPrivate((metaDataOf(item) as { isPrivate?: unknown }).isPrivate)) return { kind: 'withheld' };
  return schema.Check(item) ? { kind: 'public', call: item, item } : { kind: 'unreadable' };
};

const metaDataOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null ? (item as { metaData?: unknown }).metaData : undefined;
