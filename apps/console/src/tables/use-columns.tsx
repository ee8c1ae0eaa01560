import { ActionIcon, Checkbox, Menu, Stack, Tooltip } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconColumns3 } from '@tabler/icons-react';
import type { Column } from './column';

/** Which columns of a table are shown: remembered in this browser by the name of the table. */
export const useColumns = <Row,>(name: string, columns: readonly Column<Row>[]) => {
  const [chosen, setChosen] = useLocalStorage<Record<string, boolean>>({
    key: `gong-timeline.columns.${name}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const isShown = ({ id, main, off }: Column<Row>): boolean => main === true || (chosen[id] ?? off !== true);
  const choice = (
    <Menu closeOnItemClick={false}>
      <Menu.Target>
        <Tooltip label="Choose columns">
          <ActionIcon variant="subtle" color="gray" c="dimmed" size={32} aria-label="Choose columns">
            <IconColumns3 size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown p={12}>
        <Stack gap={8}>
          {columns
            .filter(({ main }) => main !== true)
            .map((column) => (
              <Checkbox
                key={column.id}
                label={column.title}
                checked={isShown(column)}
                onChange={(event) => setChosen({ ...chosen, [column.id]: event.currentTarget.checked })}
              />
            ))}
        </Stack>
      </Menu.Dropdown>
    </Menu>
  );
  return { shown: columns.filter(isShown), choice };
};
