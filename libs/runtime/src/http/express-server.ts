import { createServer } from 'node:http';
import { ExpressAdapter } from '@nestjs/platform-express';
import createExpress, { type Response } from 'express';
import { answerUnreadable } from './answer-unreadable';
import { JsonText } from './json-text';

/** Headers a megabyte long are refused by Node's parser (431). */
const MAX_HEADER_BYTES = 16 * 1024;
const HEADERS_TIMEOUT_MS = 15_000;
/** For a whole request: a large import comes in as one. */
const REQUEST_TIMEOUT_MS = 15 * 60_000;
/**
 * Longer than a client keeps an idle connection (ours: 4 s), so that the client closes it, not the server under a request.
 * Clients that go by the header Keep-Alive leave one second for that: seldom enough only when they seldom come so late.
 */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** A connection on which nothing moves. Event streams send a comment four times as often (X3). */
const IDLE_TIMEOUT_MS = 120_000;

const IDLE_SWEEP_MS = 50;
/** What is still being answered then, such as a download, is cut off. */
const LAST_ANSWERS_MS = 6_000;

/** Nest's Express, with limits on everything that a client can draw out, and answers that a method may write itself. */
export class ExpressServer extends ExpressAdapter {
  constructor() {
    const express = createExpress();
    // One spelling of an address: what a proxy in front allows or forbids by path is what is reached here.
    express.enable('case sensitive routing').enable('strict routing');
    express.disable('x-powered-by').disable('etag');
    super(express);
  }

  override initHttpServer(): void {
    this.httpServer = createServer(
      {
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout: HEADERS_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
      },
      this.getInstance(),
    );
    this.httpServer.on('clientError', answerUnreadable);
    this.httpServer.setTimeout(IDLE_TIMEOUT_MS);
  }

  /** Requests in hand are answered; each connection is closed as soon as it has none. */
  stopAccepting(): void {
    if (this.httpServer?.listening !== true) return;
    this.httpServer.close();
    const sweep = setInterval(() => this.httpServer.closeIdleConnections(), IDLE_SWEEP_MS);
    this.httpServer.once('close', () => clearInterval(sweep));
    setTimeout(() => this.httpServer.closeAllConnections(), LAST_ANSWERS_MS).unref();
  }

  /** A stream operation has answered by itself when its method returns. */
  override reply(response: Response, body: unknown, statusCode?: number): unknown {
    if (response.headersSent) return response;
    return body instanceof JsonText ? sendText(response, body) : super.reply(response, body, statusCode);
  }
}

const sendText = (response: Response, { text }: JsonText<unknown>): Response => {
  const bytes = Buffer.from(text);
  response.setHeader('content-type', 'application/json; charset=utf-8').setHeader('content-length', bytes.length);
  return response.end(bytes);
};
