import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Instead of the title, in the head of the table: a box that chooses all rows. */
  readonly head?: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  readonly align?: 'right';
  readonly width?: number | string;
  /** The name of the row: the head of its card, never hidden. */
  readonly main?: boolean;
  /** Not shown until chosen. */
  readonly off?: boolean;
  /** Sorts what is loaded; offered once the whole list is. */
  readonly compare?: (a: Row, b: Row) => number;
}

/** What a list says of itself: `usePagedList` gives it, `wholeList` makes it of a plain query. */
export interface TableList<Row> {
  readonly rows: readonly Row[];
  readonly loading: boolean;
  readonly problem: unknown;
  readonly more: boolean;
  readonly loadingMore: boolean;
  loadMore(): void;
  reload(): void;
}

interface WholeQuery<Row> {
  readonly data: readonly Row[] | undefined;
  readonly isPending: boolean;
  readonly error: unknown;
  refetch(): unknown;
}

/** A list that comes in one answer. */
export const wholeList = <Row>({ data, isPending, error, refetch }: WholeQuery<Row>): TableList<Row> => ({
  rows: data ?? [],
  loading: isPending,
  problem: error,
  more: false,
  loadingMore: false,
  loadMore: () => undefined,
  reload: () => void refetch(),
});
