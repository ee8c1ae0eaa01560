import { Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

interface SignInCardProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

/** What stands before the frame: one card on an empty page. */
export const SignInCard = ({ title, about, children }: SignInCardProps) => {
  useEffect(() => {
    document.title = `${title} · gong-timeline`;
  }, [title]);
  return (
    <Stack component="main" mih="100vh" align="center" pt={{ base: 32, sm: 96 }} px={16} bg="var(--quiet-background)">
      <Text fw={600}>gong-timeline</Text>
      <Paper w="100%" maw={400} p={24} bg="var(--page-background)">
        <Stack gap={16}>
          <div>
            <Title order={1}>{title}</Title>
            {about !== undefined && (
              <Text c="dimmed" mt={4}>
                {about}
              </Text>
            )}
          </div>
          {children}
        </Stack>
      </Paper>
    </Stack>
  );
};
