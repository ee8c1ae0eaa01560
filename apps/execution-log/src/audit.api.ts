import {
  CURSOR_TIME,
  type AuditEntry,
  encodeCursor,
  exportAuditEntries,
  INSTALLATION,
  listAuditEntries,
  listInstallationAuditEntries,
  type ResponseOf,
} from '@gong-timeline/contracts';
import { Database } from '@gong-timeline/persistence';
import { Clock, Implements, Input, type InputOf, recordAudit } from '@gong-timeline/runtime';
import { Controller, Inject } from '@nestjs/common';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { auditFilter } from './audit/audit-filter';
import { entryOf } from './audit/entry-of';
import { cursorKey, DEFAULT_LIMIT, UUID_SHAPE } from './query-filter';
import { type AuditFilter, readAuditEntries } from './store/audit-entries';

type Page = ResponseOf<typeof listAuditEntries>;
type Position = readonly [at: string, entryId: string];

const ROWS_AT_ONCE = 1_000;

/** The audit log: who changed what, when, from where, before and after. */
@Controller()
export class AuditApi {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Implements(listAuditEntries)
  list(@Input() { identity, query }: InputOf<typeof listAuditEntries>): Promise<Page> {
    return this.page('listAuditEntries', identity.tenantId, query);
  }

  @Implements(listInstallationAuditEntries)
  listOfInstallation(@Input() { query }: InputOf<typeof listInstallationAuditEntries>): Promise<Page> {
    return this.page('listInstallationAuditEntries', INSTALLATION, query);
  }

  /** To take the log out is itself an entry, which stands before the first line flows. */
  @Implements(exportAuditEntries)
  async export(@Input() input: InputOf<typeof exportAuditEntries>): Promise<void> {
    const { identity, query, request, response } = input;
    const { tenantId } = identity;
    const now = this.clock.now();
    const filter = auditFilter(tenantId, query, now);
    response.setHeader('content-type', exportAuditEntries.responseStream.contentType);
    response.setHeader('content-disposition', `attachment; filename="audit-${now.toISOString().slice(0, 10)}.jsonl"`);
    if (request.method === 'HEAD') return void response.end();
    await this.database.within(tenantId).transaction(async (tx) => {
      recordAudit(tx, input, {
        action: 'audit.exported',
        object: { kind: 'audit', id: tenantId },
        after: { ...query },
      });
    });
    await pipeline(Readable.from(this.lines(filter)), response);
  }

  private async *lines(filter: AuditFilter): AsyncGenerator<string> {
    let after: Position | null = null;
    for (;;) {
      const rows = await readAuditEntries(this.database.within(filter.tenantId), filter, {
        after,
        limit: ROWS_AT_ONCE,
      });
      if (rows.length > 0) yield rows.map((row) => `${JSON.stringify(entryOf(row))}\n`).join('');
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_AT_ONCE) return;
      after = [last.position, last.entry_id];
    }
  }

  private async page(list: string, tenantId: string, query: InputOf<typeof listAuditEntries>['query']): Promise<Page> {
    const { cursor, limit = DEFAULT_LIMIT, ...asked } = query;
    const filter = auditFilter(tenantId, asked, this.clock.now());
    const { actorId, action, objectKind, objectId, from, to, timeZone } = asked;
    const scope = [list, tenantId, actorId, action, objectKind, objectId, from, to, timeZone];
    const [position, entryId] = cursorKey(scope, cursor, [CURSOR_TIME, UUID_SHAPE]) ?? [];
    const after: Position | null = position === undefined || entryId === undefined ? null : [position, entryId];
    const rows = await readAuditEntries(this.database.within(tenantId), filter, { after, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const items: AuditEntry[] = rows.slice(0, limit).map(entryOf);
    return { items, nextCursor: last === undefined ? null : encodeCursor(scope, [last.position, last.entry_id]) };
  }
}
