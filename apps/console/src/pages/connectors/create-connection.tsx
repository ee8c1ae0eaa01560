import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { api, dataOf } from '../../api/client';
import { Dialog } from '../../feedback/dialog';
import { ProblemAlert } from '../../feedback/problem-alert';
import { FormButtons } from '../../forms/form-buttons';
import { useApiForm } from '../../forms/use-api-form';
import { leaveFor } from './leave-for';

interface CreateConnectionProps {
  readonly opened: boolean;
  onClose(): void;
}

/** S1: choose Gong, give it a name, Authorize; Gong's own pages come next. */
export const CreateConnection = ({ opened, onClose }: CreateConnectionProps) => (
  <Dialog opened={opened} onClose={onClose} title="Create Connection">
    <Form onClose={onClose} />
  </Dialog>
);

const Form = ({ onClose }: Pick<CreateConnectionProps, 'onClose'>) => {
  const key = useRef(crypto.randomUUID());
  const { form, problem, saving, submit } = useApiForm(
    {
      initialValues: { connector: 'gong', name: '' },
      validate: { name: (name) => (name.trim() === '' ? 'Give the connection a name.' : null) },
    },
    async ({ name }) => {
      const header = { 'Idempotency-Key': key.current };
      // What was refused is not the same request any more once the name was changed.
      key.current = crypto.randomUUID();
      const body = { connector: 'gong' as const, name: name.trim() };
      leaveFor((await dataOf(api.POST('/api/connections', { params: { header }, body }))).authorizeUrl);
    },
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={16}>
        <Radio.Group label="Connector" {...form.getInputProps('connector')}>
          <Radio mt={8} value="gong" label="Gong" description="Recorded meetings and calls" />
        </Radio.Group>
        <TextInput
          label="Name"
          description="As people here know it; for example the name of the company at Gong"
          maxLength={100}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Text c="dimmed">
          Authorize leads to Gong: sign in there as a technical administrator and choose Allow. Nothing is imported
          until you say so afterwards.
        </Text>
        {problem !== null && <ProblemAlert problem={problem} />}
        <FormButtons send="Authorize" saving={saving} onCancel={onClose} />
      </Stack>
    </form>
  );
};
