import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { toProblem } from './problem';

interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
}

export interface PagedList<Row> {
  readonly rows: readonly Row[];
  readonly loading: boolean;
  readonly problem: ReturnType<typeof toProblem> | null;
  readonly more: boolean;
  readonly loadingMore: boolean;
  loadMore(): void;
  reload(): void;
}

/**
 * A list of the API, page by page. `key` holds all that the list depends on (its filters). What is shown stays while
 * other filters load, so that the page does not jump.
 */
export const usePagedList = <Row>(
  key: QueryKey,
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
  options: { readonly enabled?: boolean; readonly refetchMs?: number } = {},
): PagedList<Row> => {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Row>) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchMs ?? false,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  return {
    rows,
    loading: query.isPending && query.fetchStatus !== 'idle',
    problem: query.error === null ? null : toProblem(query.error),
    more: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void (query.hasNextPage && !query.isFetchingNextPage && query.fetchNextPage()),
    reload: () => void query.refetch(),
  };
};
