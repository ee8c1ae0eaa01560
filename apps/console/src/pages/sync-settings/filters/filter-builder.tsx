import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type Condition, type FilterField, type Filters, freeLetter, type Operator } from './condition';
import { ConditionRow } from './condition-row';
import { ExpressionField } from './expression-field';
import classes from './filter-builder.module.css';
import { filterWords } from './filter-words';
import { parseExpression } from './parse-expression';

interface FilterBuilderProps {
  readonly filters: Filters;
  readonly fields: readonly FilterField[];
  /** By their place: `conditions[1].value`, `expression`, or empty for all of them. */
  readonly faults: Readonly<Record<string, string>>;
  onChange(filters: Filters): void;
}

/** S8: lettered conditions, what joins them, and what that means in words. */
export const FilterBuilder = ({ filters, fields, faults, onChange }: FilterBuilderProps) => {
  const { conditions, expression } = filters;
  const letters = conditions.map(({ letter }) => letter);
  const add = (): void => {
    const [first] = fields;
    if (first === undefined) return;
    const letter = freeLetter(conditions);
    const [operator] = first.operators as Operator[];
    const fresh: Condition = { letter, object: first.object, field: first.field, operator: operator ?? 'is null' };
    const named = expression?.trim() ? `${expression.trim()} AND ${letter}` : letter;
    onChange({ conditions: [...conditions, fresh], expression: expression === null ? null : named });
  };
  const change = (index: number, condition: Condition): void =>
    onChange({ conditions: conditions.with(index, condition), expression });
  const remove = (index: number): void => {
    const left = conditions.toSpliced(index, 1);
    onChange({ conditions: left, expression: left.length === 0 ? null : expression });
  };
  const parsed = expression === null ? null : parseExpression(expression, letters);
  const words = filterWords(filters, fields);
  return (
    <Stack gap={16}>
      {conditions.length > 0 && (
        <ol className={classes.rows} aria-label="Filters">
          {conditions.map((condition, index) => (
            <ConditionRow
              key={condition.letter}
              condition={condition}
              fields={fields}
              faults={under(faults, `conditions[${index}].`)}
              onChange={(changed) => change(index, changed)}
              onRemove={() => remove(index)}
            />
          ))}
        </ol>
      )}
      <Group>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {conditions.length === 0 ? 'Add Filters' : 'Add another filter'}
        </Button>
      </Group>
      {conditions.length > 1 && (
        <SegmentedControl
          aria-label="What has to hold"
          data={[
            { value: 'all', label: 'All must hold' },
            { value: 'expression', label: 'An expression decides' },
          ]}
          value={expression === null ? 'all' : 'expression'}
          onChange={(way) => onChange({ conditions, expression: way === 'all' ? null : letters.join(' AND ') })}
          style={{ alignSelf: 'flex-start' }}
        />
      )}
      {expression !== null && (
        <ExpressionField
          value={expression}
          fault={parsed?.kind === 'fault' ? parsed.fault : null}
          refused={faults['expression']}
          onChange={(text) => onChange({ conditions, expression: text })}
        />
      )}
      <Text className={classes.words} role="status">
        {words ?? 'Mend the expression to read here what it means.'}
      </Text>
      {faults[''] !== undefined && <Text c="var(--meaning-failed-text)">{`The filters ${faults['']}`}</Text>}
    </Stack>
  );
};

const under = (faults: Readonly<Record<string, string>>, start: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(faults).flatMap(([at, message]) =>
      at.startsWith(start) ? [[at.slice(start.length), message]] : [],
    ),
  );
