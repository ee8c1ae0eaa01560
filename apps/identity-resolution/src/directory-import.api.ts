import { importDirectory, type ResponseOf } from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Implements, Input, type InputOf, ProblemError, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { importFile } from './import/import-file';
import { LARGEST_FILE_BYTES, RequestBody, tooLarge } from './import/request-body';
import { sourceOf } from './import/source-of';

@Controller()
export class DirectoryImportApi {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Implements(importDirectory)
  async import(@Input() input: InputOf<typeof importDirectory>): Promise<ResponseOf<typeof importDirectory>> {
    const { identity, params, query, request, correlationId, traceparent } = input;
    const { tenantId, actorId } = identity;
    const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
    if (encoding !== 'identity') throw new ProblemError('request.media-type', 'Send the rows without compression');
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_FILE_BYTES) throw tooLarge(LARGEST_FILE_BYTES);
    const body = new RequestBody(request);
    try {
      const source = await sourceOf(params.kind, type, query, body);
      const { kind } = params;
      const { dryRun = false } = query;
      const asked = { kind, tenantId, actorId, dryRun, correlationId, traceparent };
      return await importFile(this.database, asked, source, (tx, { importId, ...counts }) => {
        const object = { kind: 'import', id: importId, name: kind };
        recordAudit(tx, input, { action: 'directory.imported', object, after: { kind, dryRun, ...counts } });
      });
    } catch (error) {
      if (error === request.errored) {
        // Not our failure, and the sender no longer listens; for the log.
        throw new ProblemError('request.invalid', 'The rows broke off before their end; what came before is imported');
      }
      await Promise.allSettled([body.drain()]);
      throw error;
    }
  }
}
