import { Button, Code, Group } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';

interface ShownOnceProps {
  readonly label: string;
  readonly value: string;
}

/** A secret that is never shown again: whole, to be copied or selected. */
export const ShownOnce = ({ label, value }: ShownOnceProps) => {
  const { copied, copy, error } = useClipboard({ timeout: 3000 });
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Code block aria-label={label} style={{ flex: 1, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {value}
      </Code>
      <Button variant="default" onClick={() => copy(value)}>
        {error !== null ? 'Select and copy' : copied ? 'Copied' : 'Copy'}
      </Button>
    </Group>
  );
};
