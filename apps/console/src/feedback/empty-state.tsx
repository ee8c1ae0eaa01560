import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  /** What fills it. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing here: what would fill it, and the way there. */
export const EmptyState = ({ title, children, action }: EmptyStateProps) => (
  <Stack align="center" gap={8} py={48} px={16} ta="center">
    <Title order={2}>{title}</Title>
    <Text c="dimmed" maw={480}>
      {children}
    </Text>
    {action}
  </Stack>
);
