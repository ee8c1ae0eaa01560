const KEY = 'gong-timeline.draft';

/** What somebody typed and could not save, because the session had ended. One form of a tab can be in that state at a time. */
interface Draft<Values> {
  readonly owner: string;
  readonly form: string;
  /** What was stored when it was typed: which fields were changed shows against this. */
  readonly seen: Values;
  readonly typed: Values;
}

/** In this tab and until it is closed: a sign-in at another site leaves the page, and comes back to it. Never a secret. */
export const keepDraft = <Values>(draft: Draft<Values>): void =>
  window.sessionStorage.setItem(KEY, JSON.stringify(draft));

export const forgetDraft = (): void => window.sessionStorage.removeItem(KEY);

const read = (): Draft<unknown> | null =>
  JSON.parse(window.sessionStorage.getItem(KEY) ?? 'null') as Draft<unknown> | null;

export const isDraftKept = (): boolean => read() !== null;

export const draftOf = <Values>(owner: string, form: string): Draft<Values> | null => {
  const draft = read();
  return draft !== null && draft.owner === owner && draft.form === form ? (draft as Draft<Values>) : null;
};

/** What one person typed is not left to the next. */
export const forgetDraftOfOthers = (owner: string): void => {
  const draft = read();
  if (draft !== null && draft.owner !== owner) forgetDraft();
};
