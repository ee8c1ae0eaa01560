import { Anchor, Group, Text, Title } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { type ReactNode, useCallback, useState } from 'react';
import type { Activity } from '../../api/types';
import { CopyId } from '../../ids/copy-id';
import { Time } from '../../time/time';
import { PeopleList } from './people';
import { type Place, Recording } from './recording';
import classes from './timeline.module.css';
import { Trackers } from './trackers';

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section aria-label={title}>
    <Title order={3} mb={8}>
      {title}
    </Title>
    {children}
  </section>
);

/** All of an Activity (S12); what is Gong's is fetched now (S13). */
export const ActivityDetails = ({ id, activity }: { readonly id: string; readonly activity: Activity }) => {
  const [place, setPlace] = useState<Place | null>(null);
  const goTo = useCallback(
    (seconds: number) => setPlace((before) => ({ seconds, asked: (before?.asked ?? 0) + 1 })),
    [],
  );
  const { activityId, subject, author, attendees, notes, durationSeconds, recordingUrl, callId, source, startedAt } =
    activity;
  return (
    <div id={id} className={classes.details}>
      <Part title="Recording">
        <Recording activityId={activityId} subject={subject} place={place} />
        <Anchor href={recordingUrl} target="_blank" rel="noreferrer" display="block" mt={8} w="fit-content">
          Open at Gong <IconExternalLink size={14} aria-hidden style={{ verticalAlign: -2 }} />
        </Anchor>
      </Part>
      <Part title="Notes">
        <Text style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{notes}</Text>
      </Part>
      <Part title="Trackers">
        <Trackers activityId={activityId} durationSeconds={durationSeconds} onPlace={goTo} />
      </Part>
      <Part title="Attendees">
        <div className={classes.sides}>
          <PeopleList title="From outside" side="external" people={attendees.external} author={author} />
          <PeopleList title="From inside" side="internal" people={attendees.internal} author={author} />
        </div>
      </Part>
      <Group gap="4px 16px" className={classes.foot}>
        <Text size="xs" c="dimmed">
          Started <Time at={startedAt} as="absolute" />
        </Text>
        <Text size="xs" c="dimmed">
          Source <CopyId id={source} label="Source" keep={0} />
        </Text>
        <Text size="xs" c="dimmed">
          Call <CopyId id={callId} label="Call id" keep={0} />
        </Text>
        <Text size="xs" c="dimmed">
          Activity <CopyId id={activityId} label="Activity id" />
        </Text>
      </Group>
    </div>
  );
};
