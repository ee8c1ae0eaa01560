import { Button, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Loading } from '../../feedback/loading';
import { LoadError } from './load-error';
import { loadFailure, playerFailure } from './load-failure';
import { useRecording } from './queries';
import classes from './timeline.module.css';

/** A place in the recording that somebody asked for; `asked` counts up, so that the same place can be asked for again. */
export interface Place {
  readonly seconds: number;
  readonly asked: number;
}

interface RecordingProps {
  readonly activityId: string;
  readonly subject: string;
  readonly place: Place | null;
}

/** S13: asked of Gong when somebody wants to see it, or to hear a place of it. */
export const Recording = ({ activityId, subject, place }: RecordingProps) => {
  const [shown, setShown] = useState(false);
  const [broken, setBroken] = useState(false);
  const player = useRef<HTMLVideoElement>(null);
  const asked = shown || place !== null;
  const { data, error, isFetching, refetch } = useRecording(activityId, asked);
  const goTo = (): void => {
    if (player.current !== null && place !== null) player.current.currentTime = place.seconds;
  };
  useEffect(goTo, [place]);
  const retry = async (): Promise<void> => {
    await refetch();
    setBroken(false);
  };
  if (!asked) {
    return (
      <Button variant="default" leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setShown(true)}>
        Show the recording
      </Button>
    );
  }
  if (error !== null)
    return <LoadError failure={loadFailure('recording', error)} trying={isFetching} onRetry={() => void retry()} />;
  if (data === undefined) return <Loading of="the recording, from Gong" heights={[220]} />;
  const source = data.videoUrl ?? data.audioUrl;
  if (broken || source === null)
    return <LoadError failure={playerFailure} trying={isFetching} onRetry={() => void retry()} />;
  return (
    <div>
      {/* A video element plays sound alone, too. Gong gives no captions: its transcript is on its page. */}
      <video
        ref={player}
        key={source}
        src={source}
        controls
        preload="metadata"
        className={data.videoUrl === null ? classes.sound : classes.picture}
        aria-label={`Recording of ${subject}`}
        onLoadedMetadata={goTo}
        onError={() => setBroken(true)}
      />
      <Text size="xs" c="dimmed">
        Played from Gong. Its address ends after 8 hours.
      </Text>
    </div>
  );
};
