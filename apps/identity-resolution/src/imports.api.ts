import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  CURSOR_TIME,
  decodeCursor,
  downloadRejectedRows,
  encodeCursor,
  listDirectoryImports,
  type ResponseOf,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf, notFound, ProblemError, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { stateOf, toDirectoryImport } from './import/rejected/file-life';
import { listImportRows, readImportRow } from './store/read-imports';
import { readRejectedRows } from './store/rejected-rows';

const DEFAULT_LIMIT = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@Controller()
export class ImportsApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Implements(listDirectoryImports)
  async list(
    @Input() { identity: { tenantId }, query: { cursor, limit = DEFAULT_LIMIT } }: InputOf<typeof listDirectoryImports>,
  ): Promise<ResponseOf<typeof listDirectoryImports>> {
    const scope = ['listDirectoryImports', tenantId];
    const position = cursor === undefined ? [] : decodeCursor(scope, cursor, [CURSOR_TIME, UUID]);
    if (position === null) {
      const message = 'expected the nextCursor of a page of this very list';
      throw new ProblemError('request.invalid', `query.cursor: ${message}`, [{ field: 'query.cursor', message }]);
    }
    const [startedAt, importId] = position;
    const after = startedAt === undefined || importId === undefined ? null : { startedAt, importId };
    const rows = await listImportRows(this.database.within(tenantId), tenantId, { after, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => toDirectoryImport(row, this.clock.now())),
      nextCursor: last === undefined ? null : encodeCursor(scope, [last.started_at.toISOString(), last.import_id]),
    };
  }

  /** Its length is told beforehand: half a file never looks whole. */
  @Implements(downloadRejectedRows)
  async rejected(@Input() input: InputOf<typeof downloadRejectedRows>): Promise<void> {
    const { identity, params, response } = input;
    const { tenantId } = identity;
    const { importId } = params;
    const theirs = this.database.within(tenantId);
    const found = await readImportRow(theirs, tenantId, importId);
    if (found === undefined) throw notFound('import');
    const now = this.clock.now();
    if (stateOf(found, now) === 'running') throw new ProblemError('conflict', 'The import is still running');
    if (found.rejected_rows === 0) throw notFound('file: no row of this import was rejected, or none that fits one');
    if (found.rejected_until <= now) {
      throw new ProblemError(
        'import.file-expired',
        'Files of rejected rows are kept for 7 days, the newest 20 of them; send the original file again',
      );
    }
    const [type, extension] = found.format === 'csv' ? ['text/csv', 'csv'] : ['application/x-ndjson', 'jsonl'];
    const name = `rejected-${found.kind}-${found.started_at.toISOString().slice(0, 10)}-${importId}.${extension}`;
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.setHeader('content-disposition', `attachment; filename="${name}"`);
    response.setHeader('content-length', found.rejected_bytes);
    await theirs.transaction(async (tx) => {
      const object = { kind: 'import', id: importId, name: found.kind };
      recordAudit(tx, input, { action: 'directory.rejected-rows-downloaded', object });
    });
    try {
      await pipeline(Readable.from(readRejectedRows(theirs, { tenantId, importId })), response);
    } catch (error) {
      if ((error as { code?: unknown }).code !== READER_GONE) throw error;
    }
  }
}

/** There is nobody to tell. */
const READER_GONE = 'ERR_STREAM_PREMATURE_CLOSE';
