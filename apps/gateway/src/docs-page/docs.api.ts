import { createHash } from 'node:crypto';
import { OPERATIONS } from '@gong-timeline/contracts';
import { Open } from '@gong-timeline/runtime';
import { Controller, Get, Header } from '@nestjs/common';
import { toOpenApi } from '../openapi/to-openapi';
import { renderDocs } from './render-docs';
import { STYLE } from './style';

const DOCUMENT = toOpenApi(OPERATIONS);
const JSON_TEXT = JSON.stringify(DOCUMENT, null, 2);
const PAGE = renderDocs(DOCUMENT);
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Said of the API to anybody: it is the same at every installation. */
@Controller()
export class DocsApi {
  @Open()
  @Get('/api/docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header(
    'content-security-policy',
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  page(): string {
    return PAGE;
  }

  @Open()
  @Get('/api/openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  document(): string {
    return JSON_TEXT;
  }
}
