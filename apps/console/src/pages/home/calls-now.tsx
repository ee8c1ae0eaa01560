import { Anchor, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { JsonOf } from '../../api/types';
import { StatusShape } from '../../status/status-badge';
import { COUNTS, counted, OUTCOME } from '../../status/words';
import { callsNow } from '../calls/calls-page';
import { reasonsNow } from './reasons-now';

/** What waits for a decision and what could not be placed, now; each number leads to its rows. */
export const CallsNow = ({ now }: { readonly now: JsonOf<'getCallsNow'> }) => (
  <SimpleGrid cols={{ base: 1, md: 2 }} spacing={16}>
    <Tile title="Waiting for you" count="waiting" now={now} none="Nothing waits for a decision." />
    <Tile title="Could not be placed" count="failed" now={now} none="Every call found its place." />
  </SimpleGrid>
);

interface TileProps {
  readonly title: string;
  readonly count: 'waiting' | 'failed';
  readonly now: JsonOf<'getCallsNow'>;
  readonly none: string;
}

const Tile = ({ title, count, now, none }: TileProps) => (
  <Paper component="section" aria-label={title}>
    <Group gap={8} mb={4}>
      <StatusShape meaning={now[count] === 0 ? 'ok' : COUNTS[count].meaning} />
      <Title order={2}>{title}</Title>
    </Group>
    {now[count] === 0 ? (
      <Text c="dimmed">{none}</Text>
    ) : (
      <>
        <Anchor component={Link} to={callsNow(count)} fw={600} underline="always">
          {counted(now[count], 'call')}
        </Anchor>
        <Group gap="4px 16px" mt={4}>
          {reasonsNow(now.byCode, count).map(([code, calls]) => (
            <Anchor key={code} component={Link} to={callsNow(count, code)} size="xs">
              {OUTCOME[code].words}: {calls.toLocaleString('en-GB')}
            </Anchor>
          ))}
          {count === 'waiting' && (
            <Anchor
              component={Link}
              to="/administration/users-and-permission/user-management?status=Conflict"
              size="xs"
            >
              Decide in User management
            </Anchor>
          )}
        </Group>
      </>
    )}
  </Paper>
);
