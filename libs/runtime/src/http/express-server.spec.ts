import type { Server } from 'node:http';
import { ExpressServer } from './express-server';

describe('the server of every service (X3)', () => {
  it('waits for nothing without end: headers, requests, idle connections', () => {
    const express = new ExpressServer();
    express.initHttpServer();
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout } = express.getHttpServer() as Server;
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout }).toEqual({
      headersTimeout: 15_000,
      requestTimeout: 900_000,
      keepAliveTimeout: 65_000,
      timeout: 120_000,
    });
  });
});
