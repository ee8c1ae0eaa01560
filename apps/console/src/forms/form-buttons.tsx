import { Button, Group } from '@mantine/core';

interface FormButtonsProps {
  /** The verb on the button that sends. */
  readonly send: string;
  readonly saving: boolean;
  onCancel(): void;
}

/** The foot of a form in a dialog. */
export const FormButtons = ({ send, saving, onCancel }: FormButtonsProps) => (
  <Group justify="flex-end">
    <Button variant="default" onClick={onCancel}>
      Cancel
    </Button>
    <Button type="submit" loading={saving}>
      {send}
    </Button>
  </Group>
);
