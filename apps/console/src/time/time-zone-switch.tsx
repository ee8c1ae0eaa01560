import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconWorld } from '@tabler/icons-react';
import { zoneName } from './format-time';
import { useTimeZone } from './time-zone';

/** One switch for every time that is shown, filtered by, charted or exported. */
export const TimeZoneSwitch = () => {
  const { choice, choose } = useTimeZone();
  const words = { utc: 'UTC', local: `Local (${zoneName('local')})` };
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="subtle"
          c="inherit"
          px={8}
          leftSection={<IconWorld size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`Times in ${words[choice]}`}
        >
          {choice === 'utc' ? 'UTC' : 'Local'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Times are shown in</Menu.Label>
        {(['utc', 'local'] as const).map((each) => (
          <Menu.Item
            key={each}
            onClick={() => choose(each)}
            aria-current={each === choice}
            fw={each === choice ? 600 : 400}
          >
            {words[each]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
