import { Button, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import { StatusShape } from '../../status/status-badge';
import { Time } from '../../time/time';
import type { Wellness } from './is-all-well';

interface WellnessLineProps {
  readonly wellness: Wellness;
  readonly next: string | null;
}

/** One glance answers whether it is well. */
export const WellnessLine = ({ wellness: { meaning, words, since, action }, next }: WellnessLineProps) => (
  <Group
    gap={12}
    px={16}
    py={12}
    style={{ borderRadius: 6, background: `var(--meaning-${meaning}-soft)`, color: `var(--meaning-${meaning}-text)` }}
  >
    <StatusShape meaning={meaning} size={20} />
    <Text fw={600} style={{ flex: '1 1 240px' }}>
      {words}
      {since !== null && (
        <>
          {' · '}
          <Time at={since} />
        </>
      )}
    </Text>
    {next !== null && (
      <Text>
        Next <Time at={next} />
      </Text>
    )}
    {action !== null && (
      <Button component={Link} to={action.to} variant="default">
        {action.label}
      </Button>
    )}
  </Group>
);
