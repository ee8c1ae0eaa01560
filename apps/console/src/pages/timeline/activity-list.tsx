import { Button, Group, Loader, Text, Title } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Activity } from '../../api/types';
import type { PagedList } from '../../api/use-paged-list';
import { ProblemAlert } from '../../feedback/problem-alert';
import { dayHeading } from '../../time/format-time';
import { useTimeZone } from '../../time/time-zone';
import { ActivityCard } from './activity-card';
import { linesOf } from './lines-of';
import classes from './timeline.module.css';

/** Lines before the end at which the next page is asked for: more than a fast wheel passes while it comes. */
const EARLY = 40;
const HEIGHTS = { day: 44, activity: 128 } as const;

interface ActivityListProps {
  readonly list: PagedList<Activity>;
  readonly open: string | null;
  onToggle(activityId: string): void;
}

/** Days and cards, of which only those in sight are in the page; the next ones come before the end is reached. */
export const ActivityList = ({ list, open, onToggle }: ActivityListProps) => {
  const { zone } = useTimeZone();
  // Each step of a scroll draws this again, with thousands of rows.
  const lines = useMemo(() => linesOf(list.rows, zone), [list.rows, zone]);
  const column = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => setAbove((column.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [list.loading]);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    estimateSize: (index) => HEIGHTS[lines[index]?.kind ?? 'activity'],
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 8,
    scrollMargin: above,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const { more, loadingMore, loadMore, problem } = list;
  const near = more && !loadingMore && problem === null && last >= lines.length - EARLY;
  useEffect(() => {
    if (near) loadMore();
  });
  return (
    <div ref={column} role="region" aria-label="Activities" aria-busy={loadingMore}>
      <div style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {shown.map(({ key, index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <div
              key={key}
              data-index={index}
              ref={virtual.measureElement}
              style={{
                position: 'absolute',
                top: 0,
                left: 0,
                width: '100%',
                transform: `translateY(${start - above}px)`,
              }}
            >
              {line.kind === 'day' ? (
                <Title order={2} className={classes.day}>
                  {dayHeading(line.day)}
                </Title>
              ) : (
                <div className={classes.slot}>
                  <ActivityCard activity={line.activity} open={open === line.key} onToggle={onToggle} />
                </div>
              )}
            </div>
          );
        })}
      </div>
      {problem !== null && <ProblemAlert problem={problem} onRetry={loadMore} />}
      <Group justify="center" mih={44} gap={8}>
        {loadingMore && (
          <>
            <Loader size={16} aria-hidden /> <Text c="dimmed">Loading earlier activities</Text>
          </>
        )}
        {!more && lines.length > 0 && <Text c="dimmed">The beginning of this Timeline</Text>}
        {more && !loadingMore && (
          <Button variant="subtle" onClick={loadMore}>
            Load earlier activities
          </Button>
        )}
      </Group>
    </div>
  );
};
