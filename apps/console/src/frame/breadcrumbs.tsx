import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import classes from './frame.module.css';
import type { PageEntry } from './page-entry';

/** Where this page stands, in the words of the menu. */
export const Breadcrumbs = ({ entry }: { readonly entry: PageEntry | undefined }) => (
  <nav aria-label="Breadcrumbs" style={{ minWidth: 0 }}>
    <ol className={classes.crumbs}>
      {(entry?.crumbs ?? []).map(({ label, to }) => (
        <li key={label}>
          {to === undefined ? (
            label
          ) : (
            <Anchor component={Link} to={to} c="dimmed">
              {label}
            </Anchor>
          )}
        </li>
      ))}
      <li aria-current="page">{entry?.title ?? 'gong-timeline'}</li>
    </ol>
  </nav>
);
