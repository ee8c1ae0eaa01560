import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useConnections } from '../../api/use-connections';
import { EmptyState } from '../../feedback/empty-state';
import { useAddressFilters } from '../../filters/use-address-filters';
import { PageHeader } from '../../frame/page-header';
import { DataTable } from '../../tables/data-table';
import { useTimeZone } from '../../time/time-zone';
import { CallStory } from '../call-story/call-story';
import { useOpenCall } from '../call-story/use-open-call';
import { IntegrationTabs } from '../integrations/integration-tabs';
import { FoundCalls } from './found-calls';
import { jobColumns } from './job-columns';
import { JobFilters } from './job-filters';
import { jobPage } from './job-page';
import { jobQuery, LOG_FILTERS } from './job-query';
import { useJobs, useLiveJobs } from './queries';
import { SyncNow } from './sync-now';

export const Page = () => {
  const filters = useAddressFilters(LOG_FILTERS);
  const { values, any } = filters;
  const { zone } = useTimeZone();
  const known = useConnections().data ?? [];
  // What was never authorized has no job; what was deleted keeps its log.
  const connections = known.filter(({ authorizedAt }) => authorizedAt !== null);
  const searching = values.search !== '';
  const jobs = useJobs(jobQuery(values, zone), !searching);
  const call = useOpenCall();
  useLiveJobs();
  return (
    <div data-wide>
      <PageHeader
        title="Execution Log"
        about="Every sync, what became of each call that it read, and why."
        actions={
          <SyncNow
            connections={connections.filter(
              ({ connectionId }) => values.connection === '' || connectionId === values.connection,
            )}
          />
        }
      />
      <IntegrationTabs current="execution-log" />
      <JobFilters filters={filters} connections={connections} />
      {searching ? (
        <FoundCalls search={values.search} onOpen={call.open} />
      ) : (
        <DataTable
          name="jobs"
          label="Jobs"
          noun="job"
          density="dense"
          columns={jobColumns(connections.length > 1)}
          list={jobs}
          rowKey={({ jobId }) => jobId}
          href={({ jobId }) => jobPage(jobId)}
          empty={
            any ? (
              <EmptyState
                title="No job fits these filters"
                action={
                  <Button variant="default" onClick={filters.clear}>
                    Clear filters
                  </Button>
                }
              >
                Choose other dates or statuses to see more.
              </EmptyState>
            ) : (
              <EmptyState
                title="No sync has run yet"
                action={
                  <Button component={Link} to="/administration/timeline/integrations" variant="default">
                    Go to Settings
                  </Button>
                }
              >
                Save in Settings starts the first one; afterwards it runs by itself.
              </EmptyState>
            )
          }
        />
      )}
      <CallStory callId={call.callId} onClose={call.close} />
    </div>
  );
};
