import { createHash, randomBytes } from 'node:crypto';

/** Recognisable, so that scanners of repositories and logs find a leaked one. */
export const API_TOKEN_PREFIX = 'gtl_';
const RANDOM_BYTES = 32;
const SHAPE = /^gtl_[A-Za-z0-9_-]{43}$/;

/** Shown once; only its hash is stored. */
export const makeApiToken = (): string => API_TOKEN_PREFIX + randomBytes(RANDOM_BYTES).toString('base64url');

export const looksLikeApiToken = (text: string): boolean => SHAPE.test(text);

/** A fast hash is enough: 256 random bits cannot be guessed, a password could be. */
export const hashApiToken = (token: string): Buffer => createHash('sha256').update(token).digest();
