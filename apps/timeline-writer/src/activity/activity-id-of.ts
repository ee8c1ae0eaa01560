import { hash } from 'node:crypto';

/** Chosen once, for good: another value would give every Activity another id. */
const NAMESPACE = Buffer.from('7f0c9a5e3d6b4f2c8a17c4e2b95d1063', 'hex');

/**
 * The id of a call's Activity, derived from its key (tenant, source, call id) as RFC 9562 makes UUIDs of version 5: a
 * call that is delivered twice, or written again from nothing, is the same Activity to everyone who knows it.
 */
export const activityIdOf = (tenantId: string, source: 'GONG', callId: string): string => {
  const name = Buffer.concat([NAMESPACE, Buffer.from(`${tenantId}/${source}/${callId}`)]);
  const digits = hash('sha1', name, 'hex');
  const variant = ((Number.parseInt(digits.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-5${digits.slice(13, 16)}-${variant}${digits.slice(18, 20)}-${digits.slice(20, 32)}`;
};
