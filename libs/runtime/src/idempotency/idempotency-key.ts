import type { Request } from 'express';
import { ProblemError } from '../http/problem-error';

/** As the IETF draft has it, a text in quotes; without them, as many clients send it. */
const SHAPE = /^(?:"([A-Za-z0-9._:-]{16,128})"|([A-Za-z0-9._:-]{16,128}))$/;
const EXPECTED = 'expected 16 to 128 letters, digits or . _ : - such as a UUID';

/** Null when the request has none. */
export const idempotencyKey = ({ headers }: Pick<Request, 'headers'>): string | null => {
  const said = headers['idempotency-key'];
  if (said === undefined) return null;
  const [, quoted, bare] = SHAPE.exec(String(said)) ?? [];
  const key = quoted ?? bare;
  if (key !== undefined) return key;
  const field = 'header.idempotency-key';
  throw new ProblemError('request.invalid', `${field} ${EXPECTED}`, [{ field, message: EXPECTED }]);
};
