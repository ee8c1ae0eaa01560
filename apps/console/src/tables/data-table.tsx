import { Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { ProblemAlert } from '../feedback/problem-alert';
import { useLoadingPhase } from '../feedback/use-loading-phase';
import { counted } from '../status/words';
import { Cards } from './cards';
import type { Column, TableList } from './column';
import classes from './data-table.module.css';
import { Rows } from './rows';
import { useColumns } from './use-columns';

export interface DataTableProps<Row> {
  /** Remembers the choice of columns, and names the table to who does not see. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly list: TableList<Row>;
  readonly rowKey: (row: Row) => string;
  /** Where a row opens: Enter, or a click on it. */
  readonly href?: (row: Row) => string;
  /** Instead of an address: a dialog, say. */
  readonly onOpen?: (row: Row) => void;
  /** EmptyState: what fills it, or that no row fits the filters. */
  readonly empty: ReactNode;
  /** `call`: what one row is, for the line below. */
  readonly noun: string;
  readonly nouns?: string;
  /** `dense`: many columns of numbers. `tall`: rows of several lines, read from their top. */
  readonly density?: 'dense' | 'tall';
  /** Rows to draw while the first ones load. */
  readonly expected?: number;
}

/** A list from the server as a table, as cards where it is narrow; with its empty, loading and error states. */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { name, columns, list, empty, expected = 8, noun, nouns } = props;
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const phase = useLoadingPhase(list.loading);
  const navigate = useNavigate();
  const { shown, choice } = useColumns(name, columns);
  const [sort, setSort] = useState<{ readonly id: string; readonly down: boolean } | null>(null);

  if (list.problem !== null && list.problem !== undefined && list.rows.length === 0) {
    return <ProblemAlert problem={list.problem} onRetry={list.reload} />;
  }
  if (!list.loading && list.rows.length === 0) return <>{empty}</>;

  const compare = sort === null ? undefined : columns.find(({ id }) => id === sort.id)?.compare;
  const rows = compare === undefined ? list.rows : list.rows.toSorted((a, b) => compare(a, b) * (sort?.down ? -1 : 1));
  const { href, onOpen } = props;
  const open = onOpen ?? (href === undefined ? undefined : (row: Row) => void navigate(href(row)));
  const loading = list.loading ? { rows: expected, visible: phase !== 'nothing' } : null;
  const shape = { ...props, rows, open, loading, columns: shown };
  return (
    <div className={classes.table}>
      {list.problem !== null && list.problem !== undefined && (
        <ProblemAlert problem={list.problem} onRetry={list.reload} />
      )}
      {phase === 'long' && <Text c="dimmed">Still waiting for the list. It has not answered for ten seconds.</Text>}
      {narrow === true ? (
        <Cards {...shape} />
      ) : (
        <Rows {...shape} sort={sort} onSort={list.more ? undefined : setSort} choice={choice} />
      )}
      {!list.loading && (
        <Group justify="space-between" mt={8} mih={36}>
          <Text size="xs" c="dimmed" role="status">
            {list.more ? `The first ${counted(rows.length, noun, nouns)}` : counted(rows.length, noun, nouns)}
          </Text>
          {list.more && (
            <Button variant="default" onClick={list.loadMore} loading={list.loadingMore}>
              Show more
            </Button>
          )}
        </Group>
      )}
    </div>
  );
};
