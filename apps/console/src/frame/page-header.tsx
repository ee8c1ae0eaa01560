import { Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

interface PageHeaderProps {
  readonly title: string;
  /** What this page is for: one quiet line. */
  readonly about?: ReactNode;
  /** At most one of them primary. */
  readonly actions?: ReactNode;
}

/** The page that the browser opened keeps the focus where it is; every later one takes it to its title. */
let opened: string | null = null;

export const PageHeader = ({ title, about, actions }: PageHeaderProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${title} · gong-timeline`;
  }, [title]);
  useEffect(() => {
    if (opened !== null && opened !== pathname) heading.current?.focus({ preventScroll: true });
    opened = pathname;
  }, [pathname]);
  return (
    <Group component="header" justify="space-between" align="flex-start" gap={16} mb={24}>
      <div style={{ minWidth: 0, flex: '1 1 320px' }}>
        <Title order={1} ref={heading} tabIndex={-1} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {about !== undefined && (
          <Text c="dimmed" mt={4}>
            {about}
          </Text>
        )}
      </div>
      {actions !== undefined && <Group gap={8}>{actions}</Group>}
    </Group>
  );
};
