import { Text, UnstyledButton } from '@mantine/core';
import {
  IconCalendarEvent,
  IconChevronDown,
  IconFlag,
  IconMail,
  IconMessageCircle,
  IconPhone,
  IconUsers,
} from '@tabler/icons-react';
import { memo } from 'react';
import type { Activity } from '../../api/types';
import { clockTime, durationWords } from '../../time/format-time';
import { useTimeZone } from '../../time/time-zone';
import { ActivityDetails } from './activity-details';
import { PeopleLine } from './people';
import classes from './timeline.module.css';

const ICONS: Readonly<Record<string, typeof IconUsers>> = {
  call: IconPhone,
  meeting: IconUsers,
  email: IconMail,
  update: IconMessageCircle,
  milestone: IconFlag,
};

interface ActivityCardProps {
  readonly activity: Activity;
  readonly open: boolean;
  onToggle(activityId: string): void;
}

/** One Activity: what one sees at a glance, and opened all of it. The whole head opens it, by pointer and by keyboard. */
export const ActivityCard = memo(({ activity, open, onToggle }: ActivityCardProps) => {
  const { zone } = useTimeZone();
  const { activityId, activityType, subject, startedAt, durationSeconds, author, attendees, trackers } = activity;
  const Icon = ICONS[activityType.id] ?? IconCalendarEvent;
  const details = `details-${activityId}`;
  return (
    <article className={classes.card} data-open={open} aria-labelledby={`subject-${activityId}`}>
      <UnstyledButton
        className={classes.head}
        aria-expanded={open}
        aria-controls={open ? details : undefined}
        onClick={() => onToggle(activityId)}
      >
        <Icon size={20} aria-hidden className={classes.icon} />
        <span className={classes.glance}>
          <Text span fw={600} id={`subject-${activityId}`} className={classes.subject}>
            {subject}
          </Text>
          <Text span size="xs" c="dimmed">
            {activityType.name} · {clockTime(new Date(startedAt), zone)} · {durationWords(durationSeconds)} ·{' '}
            {author.name}
          </Text>
          <PeopleLine attendees={attendees} />
          {trackers.length > 0 && (
            <span className={classes.chips}>
              {trackers.slice(0, 6).map(({ name, count }) => (
                <span key={name} className={classes.chip}>
                  {name} {count}
                </span>
              ))}
              {trackers.length > 6 && <span className={classes.chip}>and {trackers.length - 6} more</span>}
            </span>
          )}
        </span>
        <IconChevronDown size={18} aria-hidden className={classes.chevron} />
      </UnstyledButton>
      {open && <ActivityDetails id={details} activity={activity} />}
    </article>
  );
});
ActivityCard.displayName = 'ActivityCard';
