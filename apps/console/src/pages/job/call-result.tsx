import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { JobCall } from '../../api/types';
import { CopyId } from '../../ids/copy-id';
import { StatusBadge } from '../../status/status-badge';
import { OUTCOME } from '../../status/words';
import { attemptWords, willRetryWords } from './will-retry';

const activityPage = ({ companyGsid, activityId }: JobCall): string =>
  `/companies/${companyGsid}${activityId === null ? '' : `?activity=${activityId}`}`;

interface CallResultProps {
  readonly call: JobCall;
  /** Leads to the Gong users of that connection. */
  readonly connectionId?: string;
}

/** What became of a call: in words first, the code small; what it may have been; whether it is tried again. */
export const CallResult = ({ call, connectionId }: CallResultProps) => {
  const said = OUTCOME[call.code];
  const retry = willRetryWords(call);
  return (
    <Stack gap={4} align="flex-start" style={{ overflowWrap: 'anywhere' }}>
      <Group gap="4px 8px">
        <StatusBadge meaning={said.meaning}>{said.words}</StatusBadge>
        <CopyId id={call.code} label="Code" keep={0} />
      </Group>
      <Text>{call.message}</Text>
      {call.candidates.length > 0 && <Candidates call={call} />}
      {call.code === 'author.conflict' && call.retriedBy === null && (
        <Text size="xs">
          <Anchor
            component={Link}
            inherit
            to={`/administration/users-and-permission/user-management${connectionId === undefined ? '' : `?connection=${connectionId}`}`}
          >
            Choose a User
          </Anchor>
        </Text>
      )}
      {call.companyGsid !== null && (
        <Text size="xs">
          {call.activityId === null ? 'Company: ' : 'Activity at '}
          <Anchor component={Link} to={activityPage(call)} inherit underline="always">
            {call.companyName ?? 'its company'}
          </Anchor>
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {[attemptWords(call.attempt), retry].filter((part) => part !== null).join(' · ')}
      </Text>
      {call.reference !== null && (
        <Text size="xs" c="dimmed">
          Reference <CopyId id={call.reference} label="Reference" />
        </Text>
      )}
      {call.retriedBy !== null && (
        <Text size="xs">
          <Anchor
            component={Link}
            inherit
            to={`/administration/timeline/integrations/execution-log/${call.retriedBy}?search=${call.callId}`}
          >
            Retried: see what became of it
          </Anchor>
        </Text>
      )}
    </Stack>
  );
};

/** Of a conflict the candidates are Users; otherwise companies, which have a page. */
const Candidates = ({ call: { code, candidates } }: { readonly call: JobCall }) => (
  <Text size="xs">
    {code === 'author.conflict' ? 'Users' : 'Companies'} that fit:{' '}
    {candidates.map(({ gsid, name }, index) => (
      <span key={gsid}>
        {index > 0 && ', '}
        {code === 'company.not-unique' ? (
          <Anchor component={Link} to={`/companies/${gsid}`} inherit underline="always">
            {name}
          </Anchor>
        ) : (
          name
        )}
      </span>
    ))}
  </Text>
);
