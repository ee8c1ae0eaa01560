import { OPERATIONS } from '@gong-timeline/contracts';
import { Open } from '@gong-timeline/runtime';
import { Controller, Get, Header } from '@nestjs/common';
import { styleOnlyPolicy } from '../access/style-only-policy';
import { toOpenApi } from '../openapi/to-openapi';
import { renderDocs } from './render-docs';
import { STYLE } from './style';

const DOCUMENT = toOpenApi(OPERATIONS);
const JSON_TEXT = JSON.stringify(DOCUMENT, null, 2);
const PAGE = renderDocs(DOCUMENT);

/** Said of the API to anybody: it is the same at every installation. */
@Controller()
export class DocsApi {
  @Open()
  @Get('/api/docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', styleOnlyPolicy(STYLE))
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
