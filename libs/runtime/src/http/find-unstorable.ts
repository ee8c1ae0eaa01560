export interface Unstorable {
  readonly field: string;
  readonly value: string;
}

/** PostgreSQL holds no NUL, and half of a surrogate pair is no character. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

export const UNSTORABLE_MESSAGE = 'expected text without NUL and half characters';

/** The first text in a value from JSON, be it a value or a key, that cannot be stored. Its field begins with `field`. */
export const findUnstorable = (value: unknown, field: string): Unstorable | null => {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? { field, value } : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, part] of Object.entries(value)) {
    const step = Array.isArray(value) ? `${field}[${name}]` : `${field}.${readable(name)}`;
    if (UNSTORABLE.test(name)) return { field: step, value: name };
    const found = findUnstorable(part, step);
    if (found !== null) return found;
  }
  return null;
};

/** With escapes for what a person, or a log, cannot read, and no longer than it takes to find it. */
const readable = (name: string): string => JSON.stringify(name.slice(0, 100)).slice(1, -1);
