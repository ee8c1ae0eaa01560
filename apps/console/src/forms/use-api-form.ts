import { type UseFormInput, type UseFormReturnType, useForm } from '@mantine/form';
import { type FormEvent, useState } from 'react';
import { faultsByField, type Problem, toProblem } from '../api/problem';

interface ApiForm<Values extends Record<string, unknown>> {
  readonly form: UseFormReturnType<Values>;
  /** What belongs to no field: shown above the buttons. */
  readonly problem: Problem | null;
  readonly saving: boolean;
  readonly submit: (event?: FormEvent<HTMLFormElement>) => void;
}

/**
 * A form whose Save asks the API: its problem lands on the fields it names, the rest above the buttons. Save is
 * disabled only while saving.
 */
export const useApiForm = <Values extends Record<string, unknown>>(
  options: UseFormInput<Values>,
  send: (values: Values) => Promise<unknown>,
): ApiForm<Values> => {
  const form = useForm<Values>({ ...options });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const submit = form.onSubmit(async (values) => {
    setSaving(true);
    setProblem(null);
    try {
      await send(values);
    } catch (error) {
      const told = toProblem(error);
      const faults = faultsByField(told);
      const known = Object.entries(faults).filter(([field]) => (field.split('.')[0] as string) in form.getValues());
      form.setErrors(Object.fromEntries(known));
      if (known.length === 0 || known.length < Object.keys(faults).length) setProblem(told);
    } finally {
      setSaving(false);
    }
  });
  return { form, problem, saving, submit };
};
