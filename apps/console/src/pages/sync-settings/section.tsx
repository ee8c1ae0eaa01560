import { Stack, Text, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import type { SyncSettings } from '../../api/types';
import type { SettingsValues } from './settings-values';

/** What each section of the settings is given. */
export interface OfForm {
  readonly form: UseFormReturnType<SettingsValues>;
  /** As it is stored. */
  readonly base: SyncSettings;
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly about: ReactNode;
  readonly children: ReactNode;
}

export const Section = ({ id, title, about, children }: SectionProps) => (
  <Stack component="section" gap={16} aria-labelledby={id}>
    <div>
      <Title order={2} id={id}>
        {title}
      </Title>
      <Text c="dimmed" mt={4}>
        {about}
      </Text>
    </div>
    {children}
  </Stack>
);
