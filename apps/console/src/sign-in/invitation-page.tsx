import { Button, PasswordInput, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, dataOf } from '../api/client';
import { Problem } from '../api/problem';
import { ProblemAlert } from '../feedback/problem-alert';
import { useApiForm } from '../forms/use-api-form';
import { forgetEverything } from '../frame/use-me';
import { SignInCard } from './sign-in-card';

const CUT = new Problem({
  title: 'The link is not whole',
  detail: 'The part after # is missing. Copy the whole link, or ask an admin for a new one.',
  code: 'console.invitation-cut',
});

/** The secret stands after `#`, which a browser sends to no server; it leaves the address at once, and so the history. */
const takeSecret = (): string => {
  const secret = window.location.hash.slice(1);
  if (secret !== '') window.history.replaceState(window.history.state, '', window.location.pathname);
  return secret;
};

export const Page = () => {
  const [token] = useState(takeSecret);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { form, problem, saving, submit } = useApiForm(
    {
      initialValues: { password: '', again: '' },
      validate: {
        password: (password) => ([...password].length < 12 ? '12 characters or more, of any kind.' : null),
        again: (again, { password }) => (again === password ? null : 'This differs from the first one.'),
      },
    },
    async ({ password }) => {
      await dataOf(api.POST('/api/invitations/accept', { body: { token, password } }));
      forgetEverything(client);
      await navigate('/', { replace: true });
    },
  );
  return (
    <SignInCard title="Set your password" about="The link works once. With the password you are signed in.">
      {token === '' ? (
        <ProblemAlert problem={CUT} />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap={16}>
            <PasswordInput
              label="New password"
              description="12 characters or more, of any kind; none of the well-known ones"
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
              {...form.getInputProps('password')}
            />
            <PasswordInput
              label="New password, again"
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
              {...form.getInputProps('again')}
            />
            {problem !== null && <ProblemAlert problem={problem} />}
            <Button type="submit" loading={saving} fullWidth>
              Set password and sign in
            </Button>
          </Stack>
        </form>
      )}
    </SignInCard>
  );
};
