import { Type } from '@sinclair/typebox';

/** Paging, the same in every list. */
export const pageFields = {
  pageSize: Type.Integer({ minimum: 0, maximum: 200 }),
  pageToken: Type.String({ maxLength: 500 }),
};

/** As `search` of the lists of HTTP; empty: no such filter. */
export const searchField = Type.String({ maxLength: 200 });

/** protobuf leaves a number that nobody set at 0. */
const DEFAULT_PAGE_SIZE = 50;

export const pageSizeOf = ({ pageSize }: { readonly pageSize: number }): number =>
  pageSize === 0 ? DEFAULT_PAGE_SIZE : pageSize;
