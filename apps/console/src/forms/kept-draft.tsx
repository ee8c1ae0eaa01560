import { Alert, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { onSignedOut } from '../api/client';
import { ownerOf, useMe } from '../frame/use-me';
import { draftOf, forgetDraft, keepDraft } from './draft';
import { ontoNewest } from './onto-newest';

export interface KeptDraftProps<Values extends Record<string, unknown>> {
  /** Of this form, and of what it changes. */
  readonly name: string;
  readonly form: UseFormReturnType<Values>;
  /** As it is stored. */
  readonly stored: Values;
}

/**
 * What was typed when the session ended is kept, and stands in the form again when the same person is back; what was not
 * touched is as it is stored by then. Not for a form that holds a secret: the browser keeps what was typed.
 */
export const KeptDraft = <Values extends Record<string, unknown>>({ name, form, stored }: KeptDraftProps<Values>) => {
  const owner = ownerOf(useMe());
  const [kept, setKept] = useState(() => draftOf<Values>(owner, name));
  useEffect(() => {
    if (kept === null) return;
    form.setValues(ontoNewest(kept.seen, kept.typed, stored));
    forgetDraft();
    // Once: what is typed from here on is this page's own.
  }, []);
  useEffect(() => {
    if (kept !== null && !form.isDirty()) setKept(null);
    return onSignedOut(() => {
      if (form.isDirty()) keepDraft({ owner, form: name, seen: stored, typed: form.getValues() });
    });
  });
  if (kept === null) return null;
  return (
    <Alert
      role="status"
      icon={<IconHistory size={18} />}
      title="What you typed is back"
      styles={{
        root: { background: 'var(--meaning-waiting-soft)', border: '1px solid var(--meaning-waiting-fill)' },
        title: { color: 'var(--meaning-waiting-text)' },
        icon: { color: 'var(--meaning-waiting-text)' },
      }}
    >
      <Text>The session ended before it was saved. Nothing was stored: look it through, then save.</Text>
    </Alert>
  );
};
