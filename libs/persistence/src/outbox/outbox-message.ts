/** A header's value: text, or bytes where the text would not survive (headers of a dead letter are kept as they came). */
export type HeaderValue = string | { readonly base64: string };

/** A message as the outbox keeps it and the relay sends it. */
export interface OutboxMessage {
  readonly topic: string;
  /** Whose it is, for row level security: NOBODY when that is not known. */
  readonly tenantId: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, HeaderValue>>;
  /** Text is sent as UTF-8. `null` is a tombstone. */
  readonly value: string | Buffer | null;
}

/** Stands for the tenant of a message that does not say whose it is. No tenant has it for an id. */
export const NOBODY = '';
