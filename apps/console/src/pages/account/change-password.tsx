import { Button, Group, PasswordInput, Stack, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client';
import { notify } from '../../feedback/notify';
import { ProblemAlert } from '../../feedback/problem-alert';
import { useApiForm } from '../../forms/use-api-form';

const SHOW = { 'aria-label': 'Show the password' };

export const ChangePassword = () => {
  const client = useQueryClient();
  const { form, problem, saving, submit } = useApiForm(
    {
      initialValues: { currentPassword: '', newPassword: '', again: '' },
      validate: {
        newPassword: (password) => ([...password].length < 12 ? '12 characters or more, of any kind.' : null),
        again: (again, { newPassword }) => (again === newPassword ? null : 'This differs from the first one.'),
      },
    },
    async ({ currentPassword, newPassword }) => {
      await api.POST('/api/me/password', { body: { currentPassword, newPassword } });
      form.reset();
      await client.invalidateQueries({ queryKey: ['sessions'] });
      notify('Password changed', 'You were signed out everywhere but here.');
    },
  );
  return (
    <section aria-labelledby="change-password">
      <Title order={2} id="change-password" mb={12}>
        Change password
      </Title>
      <form onSubmit={submit} noValidate>
        <Stack gap={16} maw={400}>
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            visibilityToggleButtonProps={SHOW}
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            label="New password"
            description="12 characters or more, of any kind; none of the well-known ones"
            autoComplete="new-password"
            visibilityToggleButtonProps={SHOW}
            {...form.getInputProps('newPassword')}
          />
          <PasswordInput
            label="New password, again"
            autoComplete="new-password"
            visibilityToggleButtonProps={SHOW}
            {...form.getInputProps('again')}
          />
          {problem !== null && <ProblemAlert problem={problem} />}
          <Group>
            <Button type="submit" loading={saving}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
};
