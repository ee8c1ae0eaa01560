import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { EmptyState } from '../../feedback/empty-state';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { useAddressFilters } from '../../filters/use-address-filters';
import { NotFound } from '../../frame/not-found';
import { PageHeader } from '../../frame/page-header';
import { counted } from '../../status/words';
import { Time } from '../../time/time';
import { useTimeZone } from '../../time/time-zone';
import { ActivityList } from './activity-list';
import { isGsid, TIMELINE_FILTERS, timelineQuery } from './filters';
import { NamedActivity } from './named-activity';
import { useActivities, useCompany, useCompanyTimeline } from './queries';
import classes from './timeline.module.css';
import { TimelineFilterBar } from './timeline-filters';
import { useOpenActivity } from './use-open-activity';

/** A company's Timeline, newest first: what was said, by whom, and where it can be heard. */
export const Page = () => {
  const { companyGsid = '' } = useParams();
  return isGsid(companyGsid) ? <Timeline key={companyGsid} companyGsid={companyGsid} /> : <NotFound />;
};

const Timeline = ({ companyGsid }: { readonly companyGsid: string }) => {
  const { zone } = useTimeZone();
  const filters = useAddressFilters(TIMELINE_FILTERS);
  const { open, named, toggle } = useOpenActivity();
  const company = useCompany(companyGsid, true);
  const timeline = useCompanyTimeline(companyGsid, true);
  const list = useActivities(companyGsid, timelineQuery(filters.values, zone));
  if (company.data === null && timeline.data?.activities === 0) return <NoSuchCompany />;
  const title = company.data?.name ?? list.rows[0]?.company.name ?? 'Timeline';
  const total = timeline.data;
  const hasNamed = named !== null && !list.loading && !list.rows.some(({ activityId }) => activityId === named);
  return (
    <div className={classes.column}>
      <PageHeader
        title={title}
        about={
          total === undefined ? (
            'What was said in which meeting, and by whom.'
          ) : (
            <>
              {counted(total.activities, 'activity', 'activities')}
              {total.latestAt !== null && (
                <>
                  , the latest <Time at={total.latestAt} />
                </>
              )}
            </>
          )
        }
      />
      <TimelineFilterBar filters={filters} timeline={total} />
      {hasNamed && (
        <NamedActivity activityId={named} companyGsid={companyGsid} open={open === named} onToggle={toggle} />
      )}
      {list.loading && <Loading of="the Timeline" heights={[28, 120, 120, 120, 120]} />}
      {list.problem !== null && list.rows.length === 0 && <ProblemAlert problem={list.problem} onRetry={list.reload} />}
      {!list.loading && list.problem === null && list.rows.length === 0 && (
        <Nothing filtered={filters.any} onClear={filters.clear} />
      )}
      {list.rows.length > 0 && <ActivityList list={list} open={open} onToggle={toggle} />}
    </div>
  );
};

const Nothing = ({ filtered, onClear }: { readonly filtered: boolean; onClear(): void }) =>
  filtered ? (
    <EmptyState
      title="No activity fits these filters"
      action={
        <Button variant="default" onClick={onClear}>
          Show all activities
        </Button>
      }
    >
      The search looks in subjects, notes, people and trackers, and for a whole call id.
    </EmptyState>
  ) : (
    <EmptyState
      title="Nothing on this Timeline yet"
      action={
        <Button component={Link} to="/companies" variant="default">
          Other companies
        </Button>
      }
    >
      A recorded meeting comes here once a sync has read it at Gong and found that it is this company's. Private
      meetings never do.
    </EmptyState>
  );

const NoSuchCompany = () => (
  <>
    <PageHeader title="No such company" />
    <EmptyState
      title="The directory has no company at this address"
      action={
        <Button component={Link} to="/companies" variant="default">
          All companies
        </Button>
      }
    >
      The link may be old, or cut.
    </EmptyState>
  </>
);
