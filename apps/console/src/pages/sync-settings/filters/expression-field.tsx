import { TextInput } from '@mantine/core';
import { useRef } from 'react';
import classes from './filter-builder.module.css';
import type { ExpressionFault } from './parse-expression';

interface ExpressionFieldProps {
  readonly value: string;
  readonly fault: ExpressionFault | null;
  /** Told by the API at the last Save. */
  readonly refused: string | undefined;
  onChange(value: string): void;
}

/** The expression, checked as it is typed: a fault is underlined where it stands, and told below. */
export const ExpressionField = ({ value, fault, refused, onChange }: ExpressionFieldProps) => {
  const mirror = useRef<HTMLDivElement>(null);
  const { from, to } = fault ?? { from: 0, to: 0 };
  // Where something is missing at the end, there is no sign of its own to underline.
  const marked = to > from ? value.slice(from, to) : '  ';
  return (
    <TextInput
      label="Expression"
      description="The letters with AND, OR and parentheses, such as A AND (B OR C). AND goes before OR."
      value={value}
      error={fault?.message ?? refused}
      onChange={(event) => onChange(event.currentTarget.value)}
      onScroll={(event) => {
        if (mirror.current !== null) mirror.current.scrollLeft = event.currentTarget.scrollLeft;
      }}
      inputContainer={(input) => (
        <div className={classes.expression}>
          {input}
          {fault !== null && (
            <div ref={mirror} className={classes.mirror} aria-hidden>
              {value.slice(0, from)}
              <mark>{marked}</mark>
              {value.slice(to)}
            </div>
          )}
        </div>
      )}
      spellCheck={false}
      autoComplete="off"
    />
  );
};
