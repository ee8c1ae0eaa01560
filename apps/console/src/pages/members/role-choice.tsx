import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

interface RoleChoiceProps {
  readonly value?: string;
  readonly error?: ReactNode;
  readonly onChange?: (role: string) => void;
}

/** What each role may do, beside its name. */
export const RoleChoice = ({ value, error, onChange }: RoleChoiceProps) => (
  <Radio.Group label="Role" value={value ?? ''} error={error} onChange={(role) => onChange?.(role)}>
    <Stack gap={8} mt={8}>
      <Radio value="member" label="Member" description="Sees Home and the Timelines of companies." />
      <Radio
        value="admin"
        label="Admin"
        description="Also connects Gong, sets the sync up, and manages people and tokens."
      />
    </Stack>
  </Radio.Group>
);
