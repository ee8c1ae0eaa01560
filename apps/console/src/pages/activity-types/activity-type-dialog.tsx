import { Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../api/client';
import { ChangedMeanwhile } from '../../feedback/changed-meanwhile';
import { Dialog } from '../../feedback/dialog';
import { ProblemAlert } from '../../feedback/problem-alert';
import { FormButtons } from '../../forms/form-buttons';
import { ontoNewest } from '../../forms/onto-newest';
import { useApiForm } from '../../forms/use-api-form';
import type { ActivityType } from './queries';

interface ActivityTypeDialogProps {
  /** Null: a new one. */
  readonly type: ActivityType | null;
  onClose(): void;
}
const valuesOf = (type: ActivityType | null) => ({
  name: type?.name ?? '',
  global: type?.global ?? true,
  active: type?.active ?? true,
});

export const ActivityTypeDialog = ({ type, onClose }: ActivityTypeDialogProps) => {
  const client = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [base, setBase] = useState(type);
  const [resolved, setResolved] = useState<unknown>(null);
  const reload = (): Promise<void> => client.invalidateQueries({ queryKey: ['activity-types'] });
  const { form, problem, saving, submit } = useApiForm(
    {
      initialValues: valuesOf(type),
      validate: { name: (name) => (name.trim() === '' ? 'What people call it.' : null) },
      onValuesChange: () => {
        key.current = crypto.randomUUID();
      },
    },
    async (body) => {
      if (base === null) {
        await api.POST('/api/activity-types', { params: { header: { 'Idempotency-Key': key.current } }, body });
      } else {
        const params = { path: { activityTypeId: base.id }, header: { 'If-Match': base.etag } };
        await api.PUT('/api/activity-types/{activityTypeId}', { params, body });
      }
      await reload();
      onClose();
    },
  );
  const loadNewest = async (): Promise<void> => {
    await reload();
    const types = client.getQueryData<readonly ActivityType[]>(['activity-types']);
    const newest = types?.find(({ id }) => id === base?.id);
    if (newest === undefined) return;
    form.setValues(ontoNewest(valuesOf(base), form.getValues(), valuesOf(newest)));
    setBase(newest);
    setResolved(problem);
  };
  const stale = problem?.status === 412;
  const { active, global } = form.getValues();
  return (
    <Dialog opened title={type === null ? 'Create type' : `Change ${type.name}`} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap={16}>
          <TextInput
            label="Name"
            description="Activities keep the name they were written with"
            data-autofocus
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <Switch label="Active" {...form.getInputProps('active', { type: 'checkbox' })} />
          <Switch
            label="Global"
            description="Applies to every company"
            {...form.getInputProps('global', { type: 'checkbox' })}
          />
          {type !== null && !(active && global) && (
            <Text c="var(--meaning-waiting-text)">
              A sync that is set to this type says so at Save, and its next job ends as Failed. Choose another type
              there first.
            </Text>
          )}
          {stale && problem !== resolved && (
            <ChangedMeanwhile objectKind="activity-type" objectId={base?.id ?? ''} onLoad={loadNewest} />
          )}
          {problem !== null && !stale && <ProblemAlert problem={problem} />}
          <FormButtons send={type === null ? 'Create type' : 'Save'} saving={saving} onCancel={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
};
