import { Text, Tooltip, UnstyledButton } from '@mantine/core';
import { Loading } from '../../feedback/loading';
import { counted } from '../../status/words';
import { LoadError } from './load-error';
import { loadFailure } from './load-failure';
import { marksOf, phraseWords, placeWords, type Tracker } from './marks-of';
import { useTrackers } from './queries';
import classes from './timeline.module.css';

interface TrackersProps {
  readonly activityId: string;
  readonly durationSeconds: number;
  /** Plays the recording from there. */
  onPlace(seconds: number): void;
}

/** S13: as Gong has them now, each on a bar of the call's length with a mark where it occurs. */
export const Trackers = ({ activityId, durationSeconds, onPlace }: TrackersProps) => {
  const { data, error, isFetching, refetch } = useTrackers(activityId);
  if (error !== null)
    return <LoadError failure={loadFailure('trackers', error)} trying={isFetching} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading of="the trackers, from Gong" heights={[44, 44]} />;
  return (
    <ul className={classes.trackers}>
      {data.map((tracker) => (
        <li key={`${tracker.type} ${tracker.name}`}>
          <Text>
            <Text span fw={600}>
              {tracker.name}
            </Text>{' '}
            <Text span c="dimmed">
              {counted(tracker.count, 'time')}
              {phraseWords(tracker) !== '' && `: ${phraseWords(tracker)}`}
            </Text>
          </Text>
          <Bar tracker={tracker} durationSeconds={durationSeconds} onPlace={onPlace} />
        </li>
      ))}
      <li className={classes.ends} aria-hidden>
        <span>0:00</span>
        <span>{placeWords(durationSeconds)}</span>
      </li>
    </ul>
  );
};

const Bar = ({
  tracker,
  durationSeconds,
  onPlace,
}: Omit<TrackersProps, 'activityId'> & { readonly tracker: Tracker }) => {
  const phrases = phraseWords(tracker);
  return (
    <div className={classes.bar} role="group" aria-label={`Where ${tracker.name} occurs`}>
      {marksOf(tracker, durationSeconds).map(({ seconds, percent }, index) => {
        const told = `${tracker.name} at ${placeWords(seconds)}${phrases === '' ? '' : `, heard: ${phrases}`}`;
        return (
          <Tooltip
            key={`${seconds} ${index}`}
            label={`${told}. Play from here`}
            events={{ hover: true, focus: true, touch: true }}
          >
            <UnstyledButton
              className={classes.mark}
              style={{ left: `${percent}%` }}
              aria-label={`${told}. Play from here`}
              onClick={() => onPlace(seconds)}
            />
          </Tooltip>
        );
      })}
    </div>
  );
};
