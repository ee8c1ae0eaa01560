import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../feedback/empty-state';
import { PageHeader } from './page-header';

export const NotFound = () => (
  <>
    <PageHeader title="Page not found" />
    <EmptyState
      title="There is no page at this address"
      action={
        <Button component={Link} to="/" variant="default">
          Go to Home
        </Button>
      }
    >
      The link may be old, or cut. The menu has every page.
    </EmptyState>
  </>
);
