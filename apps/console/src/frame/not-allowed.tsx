import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../feedback/empty-state';
import { PageHeader } from './page-header';

export const NotAllowed = () => (
  <>
    <PageHeader title="For admins" />
    <EmptyState
      title="This page is part of the administration"
      action={
        <Button component={Link} to="/" variant="default">
          Go to Home
        </Button>
      }
    >
      You are signed in as a member, who reads Timelines. An admin of your organisation can give you another role under
      Administration, Users and permission, Members.
    </EmptyState>
  </>
);
