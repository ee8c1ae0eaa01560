import { Skeleton } from '@mantine/core';
import type { Column } from './column';
import classes from './data-table.module.css';

interface CardsProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly open: ((row: Row) => void) | undefined;
  readonly loading: { readonly rows: number; readonly visible: boolean } | null;
}

/** The same rows where a table is too wide: one card each, the same facts in the same order. */
export const Cards = <Row,>({ label, columns, rows, rowKey, open, loading }: CardsProps<Row>) => (
  <ul className={classes.cards} aria-label={label} aria-busy={loading !== null}>
    {loading !== null
      ? Array.from({ length: loading.rows }, (_, index) => (
          <li key={String(index)} style={{ opacity: loading.visible ? 1 : 0 }}>
            <Skeleton height={32 + columns.length * 24} />
          </li>
        ))
      : rows.map((row) => (
          <li key={rowKey(row)} className={classes.card}>
            {columns
              .filter(({ main }) => main === true)
              .map((column) => (
                <div key={column.id} className={classes.cardHead}>
                  {column.cell(row)}
                </div>
              ))}
            <dl className={classes.facts}>
              {columns
                .filter(({ main }) => main !== true)
                .map((column) => (
                  <div key={column.id}>
                    <dt>{column.title}</dt>
                    <dd>{column.cell(row)}</dd>
                  </div>
                ))}
            </dl>
            {open !== undefined && (
              <button type="button" className={classes.cardOpen} onClick={() => open(row)}>
                Open
              </button>
            )}
          </li>
        ))}
  </ul>
);
