import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, dataOf } from '../api/client';
import { Time } from '../time/time';
import { notifyProblem } from './notify';

interface ChangedMeanwhileProps {
  /** As the audit log calls it: `sync-settings`. */
  readonly objectKind: string;
  readonly objectId: string;
  /** Takes the newest under what was typed. */
  onLoad(): Promise<unknown>;
}

/** A Save that would have undone somebody else's (412): who it was, as far as the audit log knows, and the way on. */
export const ChangedMeanwhile = ({ objectKind, objectId, onLoad }: ChangedMeanwhileProps) => {
  const [loading, setLoading] = useState(false);
  const { data: entry } = useQuery({
    queryKey: ['audit', 'newest', objectKind, objectId],
    queryFn: async ({ signal }) => {
      const query = { objectKind, objectId, limit: 1 };
      return (await dataOf(api.GET('/api/audit', { params: { query }, signal }))).items[0] ?? null;
    },
    gcTime: 0,
  });
  const load = async (): Promise<void> => {
    setLoading(true);
    try {
      await onLoad();
    } catch (error) {
      notifyProblem(error);
    } finally {
      setLoading(false);
    }
  };
  return (
    <Alert
      role="alert"
      icon={<IconAlertTriangle size={18} />}
      title="Changed by somebody else meanwhile"
      styles={{
        root: { background: 'var(--meaning-waiting-soft)', border: '1px solid var(--meaning-waiting-fill)' },
        title: { color: 'var(--meaning-waiting-text)' },
        icon: { color: 'var(--meaning-waiting-text)' },
      }}
    >
      <Text>
        {entry === undefined || entry === null ? (
          'Somebody saved this since you opened it. '
        ) : (
          <>
            {entry.actorName ?? 'Somebody'} saved this <Time at={entry.at} />, after you opened it.{' '}
          </>
        )}
        Nothing of yours was saved. Load the newest: what you changed stays as you typed it, the rest is theirs.
      </Text>
      <Group mt={12}>
        <Button variant="default" loading={loading} onClick={() => void load()}>
          Load the newest
        </Button>
      </Group>
    </Alert>
  );
};
