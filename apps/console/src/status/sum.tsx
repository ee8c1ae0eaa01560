import { Anchor, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Job } from '../api/types';
import { meaningColor } from '../theme/meanings';
import classes from './sum.module.css';
import { COUNT_NAMES, COUNTS, type CountName } from './words';

interface SumProps {
  readonly counts: Job['counts'];
  /** Where the calls behind a number stand: its filter in the address. */
  readonly href: (count: CountName | 'read') => string;
}

const shown = (number: number): string => number.toLocaleString('en-GB');

/** `214 read = 31 created + ...` (S32): each number leads to its calls; what does not add up says so. */
export const Sum = ({ counts, href }: SumProps) => {
  const sum = COUNT_NAMES.reduce((total, count) => total + counts[count], 0);
  return (
    <Group gap="4px 8px" component="p" m={0}>
      <Anchor component={Link} to={href('read')} fw={600}>
        {shown(counts.read)} read
      </Anchor>
      <Text span>=</Text>
      {COUNT_NAMES.map((count, index) => (
        <span key={count} className={classes.part}>
          {index > 0 && <span aria-hidden>+</span>}
          <Anchor component={Link} to={href(count)} c="inherit" className={classes.number}>
            {shown(counts[count])} {COUNTS[count].words.toLowerCase()}
          </Anchor>
        </span>
      ))}
      {sum !== counts.read && (
        <Text span c="var(--meaning-failed-text)">
          These are {shown(sum)}: the job is still being counted.
        </Text>
      )}
    </Group>
  );
};

/** The same sum as a bar whose parts lead to their calls. */
export const SumBar = ({ counts, href }: SumProps) => (
  <div className={classes.bar}>
    {COUNT_NAMES.filter((count) => counts[count] > 0).map((count) => (
      <Link
        key={count}
        to={href(count)}
        className={classes.slice}
        aria-label={`${shown(counts[count])} ${COUNTS[count].words.toLowerCase()}`}
        title={`${shown(counts[count])} ${COUNTS[count].words.toLowerCase()}`}
        style={{ flexGrow: counts[count], backgroundColor: meaningColor(COUNTS[count].meaning, 'fill') }}
      />
    ))}
  </div>
);
