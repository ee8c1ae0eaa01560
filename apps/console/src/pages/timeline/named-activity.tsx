import { Text, Title } from '@mantine/core';
import { Navigate } from 'react-router';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { dayHeading, dayOf } from '../../time/format-time';
import { useTimeZone } from '../../time/time-zone';
import { ActivityCard } from './activity-card';
import { useNamedActivity } from './queries';
import classes from './timeline.module.css';

interface NamedActivityProps {
  readonly activityId: string;
  readonly companyGsid: string;
  readonly open: boolean;
  onToggle(activityId: string): void;
}

/** The Activity that a link leads to, when it is further back than what is loaded, or left out by the filters. */
export const NamedActivity = ({ activityId, companyGsid, open, onToggle }: NamedActivityProps) => {
  const { zone } = useTimeZone();
  const { data, error, refetch } = useNamedActivity(activityId);
  if (error !== null) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading of="the activity" heights={[120]} />;
  if (data === null) {
    return (
      <Text role="status" mb={16} c="dimmed">
        The activity that this link leads to is not on the Timeline. Its call was deleted at Gong, has turned private,
        or the link is cut.
      </Text>
    );
  }
  if (data.company.gsid !== companyGsid)
    return <Navigate to={`/companies/${data.company.gsid}?activity=${activityId}`} replace />;
  return (
    <section aria-label="The activity of the link" className={classes.slot}>
      <Title order={2} className={classes.day}>
        {dayHeading(dayOf(new Date(data.startedAt), zone))}
      </Title>
      <ActivityCard activity={data} open={open} onToggle={onToggle} />
    </section>
  );
};
