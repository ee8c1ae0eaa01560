import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import {
  type Condition,
  type FilterField,
  fieldKey,
  fieldOf,
  type Operator,
  withField,
  withOperator,
  withValue,
} from './condition';
import classes from './filter-builder.module.css';
import { ValueInput } from './value-input';

interface ConditionRowProps {
  readonly condition: Condition;
  readonly fields: readonly FilterField[];
  /** Of its parts: letter, field, operator, value. */
  readonly faults: Readonly<Record<string, string>>;
  onChange(condition: Condition): void;
  onRemove(): void;
}

const GROUPS = ['Company', 'User'] as const;

/** One condition: its letter, a field, an operator that the field's type allows, and a value. */
export const ConditionRow = ({ condition, fields, faults, onChange, onRemove }: ConditionRowProps) => {
  const { letter } = condition;
  const field = fieldOf(condition, fields);
  const offered = GROUPS.map((object) => ({
    group: object === 'Company' ? 'Company' : 'User (the Author)',
    items: fields
      .filter((each) => each.object === object)
      .map((each) => ({ value: fieldKey(each), label: labelOf(each) })),
  }));
  return (
    <li className={classes.row}>
      <span className={classes.letter} aria-hidden>
        {letter}
      </span>
      <div>
        <Select
          aria-label={`Field of ${letter}`}
          data={offered}
          value={field === undefined ? null : fieldKey(field)}
          placeholder={field === undefined ? condition.field : undefined}
          searchable
          nothingFoundMessage="No field of Company or User has this name"
          error={faults['field'] ?? faults['letter']}
          allowDeselect={false}
          onChange={(key) => {
            const chosen = fields.find((each) => fieldKey(each) === key);
            if (chosen !== undefined) onChange(withField(condition, chosen, fields));
          }}
        />
      </div>
      <div>
        <Select
          aria-label={`Operator of ${letter}`}
          data={field?.operators ?? [condition.operator]}
          value={condition.operator}
          error={faults['operator']}
          allowDeselect={false}
          onChange={(operator) => operator !== null && onChange(withOperator(condition, operator as Operator))}
        />
      </div>
      <div>
        {field !== undefined && (
          <ValueInput
            condition={condition}
            field={field}
            error={faults['value']}
            onChange={(value) => onChange(withValue(condition, value))}
          />
        )}
      </div>
      <ActionIcon variant="subtle" color="gray" aria-label={`Remove condition ${letter}`} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </li>
  );
};

const labelOf = ({ object, label }: FilterField): string => `${object}: ${label}`;
