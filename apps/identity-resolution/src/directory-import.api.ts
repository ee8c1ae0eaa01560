import { importDirectory, type ResponseOf } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, ProblemError } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { importFile } from './import/import-file';

@Controller()
export class DirectoryImportApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(importDirectory)
  async import(@Input() input: InputOf<typeof importDirectory>): Promise<ResponseOf<typeof importDirectory>> {
    const { identity, params, request, correlationId, traceparent } = input;
    const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
    if (!/^application\/x-ndjson\s*(;|$)/i.test(type)) {
      throw new ProblemError('request.media-type', 'Send the rows as application/x-ndjson, one JSON object a line');
    }
    if (encoding !== 'identity') throw new ProblemError('request.media-type', 'Send the rows without compression');
    const { tenantId } = identity;
    try {
      return await importFile(this.database, {
        kind: params.kind,
        tenantId,
        correlationId,
        traceparent,
        body: request,
      });
    } catch (error) {
      if (error !== request.errored) throw error;
      // Not our failure, and the sender no longer listens; for the log.
      throw new ProblemError('request.invalid', 'The rows broke off before their end; what came before is imported');
    }
  }
}
