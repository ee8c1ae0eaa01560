import { Avatar, Menu, SegmentedControl, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { api, dataOf } from '../api/client';
import type { Me } from '../api/types';
import { notifyProblem } from '../feedback/notify';

/** `AN` of Ana Novak. */
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');

export const AccountMenu = ({ me }: { readonly me: Me }) => {
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = async (): Promise<void> => {
    try {
      const { endSessionUrl } = await dataOf(api.POST('/api/sign-out', { body: {} }));
      if (endSessionUrl === null) await navigate('/sign-in');
      else window.location.assign(endSessionUrl);
    } catch (error) {
      notifyProblem(error);
    }
  };
  return (
    <Menu width={248}>
      <Menu.Target>
        <UnstyledButton aria-label={`Account of ${me.name}`} style={{ borderRadius: 18 }}>
          <Avatar size={36} radius={18} color="accent" variant="filled" aria-hidden>
            {initials(me.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Text px={12} pt={8} fw={600} style={{ overflowWrap: 'anywhere' }}>
          {me.name}
        </Text>
        <Text px={12} pb={8} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {me.email ?? ''} · {me.role} of {me.tenantName}
        </Text>
        <SegmentedControl
          fullWidth
          size="xs"
          mx={12}
          mb={8}
          w={222}
          aria-label="Colours"
          value={colorScheme}
          onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
          data={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
            { value: 'auto', label: 'System' },
          ]}
        />
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={16} />}>
          Your account
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()} leftSection={<IconLogout size={16} />}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
