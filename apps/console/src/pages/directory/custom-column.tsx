import { Text } from '@mantine/core';
import type { Company } from './queries';

type HasCustomFields = Pick<Company, 'customFields'>;

/** All custom fields of a row, shown once the column is chosen. */
export const customColumn = {
  id: 'customFields',
  title: 'Custom fields',
  off: true,
  cell: ({ customFields }: HasCustomFields) => {
    const filled = Object.entries(customFields).filter(([, value]) => value !== null);
    if (filled.length === 0) return '–';
    return (
      <Text size="xs" span>
        {filled.map(([name, value]) => `${name}: ${String(value)}`).join(', ')}
      </Text>
    );
  },
};
