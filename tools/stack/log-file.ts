import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const LIMIT_BYTES = 20 * 1024 * 1024;

/** Appends to a file and keeps it and one older one: a stack that runs for months fills no disk. */
export class LogFile {
  private handle: number;
  private size: number;

  constructor(readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.size = existsSync(path) ? statSync(path).size : 0;
    this.handle = openSync(path, 'a', 0o600);
  }

  write(chunk: Buffer | string): void {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (this.size + bytes.length > LIMIT_BYTES) this.turn();
    writeSync(this.handle, bytes);
    this.size += bytes.length;
  }

  close(): void {
    closeSync(this.handle);
  }

  private turn(): void {
    closeSync(this.handle);
    renameSync(this.path, `${this.path}.1`);
    this.handle = openSync(this.path, 'a', 0o600);
    this.size = 0;
  }
}
