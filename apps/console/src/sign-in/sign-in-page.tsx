import { Button, Divider, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { api, dataOf } from '../api/client';
import { ProblemAlert } from '../feedback/problem-alert';
import { isDraftKept } from '../forms/draft';
import { forgetEverything } from '../frame/use-me';
import { PasswordForm } from './password-form';
import { returnTo } from './return-to';
import { SignInCard } from './sign-in-card';

const KEPT = 'The session has ended. What you had typed is kept in this tab, and back once you have signed in.';

/** By password, by the OpenID provider, or both: as this installation offers. */
export const Page = () => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const [problem, setProblem] = useState<unknown>(null);
  const ways = useQuery({
    queryKey: ['sign-in-ways'],
    queryFn: ({ signal }) => dataOf(api.GET('/api/sign-in', { signal })),
  });
  const bySso = async (): Promise<void> => {
    setProblem(null);
    try {
      const { authorizeUrl } = await dataOf(api.POST('/api/sign-in/sso', { body: { returnTo: returnTo(address) } }));
      window.location.assign(authorizeUrl);
    } catch (error) {
      setProblem(error);
    }
  };
  const { local = false, sso = null } = ways.data ?? {};
  return (
    <SignInCard title="Sign in" about={isDraftKept() ? KEPT : undefined}>
      {ways.error !== null && <ProblemAlert problem={ways.error} onRetry={() => void ways.refetch()} />}
      {problem !== null && <ProblemAlert problem={problem} />}
      <Stack gap={16} mih={220}>
        {sso !== null && (
          <Button variant={local ? 'default' : 'filled'} onClick={() => void bySso()} fullWidth>
            Continue with {sso.name}
          </Button>
        )}
        {sso !== null && local && <Divider label="or" />}
        {local && (
          <PasswordForm
            onSignedIn={() => {
              forgetEverything(client);
              void navigate(returnTo(address), { replace: true });
            }}
          />
        )}
        {ways.data !== undefined && (
          <Text size="xs" c="dimmed">
            {local
              ? 'No password yet, or lost it: an admin of your organisation makes you a link that sets a new one.'
              : 'You sign in where your organisation does.'}
          </Text>
        )}
      </Stack>
    </SignInCard>
  );
};
