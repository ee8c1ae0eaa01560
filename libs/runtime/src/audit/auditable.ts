import { redact, redactText } from '../log/redact';

/** Longer than any settings are. An entry is a message, and a row that is never deleted. */
const LONGEST = 20_000;

type Values = Readonly<Record<string, unknown>> | null;

/**
 * Values as the audit log may keep them, which is for good: what looks like a secret is taken out, by its name and by its
 * shape, although whoever records an entry puts none in.
 */
export const auditable = (values: Values): Record<string, unknown> | null => {
  if (values === null) return null;
  const text = JSON.stringify(withoutSecrets(redact(values)));
  if (text.length > LONGEST) return { omitted: `${text.length} characters` };
  return JSON.parse(text) as Record<string, unknown>;
};

const withoutSecrets = (value: unknown): unknown => {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, withoutSecrets(entry)]));
};
