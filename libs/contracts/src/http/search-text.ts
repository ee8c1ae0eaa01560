import { Type } from '@sinclair/typebox';

/** What lists are searched by, the same everywhere; PostgreSQL holds no NUL. */
export const searchText = (description: string) =>
  Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$', description });
