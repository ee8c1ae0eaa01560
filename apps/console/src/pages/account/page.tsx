import { Stack, Text } from '@mantine/core';
import { PageHeader } from '../../frame/page-header';
import { useMe } from '../../frame/use-me';
import { ChangePassword } from './change-password';
import { Sessions } from './sessions';

export const Page = () => {
  const me = useMe();
  return (
    <Stack gap={32} maw={720}>
      <div>
        <PageHeader title="Your account" about="Who you are here, where you are signed in, and your password." />
        <Text fw={600}>{me.name}</Text>
        <Text>{me.email}</Text>
        <Text c="dimmed">
          {me.role === 'admin' ? 'Admin' : 'Member'} of {me.tenantName}
        </Text>
      </div>
      <Sessions />
      {me.signIn === 'local' && <ChangePassword />}
    </Stack>
  );
};
