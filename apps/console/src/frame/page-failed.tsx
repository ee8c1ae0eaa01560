import { Stack } from '@mantine/core';
import { useRouteError } from 'react-router';
import { Problem } from '../api/problem';
import { ProblemAlert } from '../feedback/problem-alert';

/** A page whose files are gone: a newer console was installed since this one was loaded. */
const isStale = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|module script/i.test(error.message);

const STALE = new Problem({
  title: 'A newer version is here',
  detail: 'This console was renewed since you opened it. Load it again to go on.',
  code: 'console.renewed',
});

/** In place of a page that ran into an error; the frame stays. */
export const PageFailed = () => {
  const error = useRouteError();
  return (
    <Stack p={16} maw={720}>
      <ProblemAlert problem={isStale(error) ? STALE : error} onRetry={() => window.location.reload()} />
    </Stack>
  );
};
