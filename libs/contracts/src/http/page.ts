import { type TSchema, Type } from '@sinclair/typebox';

/** Cursor paging, the same everywhere: opaque cursor, absent when there is no further page. */
export const pageOf = <T extends TSchema>(item: T) =>
  Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Union([Type.String(), Type.Null()], { description: 'Send as `cursor` for the next page' }),
  });

export const pageQuery = {
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
};
