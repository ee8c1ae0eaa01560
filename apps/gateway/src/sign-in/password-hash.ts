import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP's first choice for scrypt: N = 2^17, r = 8, p = 1. A hash takes 128 MiB and some tenths of a second. */
const CURRENT = { ln: 17, r: 8, p: 1 } as const;
type Cost = { readonly ln: number; readonly r: number; readonly p: number };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const RECORD = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** On a thread of the pool, never on the event loop. */
const hashWith = (password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> =>
  derive(password.normalize('NFC'), salt, HASH_BYTES, {
    N: 2 ** ln,
    r,
    p,
    maxmem: 128 * 2 ** ln * r + 4 * 1024 * 1024,
  });

const write = ({ ln, r, p }: Cost, salt: Buffer, hash: Buffer): string =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${unpadded(salt)}$${unpadded(hash)}`;

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

/** A record in the PHC format: parameters, salt and hash, so that parameters can grow without a migration. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  return write(CURRENT, salt, await hashWith(password, salt, CURRENT));
};

/** A record that no password opens, at today's cost: looked at for who is unknown, so that they cost the same time. */
const NOBODY = write(CURRENT, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));

/** Without a record it takes as long, and is false. */
export const isPassword = async (password: string, record: string | null): Promise<boolean> => {
  const [, ln, r, p, salt = '', hash = ''] = RECORD.exec(record ?? NOBODY) ?? [];
  if (ln === undefined) throw new Error('A stored password is not an scrypt record');
  const expected = Buffer.from(hash, 'base64');
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const derived = await hashWith(password, Buffer.from(salt, 'base64'), cost);
  return timingSafeEqual(derived, expected) && record !== null;
};

/** Made at another cost than today's: hash it anew at the next right password. */
export const isOutdated = (record: string): boolean =>
  !record.startsWith(`$scrypt$ln=${CURRENT.ln},r=${CURRENT.r},p=${CURRENT.p}$`);
