import { Select, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client';
import { ChangedMeanwhile } from '../../feedback/changed-meanwhile';
import { Dialog } from '../../feedback/dialog';
import { ProblemAlert } from '../../feedback/problem-alert';
import { FormButtons } from '../../forms/form-buttons';
import { useApiForm } from '../../forms/use-api-form';

import type { CustomField } from './queries';
import { TYPE_WORDS } from './type-words';

interface CustomFieldDialogProps {
  /** Null: a new one. */
  readonly field: CustomField | null;
  onClose(): void;
}

export const CustomFieldDialog = ({ field, onClose }: CustomFieldDialogProps) => {
  const client = useQueryClient();
  const [etag, setEtag] = useState(field?.etag ?? null);
  const [resolved, setResolved] = useState<unknown>(null);
  const { form, problem, saving, submit } = useApiForm(
    {
      initialValues: { object: field?.object ?? 'Company', name: field?.name ?? '', type: field?.type ?? 'text' },
      validate: {
        name: (name) =>
          /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name) ? null : 'A letter, then letters, digits or _, 64 at most.',
      },
    },
    async ({ object, name, type }) => {
      await api.PUT('/api/directory/custom-fields/{object}/{name}', {
        params: { path: { object, name }, ...(etag === null ? {} : { header: { 'If-Match': etag } }) },
        body: { type },
      });
      await client.invalidateQueries({ queryKey: ['custom-fields'] });
      await client.invalidateQueries({ queryKey: ['filter-fields'] });
      onClose();
    },
  );
  const loadNewest = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['custom-fields'] });
    const { object, name } = form.getValues();
    const fields = client.getQueryData<readonly CustomField[]>(['custom-fields']);
    setEtag(fields?.find((each) => each.object === object && each.name === name)?.etag ?? null);
    setResolved(problem);
  };
  const stale = problem?.status === 412 || problem?.status === 428;
  const objectId = `${form.getValues().object}/${form.getValues().name}`;
  return (
    <Dialog opened title={field === null ? 'Declare a field' : `Change the type of ${field.name}`} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap={16}>
          {field === null && (
            <>
              <Select
                label="Of"
                data={['Company', 'Person', 'User']}
                allowDeselect={false}
                {...form.getInputProps('object')}
              />
              <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
            </>
          )}
          <Select
            label="Type"
            description="Values that are there are converted; one that does not fit refuses the change."
            data={Object.entries(TYPE_WORDS).map(([value, label]) => ({ value, label }))}
            allowDeselect={false}
            {...form.getInputProps('type')}
          />
          {stale && problem !== resolved && (
            <ChangedMeanwhile objectKind="custom-field" objectId={objectId} onLoad={loadNewest} />
          )}
          {problem !== null && !stale && <ProblemAlert problem={problem} />}
          <FormButtons send="Save" saving={saving} onCancel={onClose} />
        </Stack>
      </form>
    </Dialog>
  );
};
