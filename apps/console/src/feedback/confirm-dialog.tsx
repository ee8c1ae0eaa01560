import { Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Dialog } from './dialog';
import { ProblemAlert } from './problem-alert';

interface ConfirmDialogProps {
  readonly opened: boolean;
  /** A question: `Delete the connection Acme Gong?` */
  readonly title: string;
  /** What will happen, in numbers, one sentence each. */
  readonly consequences: readonly ReactNode[];
  /** The verb on the button: `Delete connection`. */
  readonly confirm: string;
  /** Asked for where it cannot be undone. */
  readonly typedName?: string;
  readonly destructive?: boolean;
  onConfirm(): Promise<unknown> | void;
  onClose(): void;
}

/** Says what will happen before it does. Stays open while it happens, and with the reason when it did not. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const { opened, title, consequences, confirm, typedName, destructive = true, onConfirm, onClose } = props;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const close = (): void => {
    setTyped('');
    setProblem(null);
    onClose();
  };
  const act = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog opened={opened} onClose={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (typedName === undefined || typed === typedName) void act();
        }}
      >
        <Stack gap={16}>
          {consequences.length === 1 ? (
            <Text>{consequences[0]}</Text>
          ) : (
            <List>
              {consequences.map((consequence, index) => (
                <List.Item key={String(index)}>{consequence}</List.Item>
              ))}
            </List>
          )}
          {typedName !== undefined && (
            <TextInput
              label={`Type ${typedName} to go on`}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          {problem !== null && <ProblemAlert problem={problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={typedName !== undefined && typed !== typedName}
              color={destructive ? 'var(--meaning-failed-button)' : undefined}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
};
