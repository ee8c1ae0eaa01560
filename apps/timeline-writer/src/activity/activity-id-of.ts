import { createHash } from 'node:crypto';

/** Chosen once, for good: another value would give every Activity another id. */
const NAMESPACE = Buffer.from('7f0c9a5e3d6b4f2c8a17c4e2b95d1063', 'hex');

/**
 * The id of a call's Activity, derived from its key (tenant, source, call id) as RFC 9562 makes UUIDs of version 5: a
 * call that is delivered twice, or written again from nothing, is the same Activity to everyone who knows it.
 */
export const activityIdOf = (tenantId: string, source: 'GONG', callId: string): string => {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${tenantId}/${source}/${callId}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};
