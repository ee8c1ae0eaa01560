import { Group, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import type { Condition, FilterField, Value } from './condition';
import { shapeOf } from './condition';

interface ValueInputProps {
  readonly condition: Condition;
  readonly field: FilterField;
  readonly error: string | undefined;
  onChange(value: Value): void;
}

/** What a condition compares with: one value, a list for `in`, two for `between`, by the type of the field. */
export const ValueInput = ({ condition, field, error, onChange }: ValueInputProps) => {
  const { letter, value, operator } = condition;
  const label = `Value of ${letter}`;
  const shape = shapeOf(operator);
  if (shape === 'none') return null;
  if (shape === 'several') {
    const list = Array.isArray(value) ? value.map(String) : [];
    return (
      <TagsInput
        aria-label={label}
        placeholder={list.length === 0 ? 'Type a value, Enter adds it' : undefined}
        data={field.values ?? []}
        value={list}
        error={error}
        acceptValueOnBlur
        splitChars={[';', '\n']}
        onChange={(values) => onChange(values.length === 0 ? undefined : values)}
      />
    );
  }
  if (shape === 'two') {
    const [from, to] = Array.isArray(value) ? value : [];
    const pair = (first: Scalar | undefined, last: Scalar | undefined): void =>
      onChange([first ?? '', last ?? ''] as Value);
    return (
      <Group gap={8} wrap="nowrap" align="flex-start" grow>
        <One label={`${label}, from`} field={field} value={from} error={error} onChange={(first) => pair(first, to)} />
        <One label={`${label}, to`} field={field} value={to} error={undefined} onChange={(last) => pair(from, last)} />
      </Group>
    );
  }
  return (
    <One
      label={label}
      field={field}
      value={Array.isArray(value) ? undefined : value}
      error={error}
      onChange={onChange}
    />
  );
};

type Scalar = string | number | boolean;
interface OneProps {
  readonly label: string;
  readonly field: FilterField;
  readonly value: Scalar | undefined;
  readonly error: string | undefined;
  onChange(value: Scalar | undefined): void;
}

const One = ({ label, field, value, error, onChange }: OneProps) => {
  if (field.type === 'boolean') {
    return (
      <Select
        aria-label={label}
        placeholder="Yes or No"
        data={['Yes', 'No']}
        value={value === undefined ? null : value === true ? 'Yes' : 'No'}
        error={error}
        onChange={(chosen) => onChange(chosen === null ? undefined : chosen === 'Yes')}
      />
    );
  }
  if (field.type === 'number') {
    return (
      <NumberInput
        aria-label={label}
        value={typeof value === 'number' ? value : ''}
        thousandSeparator=","
        error={error}
        onChange={(typed) => onChange(typeof typed === 'number' ? typed : undefined)}
      />
    );
  }
  if (field.values !== undefined) {
    return (
      <Select
        aria-label={label}
        placeholder="Choose"
        data={[...field.values]}
        value={typeof value === 'string' ? value : null}
        error={error}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    );
  }
  const text = typeof value === 'string' ? value : '';
  // A time, which the API takes too, has no room in the browser's field for days.
  const day = field.type === 'date' && text.length <= 10;
  return (
    <TextInput
      aria-label={label}
      type={day ? 'date' : 'text'}
      placeholder="Value"
      value={text}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  );
};
