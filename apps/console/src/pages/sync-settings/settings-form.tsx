import { Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, taggedOf } from '../../api/client';
import type { Connection, JsonOf } from '../../api/types';
import { ChangedMeanwhile } from '../../feedback/changed-meanwhile';
import { ProblemAlert } from '../../feedback/problem-alert';
import { ontoNewest } from '../../forms/onto-newest';
import { UnsavedChanges } from '../../forms/unsaved-changes';
import { useApiForm } from '../../forms/use-api-form';
import { ActivityTypeSection } from './activity-type-section';
import type { FilterField } from './filters/condition';
import { FiltersSection } from './filters-section';
import { loadSettings, type useActivityTypes } from './queries';
import { ReachSection } from './reach-section';
import { SaveBar } from './save-bar';
import { type SettingsValues, settingsFaults, valuesOf } from './settings-values';
import { ToggleSection } from './toggle-section';

type Loaded = Awaited<ReturnType<typeof loadSettings>>;
export type Saved = JsonOf<'saveSyncSettings'>;

interface SettingsFormProps {
  readonly connection: Connection;
  readonly loaded: Loaded;
  readonly fields: readonly FilterField[];
  readonly types: NonNullable<ReturnType<typeof useActivityTypes>['data']>;
}

export const SettingsForm = ({ connection, loaded, fields, types }: SettingsFormProps) => {
  const client = useQueryClient();
  const { connectionId } = connection;
  /** What was read last: the ground that changes are told from, with its tag. */
  const [base, setBase] = useState(loaded);
  const [saved, setSaved] = useState<Saved | null>(null);
  const { form, problem, saving, submit } = useApiForm<SettingsValues>(
    { initialValues: valuesOf(loaded.data), validate: (values) => settingsFaults(values, fields) },
    async (values) => {
      setSaved(null);
      const { data, etag } = await taggedOf(
        api.PUT('/api/connections/{connectionId}/sync-settings', {
          params: { path: { connectionId }, ...(base.etag === null ? {} : { header: { 'If-Match': base.etag } }) },
          body: values,
        }),
      );
      setBase({ data: data.settings, etag });
      form.setInitialValues(valuesOf(data.settings));
      form.setValues(valuesOf(data.settings));
      setSaved(data);
      client.setQueryData(['sync-settings', connectionId, 'tagged'], { data: data.settings, etag });
      await client.invalidateQueries({ queryKey: ['sync-settings', connectionId], exact: true });
      await client.invalidateQueries({ queryKey: ['jobs'] });
    },
  );
  const [conflictOf, setConflictOf] = useState<unknown>(null);
  const conflict = problem?.status === 412 && problem !== conflictOf;
  const loadNewest = async (): Promise<void> => {
    const newest = await loadSettings(connectionId);
    const values = ontoNewest(valuesOf(base.data), form.getValues(), valuesOf(newest.data));
    setBase(newest);
    form.setInitialValues(valuesOf(newest.data));
    form.setValues(values);
    setConflictOf(problem);
  };
  const section = { form, base: base.data };
  return (
    <form onSubmit={submit} noValidate aria-label={`Settings of ${connection.name}`}>
      <Stack gap={32} maw={800}>
        <UnsavedChanges
          name={`sync-settings ${connectionId}`}
          form={form}
          stored={valuesOf(base.data)}
          saving={saving}
        />
        <ToggleSection {...section} connection={connection} />
        <ActivityTypeSection {...section} types={types} />
        <FiltersSection {...section} fields={fields} />
        <ReachSection {...section} />
        {conflict && <ChangedMeanwhile objectKind="sync-settings" objectId={connectionId} onLoad={loadNewest} />}
        {problem !== null && problem.status !== 412 && <ProblemAlert problem={problem} />}
        <SaveBar
          dirty={form.isDirty()}
          faults={Object.keys(form.errors).length}
          saving={saving}
          enabled={form.getValues().enabled}
          saved={saved}
          onDiscard={() => form.setValues(valuesOf(base.data))}
        />
      </Stack>
    </form>
  );
};
