import { createHash, randomBytes } from 'node:crypto';

const RANDOM_BYTES = 32;

/** 256 random bits as text for cookies and links. */
export const randomSecret = (): string => randomBytes(RANDOM_BYTES).toString('base64url');

/** A fast hash is enough: 256 random bits cannot be guessed, a password could be. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();
