import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, dataOf } from '../api/client';
import { ProblemAlert } from '../feedback/problem-alert';
import { useApiForm } from '../forms/use-api-form';

/** The organisation is asked of who belongs to several: their password alone does not say which. */
export const PasswordForm = ({ onSignedIn }: { readonly onSignedIn: () => void }) => {
  const [several, setSeveral] = useState(false);
  const { form, problem, saving, submit } = useApiForm(
    {
      initialValues: { email: '', password: '', tenantId: '' },
      validate: {
        email: (email) => (email.includes('@') ? null : 'An e-mail address, such as ana@acme.example.'),
        password: (password) => (password === '' ? 'Your password.' : null),
      },
    },
    async ({ email, password, tenantId }) => {
      const body = { email: email.trim(), password, ...(tenantId === '' ? {} : { tenantId: tenantId.trim() }) };
      await dataOf(api.POST('/api/sign-in/local', { body }));
      onSignedIn();
    },
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={16}>
        <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          {...form.getInputProps('password')}
        />
        {several ? (
          <TextInput
            label="Organisation"
            description="Its short name, such as acme"
            autoComplete="organization"
            {...form.getInputProps('tenantId')}
          />
        ) : (
          <Anchor component="button" type="button" size="xs" ta="left" onClick={() => setSeveral(true)}>
            I belong to several organisations
          </Anchor>
        )}
        {problem !== null && <ProblemAlert problem={problem} />}
        <Button type="submit" loading={saving} fullWidth>
          Sign in
        </Button>
      </Stack>
    </form>
  );
};
