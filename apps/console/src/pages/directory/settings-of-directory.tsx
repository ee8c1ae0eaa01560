import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, taggedOf } from '../../api/client';
import { ChangedMeanwhile } from '../../feedback/changed-meanwhile';
import { Loading } from '../../feedback/loading';
import { notify } from '../../feedback/notify';
import { ProblemAlert } from '../../feedback/problem-alert';
import { ontoNewest } from '../../forms/onto-newest';
import { UnsavedChanges } from '../../forms/unsaved-changes';
import { useApiForm } from '../../forms/use-api-form';
import { useMe } from '../../frame/use-me';
import { type DirectorySettings, loadDirectorySettings, useDirectorySettings } from './queries';

const NONE = 'none';
const SYSTEMS = [
  { value: NONE, label: 'None: CRM ids are ignored' },
  { value: 'Salesforce', label: 'Salesforce' },
  { value: 'MicrosoftDynamic', label: 'Microsoft Dynamics' },
  { value: 'HubSpot', label: 'HubSpot (not supported at Gong)' },
  { value: 'Generic', label: 'Another (Generic)' },
];

export const SettingsOfDirectory = () => {
  const query = useDirectorySettings();
  if (query.data !== undefined) return <Form loaded={query.data} />;
  if (query.error !== null) return <ProblemAlert problem={query.error} onRetry={() => void query.refetch()} />;
  return <Loading of="the settings of the directory" heights={[60, 60]} />;
};

interface Values extends Record<string, unknown> {
  readonly crmSystem: string;
  readonly crmOrganisationId: string;
}
const valuesOf = ({ crmSystem, crmOrganisationId }: DirectorySettings): Values => ({
  crmSystem: crmSystem ?? NONE,
  crmOrganisationId: crmOrganisationId ?? '',
});

/** S5: the CRM must be the same on both sides. */
const Form = ({ loaded }: { readonly loaded: Awaited<ReturnType<typeof loadDirectorySettings>> }) => {
  const { tenantId } = useMe();
  const [base, setBase] = useState(loaded);
  const [resolved, setResolved] = useState<unknown>(null);
  const { form, problem, saving, submit } = useApiForm<Values>(
    { initialValues: valuesOf(loaded.data) },
    async ({ crmSystem, crmOrganisationId }) => {
      const body: DirectorySettings = {
        crmSystem: crmSystem === NONE ? null : (crmSystem as NonNullable<DirectorySettings['crmSystem']>),
        crmOrganisationId: crmOrganisationId.trim() === '' ? null : crmOrganisationId.trim(),
      };
      const params = base.etag === null ? {} : { header: { 'If-Match': base.etag } };
      const saved = await taggedOf(api.PUT('/api/directory/settings', { params, body }));
      setBase(saved);
      form.setInitialValues(valuesOf(saved.data));
      form.setValues(valuesOf(saved.data));
      notify('Saved', 'Calls that waited for a company are tried again where this lets them succeed.');
    },
  );
  const loadNewest = async (): Promise<void> => {
    const newest = await loadDirectorySettings();
    const values = ontoNewest(valuesOf(base.data), form.getValues(), valuesOf(newest.data));
    setBase(newest);
    form.setInitialValues(valuesOf(newest.data));
    form.setValues(values);
    setResolved(problem);
  };
  const stale = problem?.status === 412;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap={16} maw={480}>
        <UnsavedChanges name="directory-settings" form={form} stored={valuesOf(base.data)} saving={saving} />
        <Text c="dimmed">
          Gong and this directory must name the same CRM: objects of another one on a call are ignored, and the
          connection says so.
        </Text>
        <Select
          label="CRM system"
          description="Where the CRM ids of companies and persons come from"
          data={SYSTEMS}
          allowDeselect={false}
          {...form.getInputProps('crmSystem')}
        />
        <TextInput
          label="Organisation id"
          description="For people to compare: calls of Gong do not carry one"
          {...form.getInputProps('crmOrganisationId')}
        />
        {stale && problem !== resolved && (
          <ChangedMeanwhile objectKind="directory-settings" objectId={tenantId} onLoad={loadNewest} />
        )}
        {problem !== null && !stale && <ProblemAlert problem={problem} />}
        <Group>
          <Button type="submit" variant="default" loading={saving}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
