import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { isIP } from 'node:net';

const LISTENING = '0A';

/** Addresses that a process listens at, as Linux tells them: `127.0.0.1`, `::`, ... */
export function listeningAddresses(pid: number): string[] {
  const own = new Set(readdirSync(`/proc/${pid}/fd`).flatMap((fd) => inodeOf(`/proc/${pid}/fd/${fd}`)));
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTENING && own.has(inode ?? ''))
      .map(([, local = '']) => addressOf(local.split(':')[0] ?? '')),
  );
}

/** A descriptor may be closed while this looks. */
function inodeOf(link: string): string[] {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(link))?.slice(1, 2) ?? [];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Words of four bytes, each in the order of this machine: little-endian where we run. */
function addressOf(hex: string): string {
  const words = (hex.match(/.{8}/g) ?? []).map((word) => Buffer.from(word, 'hex').reverse());
  const bytes = Buffer.concat(words);
  if (bytes.length === 4) return [...bytes].join('.');
  const isMapped = bytes.subarray(0, 12).toString('hex') === '00000000000000000000ffff';
  if (isMapped) return [...bytes.subarray(12)].join('.');
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16));
  const address = groups.join(':');
  if (isIP(address) !== 6) throw new Error(`${hex} is no address`);
  return address;
}

export const isLoopback = (address: string): boolean => /^127\./.test(address) || address === '0:0:0:0:0:0:0:1';
