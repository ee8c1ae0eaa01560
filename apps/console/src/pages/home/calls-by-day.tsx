import { Anchor, Paper, Text, Title, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Job } from '../../api/types';
import { Loading } from '../../feedback/loading';
import { COUNTS, counted } from '../../status/words';
import { dayHeading } from '../../time/format-time';
import { useTimeZone } from '../../time/time-zone';
import { useNow } from '../../time/use-now';
import { CHARTED, callsPerDay } from './calls-per-day';

/** The chart and its library come after the page; the numbers are there without it. */
const CallsChart = lazy(async () => ({ default: (await import('./calls-chart')).CallsChart }));

const jobsOf = (day: string): string => `/administration/timeline/integrations/execution-log?from=${day}&to=${day}`;

export const CallsByDay = ({ jobs }: { readonly jobs: readonly Job[] }) => {
  const { zone } = useTimeZone();
  const now = useNow();
  const navigate = useNavigate();
  const days = callsPerDay(jobs, now, zone);
  const busy = days.filter((day) => CHARTED.some((count) => day[count] > 0));
  return (
    <Paper component="section" aria-labelledby="calls-by-day">
      <Title order={2} id="calls-by-day" mb={12}>
        Calls per day, 30 days
      </Title>
      {busy.length === 0 ? (
        <Text c="dimmed" h={220}>
          No call was created, updated, skipped or set aside in the last 30 days. The next sync fills this.
        </Text>
      ) : (
        <>
          <div aria-hidden style={{ minHeight: 220 }}>
            <Suspense fallback={<Loading of="the chart" heights={[220]} />}>
              <CallsChart days={days} onDay={(day) => void navigate(jobsOf(day))} />
            </Suspense>
          </div>
          <VisuallyHidden>
            <ul>
              {busy.map((day) => (
                <li key={day.day}>
                  <Anchor component={Link} to={jobsOf(day.day)} tabIndex={-1}>
                    {dayHeading(day.day)}:{' '}
                    {CHARTED.filter((count) => day[count] > 0)
                      .map((count) => `${counted(day[count], 'call')} ${COUNTS[count].words.toLowerCase()}`)
                      .join(', ')}
                  </Anchor>
                </li>
              ))}
            </ul>
          </VisuallyHidden>
        </>
      )}
    </Paper>
  );
};
