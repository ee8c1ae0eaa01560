import { Button, Group, Stack, Text } from '@mantine/core';
import { Dialog } from '../../feedback/dialog';
import { ShownOnce } from '../../ids/shown-once';
import { Time } from '../../time/time';
import type { Invitation } from './queries';

interface InvitationDialogProps {
  readonly name: string;
  readonly invitation: Invitation;
  onClose(): void;
}

export const InvitationDialog = ({ name, invitation, onClose }: InvitationDialogProps) => (
  <Dialog opened title={`Invitation of ${name}`} size="lg" onClose={onClose}>
    <Stack gap={16}>
      <Text>
        Give this link to {name}, and to nobody else: it sets their password, works once, and is shown only now. It runs
        out <Time at={invitation.expiresAt} as="absolute" />. An earlier link no longer works.
      </Text>
      <ShownOnce label="Invitation link" value={invitation.url} />
      <Group justify="flex-end">
        <Button onClick={onClose}>Close</Button>
      </Group>
    </Stack>
  </Dialog>
);
