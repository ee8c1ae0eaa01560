import { Radio, Stack, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { api, dataOf } from '../../api/client';
import { Dialog } from '../../feedback/dialog';
import { ProblemAlert } from '../../feedback/problem-alert';
import { FormButtons } from '../../forms/form-buttons';
import { useApiForm } from '../../forms/use-api-form';
import type { Invitation } from './queries';
import { RoleChoice } from './role-choice';

interface AddMemberProps {
  onAdded(name: string, invitation: Invitation | null): Promise<void>;
  onClose(): void;
}
type SignIn = 'default' | 'local' | 'sso';

export const AddMember = ({ onAdded, onClose }: AddMemberProps) => {
  /** One for the whole form: a Save whose answer was lost adds nobody twice. */
  const key = useRef(crypto.randomUUID());
  const { form, problem, saving, submit } = useApiForm(
    {
      initialValues: { email: '', name: '', role: 'member' as 'member' | 'admin', signIn: 'default' as SignIn },
      validate: {
        email: (email) =>
          /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email.trim()) ? null : 'An address such as ana@acme.example.',
        name: (name) => (name.trim() === '' ? 'What people call them.' : null),
      },
      // Another person is another request.
      onValuesChange: () => {
        key.current = crypto.randomUUID();
      },
    },
    async ({ email, name, role, signIn }) => {
      const body = { email: email.trim(), name: name.trim(), role, ...(signIn === 'default' ? {} : { signIn }) };
      const params = { header: { 'Idempotency-Key': key.current } };
      const { invitation } = await dataOf(api.POST('/api/members', { params, body }));
      await onAdded(body.name, invitation);
    },
  );
  return (
    <Dialog opened title="Add member" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap={16}>
          <TextInput label="E-mail" type="email" data-autofocus autoComplete="off" {...form.getInputProps('email')} />
          <TextInput label="Name" autoComplete="off" {...form.getInputProps('name')} />
          <RoleChoice {...form.getInputProps('role')} />
          <Radio.Group label="Signs in" {...form.getInputProps('signIn')}>
            <Stack gap={8} mt={8}>
              <Radio value="default" label="As this installation has it" />
              <Radio value="local" label="With a password, set by an invitation link" />
              <Radio value="sso" label="By single sign-on" />
            </Stack>
          </Radio.Group>
          {problem !== null && <ProblemAlert problem={problem} />}
          <FormButtons send="Add member" saving={saving} onCancel={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
};
