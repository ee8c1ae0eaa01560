import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { toProblem } from '../api/problem';
import { CopyId } from '../ids/copy-id';

interface ProblemAlertProps {
  readonly problem: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong, in its place: what happened, why it may have, what now; the code small, for who asks for help. */
export const ProblemAlert = ({ problem, onRetry }: ProblemAlertProps) => {
  const { title, detail, reasons, code, correlationId } = toProblem(problem);
  return (
    <Alert
      role="alert"
      icon={<IconAlertCircle size={18} />}
      title={title}
      styles={{
        root: { background: 'var(--meaning-failed-soft)', border: '1px solid var(--meaning-failed-fill)' },
        title: { color: 'var(--meaning-failed-text)' },
        icon: { color: 'var(--meaning-failed-text)' },
      }}
    >
      <Stack gap={8} align="flex-start">
        <Text style={{ overflowWrap: 'anywhere' }}>{detail}</Text>
        {reasons.length > 0 && (
          <List>
            {reasons.map((reason) => (
              <List.Item key={reason}>{reason}</List.Item>
            ))}
          </List>
        )}
        {onRetry !== undefined && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
        <Group gap={12}>
          <CopyId id={code} label="Code" keep={0} />
          {correlationId !== null && <CopyId id={correlationId} label="Correlation id" />}
        </Group>
      </Stack>
    </Alert>
  );
};
