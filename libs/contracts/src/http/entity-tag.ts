import { Type } from '@sinclair/typebox';

/** Of an entry that two may edit: what to send back to change it (record 22). */
export const EntityTag = Type.String({
  pattern: '^"[A-Za-z0-9_-]{22}"$',
  description: 'Of this state: send it as `If-Match` to change or remove it',
});
