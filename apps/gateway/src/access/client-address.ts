import type { Request } from 'express';

/** Who asks: the other end of the connection, or whom a trusted proxy names (TRUSTED_PROXIES). */
export const clientAddress = (request: Request): string =>
  (request.ip ?? request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.)/, '');
