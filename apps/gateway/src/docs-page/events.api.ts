import { createHash } from 'node:crypto';
import { toAsyncApi } from '@gong-timeline/contracts';
import { Open } from '@gong-timeline/runtime';
import { Controller, Get, Header } from '@nestjs/common';
import { renderEvents } from './render-events';
import { STYLE } from './style';

const DOCUMENT = toAsyncApi();
const JSON_TEXT = JSON.stringify(DOCUMENT, null, 2);
const PAGE = renderEvents(DOCUMENT);
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Said of our public events to anybody: they are the same at every installation. */
@Controller()
export class EventsApi {
  @Open()
  @Get('/api/docs/events')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header(
    'content-security-policy',
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  page(): string {
    return PAGE;
  }

  @Open()
  @Get('/api/asyncapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  document(): string {
    return JSON_TEXT;
  }
}
