import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

interface FilterBarProps {
  readonly any: boolean;
  onClear(): void;
  readonly children: ReactNode;
  /** At the right: what is done with the whole list. */
  readonly actions?: ReactNode;
}

/** The filters of a list, in one row, each with its label above. */
export const FilterBar = ({ any, onClear, children, actions }: FilterBarProps) => (
  <Group component="section" aria-label="Filters" align="flex-end" gap={12} mb={16}>
    {children}
    {any && (
      <Button variant="subtle" onClick={onClear}>
        Clear filters
      </Button>
    )}
    {actions !== undefined && <Group ml="auto">{actions}</Group>}
  </Group>
);
