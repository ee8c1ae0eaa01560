import { Anchor, Progress, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { StatusBadge } from '../../status/status-badge';
import { counted } from '../../status/words';
import { useGongUser } from './queries';

const AGAIN_MS = 2_000;

interface TriedAgainProps {
  readonly connectionId: string;
  readonly gongUserId: string;
  /** How many waited before Save. */
  readonly waited: number;
}

/** After Save: the calls that waited turn green as they are tried again. */
export const TriedAgain = ({ connectionId, gongUserId, waited }: TriedAgainProps) => {
  const { data } = useGongUser(connectionId, gongUserId, waited === 0 ? false : AGAIN_MS);
  const left = Math.min(waited, data?.waitingCalls ?? waited);
  const done = waited - left;
  return (
    <Stack gap={12} role="status" align="flex-start">
      <Text fw={600}>{`Mapped to ${data?.user?.name ?? 'the User'}.`}</Text>
      {waited === 0 ? (
        <Text>It counts for calls that are new or change from now on.</Text>
      ) : (
        <>
          <Progress
            w="100%"
            size="lg"
            value={(100 * done) / waited}
            color={left === 0 ? 'var(--meaning-ok-fill)' : 'var(--meaning-waiting-fill)'}
            aria-label="Calls tried again"
          />
          {left === 0 ? (
            <StatusBadge meaning="ok">{`${counted(waited, 'call')} tried again`}</StatusBadge>
          ) : (
            <StatusBadge meaning="waiting">{`${done} of ${counted(waited, 'call')} tried again`}</StatusBadge>
          )}
          <Text>
            They are read at Gong again, as a job of their own.{' '}
            <Anchor component={Link} to="/administration/timeline/integrations/execution-log" underline="always">
              See it in the Execution Log
            </Anchor>
          </Text>
        </>
      )}
    </Stack>
  );
};
