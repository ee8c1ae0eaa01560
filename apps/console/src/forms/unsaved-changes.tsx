import { useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';
import { ConfirmDialog } from '../feedback/confirm-dialog';
import { hasSessionEnded } from '../frame/session-end';
import { KeptDraft, type KeptDraftProps } from './kept-draft';

interface UnsavedChangesProps<Values extends Record<string, unknown>> extends KeptDraftProps<Values> {
  readonly saving: boolean;
}

/**
 * Leaving with changes that were not saved asks first, by a link as by closing the tab. Who is led to the sign-in has no
 * choice, and is not asked: the changes are kept until they are back. Stands at the top of the form.
 */
export const UnsavedChanges = <Values extends Record<string, unknown>>({
  saving,
  ...kept
}: UnsavedChangesProps<Values>) => {
  const when = kept.form.isDirty() && !saving;
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      when && currentLocation.pathname !== nextLocation.pathname && !hasSessionEnded(nextLocation),
  );
  // The dialog closes after either answer; a navigation that goes on cannot be called back.
  const leaving = useRef(false);
  useEffect(() => {
    if (!when) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [when]);
  return (
    <>
      <KeptDraft {...kept} />
      <ConfirmDialog
        opened={blocker.state === 'blocked'}
        title="Leave without saving?"
        consequences={['The changes on this page are lost.']}
        confirm="Leave"
        onConfirm={() => {
          leaving.current = true;
          blocker.proceed?.();
        }}
        onClose={() => {
          if (!leaving.current) blocker.reset?.();
          leaving.current = false;
        }}
      />
    </>
  );
};
