import { Anchor, Paper, Text, Title, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, useNavigate } from 'react-router';
import type { JsonOf } from '../../api/types';
import { Loading } from '../../feedback/loading';
import { COUNTS, counted } from '../../status/words';
import { dayHeading } from '../../time/format-time';
import { callsOfDay } from '../calls/calls-page';
import { CHARTED } from './charted';

/** The chart and its library come after the page; the numbers are there without it. */
const CallsChart = lazy(async () => ({ default: (await import('./calls-chart')).CallsChart }));

export const CallsByDay = ({ items }: JsonOf<'getCallsByDay'>) => {
  const navigate = useNavigate();
  const days = items.map(({ day, counts }) => ({ day, ...counts }));
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
              <CallsChart days={days} onDay={(day) => void navigate(callsOfDay(day))} />
            </Suspense>
          </div>
          <VisuallyHidden>
            <ul>
              {busy.map((day) => (
                <li key={day.day}>
                  <Anchor component={Link} to={callsOfDay(day.day)} tabIndex={-1}>
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
