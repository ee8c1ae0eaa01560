import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { api, dataOf } from '../../api/client';
import { usePagedList } from '../../api/use-paged-list';
import { Dialog } from '../../feedback/dialog';
import { EmptyState } from '../../feedback/empty-state';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { StatusShape } from '../../status/status-badge';
import { Time } from '../../time/time';
import { jobPage } from '../execution-log/job-page';
import { triggerWords } from '../execution-log/trigger-words';
import { CallName } from '../job/call-name';
import { CallResult } from '../job/call-result';
import classes from './call-story.module.css';
import { whereItStands } from './where-it-stands';

interface CallStoryProps {
  /** null: closed. */
  readonly callId: string | null;
  onClose(): void;
}

/** One call's whole story: whether it is on the Timeline, why not, and what became of it job by job. */
export const CallStory = ({ callId, onClose }: CallStoryProps) => (
  <Dialog opened={callId !== null} onClose={onClose} title="The story of a call" size="lg">
    {callId !== null && <Story callId={callId} />}
  </Dialog>
);

const Story = ({ callId }: { readonly callId: string }) => {
  const list = usePagedList(['call-story', callId], (cursor, signal) =>
    dataOf(
      api.GET('/api/calls/{callId}/outcomes', {
        params: { path: { callId }, query: { limit: 50, ...(cursor !== undefined && { cursor }) } },
        signal,
      }),
    ),
  );
  if (list.problem !== null && [404, 400].includes(list.problem.status)) {
    return (
      <EmptyState title="No job of the last 30 days read this call">
        It may be older than the look-back, or not processed at Gong yet. Logs are kept for 30 days.
      </EmptyState>
    );
  }
  if (list.problem !== null) return <ProblemAlert problem={list.problem} onRetry={list.reload} />;
  const [newest] = list.rows;
  const standing = whereItStands(list.rows);
  if (newest === undefined || standing === null) return <Loading of="the story of the call" heights={[60, 56, 120]} />;
  return (
    <Stack gap={16}>
      <CallName call={newest} />
      <Group
        gap={12}
        px={16}
        py={12}
        wrap="nowrap"
        style={{
          borderRadius: 6,
          background: `var(--meaning-${standing.meaning}-soft)`,
          color: `var(--meaning-${standing.meaning}-text)`,
        }}
      >
        <StatusShape meaning={standing.meaning} size={20} />
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {standing.words}
        </Text>
      </Group>
      <ol className={classes.steps} aria-label="Job by job, newest first">
        {list.rows.map((outcome) => (
          <li key={outcome.jobId}>
            <Text size="xs" c="dimmed" mb={4}>
              <Anchor component={Link} to={jobPage(outcome.jobId)} inherit underline="always">
                <Time at={outcome.jobDate} as="absolute" />
              </Anchor>
              , {triggerWords(outcome.trigger, 'long').toLowerCase()}
            </Text>
            <CallResult call={outcome} />
          </li>
        ))}
      </ol>
      {list.more && (
        <Button variant="default" onClick={list.loadMore} loading={list.loadingMore}>
          Show more
        </Button>
      )}
    </Stack>
  );
};
