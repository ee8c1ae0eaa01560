import { Skeleton, Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Column } from './column';
import classes from './data-table.module.css';

interface Sort {
  readonly id: string;
  readonly down: boolean;
}

interface RowsProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly open: ((row: Row) => void) | undefined;
  readonly loading: { readonly rows: number; readonly visible: boolean } | null;
  readonly sort: Sort | null;
  readonly onSort: ((sort: Sort) => void) | undefined;
  readonly choice: ReactNode;
  readonly density?: 'dense' | 'tall' | undefined;
}

/** Arrows go from row to row, Enter opens the one that has the focus. */
const onRowKey = (event: KeyboardEvent<HTMLTableRowElement>, open: () => void): void => {
  if (event.target !== event.currentTarget) return;
  const to = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
  if (event.key === 'Enter') open();
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const row = event.currentTarget[to[event.key]];
    if (row instanceof HTMLElement) row.focus();
    event.preventDefault();
  }
};

export const Rows = <Row,>(props: RowsProps<Row>) => {
  const { label, columns, rows, rowKey, open, loading, sort, onSort, choice, density } = props;
  return (
    <div className={classes.scroll}>
      <Table
        verticalSpacing={density === 'tall' ? 12 : 8}
        horizontalSpacing={density === 'dense' ? 8 : 12}
        data-density={density}
        aria-label={label}
        aria-busy={loading !== null}
      >
        <Table.Thead className={classes.head}>
          <Table.Tr>
            {columns.map((column, index) => (
              <Table.Th
                key={column.id}
                w={column.width}
                ta={column.align}
                aria-sort={sort?.id === column.id ? (sort.down ? 'descending' : 'ascending') : undefined}
              >
                <span className={classes.title} data-align={column.align}>
                  {onSort !== undefined && column.compare !== undefined ? (
                    <UnstyledButton
                      className={classes.sort}
                      onClick={() => onSort({ id: column.id, down: sort?.id === column.id && !sort.down })}
                    >
                      {column.title}
                      {sort?.id === column.id &&
                        (sort.down ? <IconArrowDown size={14} aria-hidden /> : <IconArrowUp size={14} aria-hidden />)}
                    </UnstyledButton>
                  ) : (
                    (column.head ?? column.title)
                  )}
                  {index === columns.length - 1 && <span className={classes.choice}>{choice}</span>}
                </span>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {loading !== null
            ? Array.from({ length: loading.rows }, (_, index) => (
                <Table.Tr key={String(index)} style={{ opacity: loading.visible ? 1 : 0 }}>
                  {columns.map(({ id }) => (
                    <Table.Td key={id} h={44}>
                      <Skeleton height={12} width="70%" />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))
            : rows.map((row) => (
                <Table.Tr
                  key={rowKey(row)}
                  className={open === undefined ? undefined : classes.opens}
                  tabIndex={open === undefined ? undefined : 0}
                  onKeyDown={open === undefined ? undefined : (event) => onRowKey(event, () => open(row))}
                  onClick={(event) => {
                    // What stands in the row and acts for itself is no click on the row, nor is one in a dialog that it opened.
                    const target = event.target as HTMLElement;
                    const apart =
                      target.closest('a, button, input, label') !== null || !event.currentTarget.contains(target);
                    if (!apart) open?.(row);
                  }}
                >
                  {columns.map((column) => (
                    <Table.Td key={column.id} ta={column.align} h={44}>
                      {column.cell(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
        </Table.Tbody>
      </Table>
    </div>
  );
};
