import { Button, Group, MultiSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, dataOf } from '../../api/client';
import type { JsonOf } from '../../api/types';
import { Dialog } from '../../feedback/dialog';
import { ProblemAlert } from '../../feedback/problem-alert';
import { FormButtons } from '../../forms/form-buttons';
import { useApiForm } from '../../forms/use-api-form';
import { ShownOnce } from '../../ids/shown-once';
import { Time } from '../../time/time';
import { RoleChoice } from '../members/role-choice';
import { AREAS } from './areas';

type Created = JsonOf<'createToken'>;

const SCOPES = AREAS.map((area) => ({
  group: area.replaceAll('-', ' '),
  items: [
    { value: `${area}:read`, label: `${area}:read` },
    { value: `${area}:write`, label: `${area}:write (and read)` },
  ],
}));

export const CreateToken = ({ onClose }: { onClose(): void }) => {
  const client = useQueryClient();
  const [created, setCreated] = useState<Created | null>(null);
  const key = useRef(crypto.randomUUID());
  const { form, problem, saving, submit } = useApiForm(
    {
      initialValues: {
        name: '',
        role: 'member' as 'member' | 'admin',
        scopes: [] as string[],
        expiresInDays: 90 as number | string,
      },
      validate: {
        name: (name) => (name.trim() === '' ? 'What it is for, such as the program that will use it.' : null),
        expiresInDays: (days) =>
          typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= 365
            ? null
            : 'A whole number of days from 1 to 365.',
      },
      onValuesChange: () => {
        key.current = crypto.randomUUID();
      },
    },
    async ({ name, role, scopes, expiresInDays }) => {
      const params = { header: { 'Idempotency-Key': key.current } };
      const body = { name: name.trim(), role, scopes, expiresInDays: Number(expiresInDays) };
      setCreated(await dataOf(api.POST('/api/tokens', { params, body })));
      await client.invalidateQueries({ queryKey: ['tokens'] });
    },
  );
  if (created !== null) return <CreatedToken created={created} onClose={onClose} />;
  return (
    <Dialog opened title="Create token" size="lg" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap={16}>
          <TextInput
            label="Name"
            description="What it is for"
            data-autofocus
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <RoleChoice {...form.getInputProps('role')} />
          <MultiSelect
            label="Scopes"
            description="Narrow it to areas of the API. None chosen: all that the role may do"
            data={SCOPES}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': 'Clear the scopes' }}
            nothingFoundMessage="There is no such area"
            {...form.getInputProps('scopes')}
          />
          <NumberInput
            label="Expires in, in days"
            description="1 to 365"
            clampBehavior="none"
            allowDecimal={false}
            maw={200}
            {...form.getInputProps('expiresInDays')}
          />
          {problem !== null && <ProblemAlert problem={problem} />}
          <FormButtons send="Create token" saving={saving} onCancel={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
};

const CreatedToken = ({ created: { apiToken, token }, onClose }: { readonly created: Created; onClose(): void }) => (
  <Dialog opened title={`Token ${apiToken.name}`} size="lg" onClose={onClose}>
    <Stack gap={16}>
      <Text>
        Copy it now: it is shown this once. It works until <Time at={apiToken.expiresAt} as="absolute" />. Send it as{' '}
        Authorization: Bearer, followed by the token.
      </Text>
      <ShownOnce label="Token" value={token} />
      <Group justify="flex-end">
        <Button onClick={onClose}>Close</Button>
      </Group>
    </Stack>
  </Dialog>
);
