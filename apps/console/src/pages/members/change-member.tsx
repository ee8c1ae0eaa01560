import { Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { ChangedMeanwhile } from '../../feedback/changed-meanwhile';
import { Dialog } from '../../feedback/dialog';
import { ProblemAlert } from '../../feedback/problem-alert';
import { FormButtons } from '../../forms/form-buttons';
import { ontoNewest } from '../../forms/onto-newest';
import { useApiForm } from '../../forms/use-api-form';
import type { Member } from './queries';
import { RoleChoice } from './role-choice';

interface ChangeMemberProps {
  readonly member: Member;
  onChanged(): Promise<void>;
  onClose(): void;
}
const valuesOf = ({ name, role, state }: Member) => ({ name, role, active: state !== 'off' });

export const ChangeMember = ({ member, onChanged, onClose }: ChangeMemberProps) => {
  const client = useQueryClient();
  const [base, setBase] = useState(member);
  const [resolved, setResolved] = useState<unknown>(null);
  const { memberId } = member;
  const { form, problem, saving, submit } = useApiForm(
    {
      initialValues: valuesOf(member),
      validate: { name: (name) => (name.trim() === '' ? 'What people call them.' : null) },
    },
    async (body) => {
      const params = { path: { memberId }, header: { 'If-Match': base.etag } };
      await api.PUT('/api/members/{memberId}', { params, body });
      await onChanged();
      onClose();
    },
  );
  const loadNewest = async (): Promise<void> => {
    await onChanged();
    const newest = client.getQueryData<readonly Member[]>(['members'])?.find((each) => each.memberId === memberId);
    if (newest === undefined) return onClose();
    form.setValues(ontoNewest(valuesOf(base), form.getValues(), valuesOf(newest)));
    setBase(newest);
    setResolved(problem);
  };
  const stale = problem?.status === 412;
  const { role, active } = form.getValues();
  const endsSessions = role !== base.role || !active;
  return (
    <Dialog opened title={`Change ${member.name}`} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap={16}>
          <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
          <RoleChoice {...form.getInputProps('role')} />
          <Switch
            label="May sign in"
            description="Off: their sessions end, and nobody comes in by their address."
            {...form.getInputProps('active', { type: 'checkbox' })}
          />
          {endsSessions && <Text c="var(--meaning-waiting-text)">Save ends all their sessions.</Text>}
          {stale && problem !== resolved && (
            <ChangedMeanwhile objectKind="member" objectId={memberId} onLoad={loadNewest} />
          )}
          {problem !== null && !stale && <ProblemAlert problem={problem} />}
          <FormButtons send="Save" saving={saving} onCancel={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
};
