import { Button, Flex, Group, Paper, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/client';
import { toProblem } from '../../api/problem';
import { ChangedMeanwhile } from '../../feedback/changed-meanwhile';
import { Dialog } from '../../feedback/dialog';
import { Loading } from '../../feedback/loading';
import { ProblemAlert } from '../../feedback/problem-alert';
import { CopyId } from '../../ids/copy-id';
import { counted } from '../../status/words';
import { AnotherUser } from './another-user';
import { nameOf } from './name-of';
import { type DirectoryUser, type GongUser, useGongUser, useSuggested } from './queries';
import { SuggestedCard } from './suggested-card';
import { TriedAgain } from './tried-again';
import { whyThisUser } from './why-this-user';

interface SuggestedUserDialogProps {
  readonly connectionId: string;
  readonly gongUser: GongUser;
  onChanged(): Promise<void>;
  onClose(): void;
}

/** Who of the Users is this user of Gong? Then what waited for the answer is tried again, in view. */
export const SuggestedUserDialog = ({ connectionId, gongUser, onChanged, onClose }: SuggestedUserDialogProps) => {
  const { gongUserId, waitingCalls } = gongUser;
  const suggested = useSuggested(connectionId, gongUserId);
  const [etag, setEtag] = useState(gongUser.etag);
  const [chosen, setChosen] = useState<string | null>(gongUser.user?.gsid ?? null);
  const [another, setAnother] = useState<DirectoryUser | null>(null);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [done, setDone] = useState(false);
  const newest = useGongUser(connectionId, gongUserId, false);
  const users = suggested.data ?? [];
  const recommended = users.find((user) => whyThisUser(user, users).recommended);
  const choice = chosen ?? recommended?.gsid ?? null;
  const save = async (): Promise<void> => {
    if (choice === null) return setProblem(new Error('Choose a User first.'));
    setSaving(true);
    setProblem(null);
    try {
      await api.PUT('/api/connections/{connectionId}/gong-users/{gongUserId}/mapping', {
        params: { path: { connectionId, gongUserId }, header: { 'If-Match': etag } },
        body: { userGsid: choice },
      });
      setDone(true);
      await onChanged();
    } catch (error) {
      setProblem(error);
    } finally {
      setSaving(false);
    }
  };
  const loadNewest = async (): Promise<void> => {
    const { data } = await newest.refetch();
    if (data !== null && data !== undefined) setEtag(data.etag);
    await suggested.refetch();
    setProblem(null);
  };
  const stale = problem !== null && toProblem(problem).status === 412;
  return (
    <Dialog opened title="Suggested User" size="xl" onClose={onClose}>
      <Flex gap={24} direction={{ base: 'column', sm: 'row' }}>
        <AtGong gongUser={gongUser} />
        <Stack gap={12} style={{ flex: 1, minWidth: 0 }}>
          {done ? (
            <TriedAgain connectionId={connectionId} gongUserId={gongUserId} waited={waitingCalls} />
          ) : (
            <>
              {suggested.error !== null && (
                <ProblemAlert problem={suggested.error} onRetry={() => void suggested.refetch()} />
              )}
              {suggested.data === undefined && suggested.error === null && (
                <Loading of="the suggested Users" heights={[84, 84]} />
              )}
              {suggested.data !== undefined && (
                <Radio.Group
                  label={users.length === 0 ? 'No User has an address of this user of Gong' : 'Users with this address'}
                  value={choice ?? ''}
                  onChange={setChosen}
                >
                  <Stack gap={8} mt={8}>
                    {users.map((user) => (
                      <SuggestedCard key={user.gsid} user={user} why={whyThisUser(user, users)} />
                    ))}
                    {another !== null && users.every(({ gsid }) => gsid !== another.gsid) && (
                      <SuggestedCard
                        user={another}
                        why={{ recommended: false, tied: false, words: 'Chosen by you, whatever the address' }}
                      />
                    )}
                  </Stack>
                </Radio.Group>
              )}
              <AnotherUser
                onChoose={(user) => {
                  setAnother(user);
                  setChosen(user.gsid);
                }}
              />
            </>
          )}
        </Stack>
      </Flex>
      <Stack gap={12} mt={24}>
        {stale && (
          <ChangedMeanwhile objectKind="gong-user" objectId={`${connectionId}/${gongUserId}`} onLoad={loadNewest} />
        )}
        {problem !== null && !stale && <ProblemAlert problem={problem} />}
        <Group justify="flex-end" gap={12}>
          {!done && (
            <Text c="dimmed" mr="auto">
              {waitingCalls === 0
                ? 'Counts for calls that are new or change from now on.'
                : `${counted(waitingCalls, 'call')} will be tried again.`}
            </Text>
          )}
          <Button variant="default" onClick={onClose}>
            {done ? 'Close' : 'Cancel'}
          </Button>
          {!done && (
            <Button loading={saving} onClick={() => void save()}>
              Save
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
};

const AtGong = ({ gongUser }: { readonly gongUser: GongUser }) => (
  <Paper w={{ base: '100%', sm: 220 }} style={{ flex: 'none', alignSelf: 'flex-start' }}>
    <Stack gap={8}>
      <Text size="xs" c="dimmed">
        User at Gong
      </Text>
      <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
        {nameOf(gongUser)}
      </Text>
      {[gongUser.emailAddress, ...gongUser.emailAliases].filter(Boolean).map((address) => (
        <Text key={address} size="xs" style={{ overflowWrap: 'anywhere' }}>
          {address}
        </Text>
      ))}
      <CopyId id={gongUser.gongUserId} label="Gong user id" />
      <Text size="xs" c={gongUser.waitingCalls > 0 ? 'var(--meaning-waiting-text)' : 'dimmed'}>
        {gongUser.waitingCalls > 0 ? `${counted(gongUser.waitingCalls, 'call')} waiting` : 'No calls waiting'}
      </Text>
    </Stack>
  </Paper>
);
