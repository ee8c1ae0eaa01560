import { toAsyncApi } from '@gong-timeline/contracts';
import { Open } from '@gong-timeline/runtime';
import { Controller, Get, Header } from '@nestjs/common';
import { styleOnlyPolicy } from '../access/style-only-policy';
import { renderEvents } from './render-events';
import { STYLE } from './style';

const DOCUMENT = toAsyncApi();
const JSON_TEXT = JSON.stringify(DOCUMENT, null, 2);
const PAGE = renderEvents(DOCUMENT);

/** Said of our public events to anybody: they are the same at every installation. */
@Controller()
export class EventsApi {
  @Open()
  @Get('/api/docs/events')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', styleOnlyPolicy(STYLE))
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
