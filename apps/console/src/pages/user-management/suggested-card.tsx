import { Badge, Group, Radio, Text } from '@mantine/core';
import { StatusBadge } from '../../status/status-badge';
import type { DirectoryUser, Suggested } from './queries';
import classes from './suggested-card.module.css';
import { whyRecommended, type whyThisUser } from './why-this-user';

interface SuggestedCardProps {
  readonly user: Suggested | DirectoryUser;
  readonly why: ReturnType<typeof whyThisUser>;
}

/** A User that can be chosen: who they are, and what the rules make of them. */
export const SuggestedCard = ({ user, why }: SuggestedCardProps) => (
  <Radio.Card
    value={user.gsid}
    className={classes.card}
    aria-label={`${user.name}, ${user.licence}, ${user.externalId}`}
  >
    <Group gap={12} wrap="nowrap" align="flex-start">
      <Radio.Indicator />
      <div style={{ minWidth: 0 }}>
        <Group gap={8}>
          <Text fw={600}>{user.name}</Text>
          <Badge variant="default" tt="none" fw={600}>
            {user.licence}
          </Badge>
          <StatusBadge meaning={user.active ? 'ok' : 'skipped'}>{user.active ? 'Active' : 'Inactive'}</StatusBadge>
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {user.email}, {user.externalId}
        </Text>
        <Text size="xs" mt={4}>
          {why.words}
        </Text>
        {why.recommended && (
          <Text size="xs" mt={4} c="var(--meaning-ok-text)">
            {whyRecommended(why.tied, user.licence)}
          </Text>
        )}
      </div>
    </Group>
  </Radio.Card>
);
