import { Anchor, Group, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { JobCall } from '../../api/types';
import { CopyId } from '../../ids/copy-id';
import { CallStart } from './call-start';

/** Which call: its title, when it began and whose it is; of a private one nothing but its id. */
export const CallName = ({ call }: { readonly call: JobCall }) => (
  <div>
    <Text fw={600} style={{ overflowWrap: 'anywhere' }} lineClamp={2}>
      {call.title ?? (call.code === 'skipped.private' ? 'Private call' : 'Call without a title')}
    </Text>
    {(call.startedAt !== null || call.ownerName !== null) && (
      <Text size="xs" c="dimmed" fw={400}>
        <CallStart at={call.startedAt} />
        {call.startedAt !== null && call.ownerName !== null && ' · '}
        {call.ownerName}
      </Text>
    )}
    <Group gap={12} mt={2}>
      <CopyId id={call.callId} label="Call id" />
      {call.url !== null && (
        <Anchor href={call.url} target="_blank" rel="noreferrer" size="xs" fw={400}>
          Open at Gong <IconExternalLink size={12} aria-hidden style={{ verticalAlign: -1 }} />
        </Anchor>
      )}
    </Group>
  </div>
);
