import { Text, Tooltip } from '@mantine/core';
import { absoluteTime, columnTime, relativeTime } from './format-time';
import { useTimeZone } from './time-zone';
import { useNow } from './use-now';

interface TimeProps {
  /** ISO 8601; null is shown as a dash. */
  readonly at: string | null;
  /** `auto`: relative under a day, absolute beyond. `absolute`: for columns that are compared. */
  readonly as?: 'auto' | 'absolute';
}

/** Every time of the console: in the chosen zone, relative with the absolute in the tooltip, or the other way round. */
export const Time = ({ at, as = 'auto' }: TimeProps) => {
  const { zone } = useTimeZone();
  const now = useNow();
  if (at === null) return <Text span>–</Text>;
  const date = new Date(at);
  const relative = relativeTime(date, now);
  const shown = as === 'auto' && relative !== null ? relative : columnTime(date, zone);
  const absolute = absoluteTime(date, zone);
  const told = as === 'absolute' && relative !== null ? `${absolute}, ${relative}` : absolute;
  return (
    <Tooltip label={told} events={{ hover: true, focus: true, touch: true }}>
      <Text span inherit component="time" dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {shown}
      </Text>
    </Tooltip>
  );
};
