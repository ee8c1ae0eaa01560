import { hashSecret, randomSecret } from './random-secret';

/** Recognisable, so that scanners of repositories and logs find a leaked one. */
export const API_TOKEN_PREFIX = 'gtl_';
const SHAPE = /^gtl_[A-Za-z0-9_-]{43}$/;

/** Shown once; only its hash is stored. */
export const makeApiToken = (): string => API_TOKEN_PREFIX + randomSecret();

export const looksLikeApiToken = (text: string): boolean => SHAPE.test(text);

export const hashApiToken = hashSecret;
