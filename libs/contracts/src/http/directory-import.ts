import { type Static, Type } from '@sinclair/typebox';
import { nullable, Uuid } from '../events/gong-call';
import { defineOperation } from './define-operation';
import { CompanyRow, PersonRow, UserRow } from './directory';
import { pageOf, pageQuery } from './page';
import { time } from './text-formats';

const of = { owner: 'identity-resolution', tag: 'Directory' } as const;

export const DirectoryKind = Type.Union([Type.Literal('companies'), Type.Literal('persons'), Type.Literal('users')]);

/** All bad rows, kept for some days as a file that can be mended and sent again; null when no row was bad. */
const RejectedFile = nullable(
  Type.Object({
    rows: Type.Integer({ description: 'Rows in the file' }),
    complete: Type.Boolean({ description: 'False: there were more bad rows than the file may hold' }),
    expiresAt: time(),
  }),
);

const counts = {
  read: Type.Integer(),
  created: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
};

export const ImportResult = Type.Object(
  {
    importId: Uuid,
    dryRun: Type.Boolean(),
    ...counts,
    /** The first 1,000 bad rows, each with where and what was expected. */
    errors: Type.Array(
      Type.Object({
        line: Type.Integer({ minimum: 1 }),
        field: nullable(Type.String({ description: 'As the file calls it: its key, or the header of its column' })),
        value: nullable(Type.String()),
        message: Type.String(),
      }),
    ),
    rejectedFile: RejectedFile,
  },
  { $id: 'ImportResult' },
);
export type ImportResult = Static<typeof ImportResult>;

export const importDirectory = defineOperation({
  ...of,
  operationId: 'importDirectory',
  method: 'POST',
  path: '/api/directory/{kind}/import',
  access: 'admin',
  summary: 'Import companies, persons or users, as JSON lines or CSV',
  description: [
    'Idempotent by externalId. Good rows go in even when others are bad; each bad row is told with line, field, value and what was expected, and kept in a file that can be mended and sent again. Import companies before the persons that name them; a parent company may come later, in the same file or another. Rows go in as they arrive: when the sender goes away in the middle, what came before stays, and sending the file again changes nothing of that.',
    'JSON lines: a field that a row leaves out keeps its value, null or [] empties it; of custom fields each by itself. A key _problem is ignored.',
    'CSV (RFC 4180, UTF-8): the header row names the columns externalId, name, parentExternalId, crmAccountIds, domains, customFields.<name> for companies; externalId, name, emails, crmContactIds, companyExternalIds, customFields.<name> for persons; externalId, name, email, licence, active, customFields.<name> for users. Several values of one cell are separated by a semicolon. A column that is not there keeps its values; an empty cell empties its field, unless emptyCells is keep. A column called problem is ignored. An unknown, doubled or missing column is refused before anything is written.',
  ].join('\n\n'),
  params: Type.Object({ kind: DirectoryKind }),
  query: Type.Object({
    dryRun: Type.Optional(
      Type.Boolean({ default: false, description: 'Tell what would become of the rows, and write nothing' }),
    ),
    separator: Type.Optional(
      Type.Union([Type.Literal('comma'), Type.Literal('semicolon'), Type.Literal('tab')], {
        description: 'Of the cells of a CSV file; found out from its header when left out',
      }),
    ),
    columns: Type.Optional(
      Type.String({
        maxLength: 8000,
        description:
          'What the columns of a CSV file are, where its header does not say it: a JSON object from header to column, or to null for one that is left out, such as {"Account Name":"name","Notes":null}',
      }),
    ),
    emptyCells: Type.Optional(
      Type.Union([Type.Literal('clear'), Type.Literal('keep')], {
        default: 'clear',
        description: 'What an empty cell of a CSV file does to its field',
      }),
    ),
  }),
  requestStream: {
    contentTypes: ['application/x-ndjson', 'text/csv'],
    description: 'CompanyRow, PersonRow or UserRow, one a line; a row is at most 64 KiB, the file at most 1 GiB',
    line: Type.Union([CompanyRow, PersonRow, UserRow]),
    examples: {
      'text/csv': 'externalId,name,domains,customFields.Region\nc-1,Acme,acme.example;acme.test,EMEA\n',
    },
  },
  status: 200,
  response: ImportResult,
  problems: ['request.media-type', 'request.too-large', 'import.columns'],
});

export const DirectoryImport = Type.Object(
  {
    importId: Uuid,
    kind: DirectoryKind,
    format: Type.Union([Type.Literal('csv'), Type.Literal('json-lines')]),
    dryRun: Type.Boolean(),
    state: Type.Union([Type.Literal('running'), Type.Literal('done'), Type.Literal('broken-off')]),
    startedBy: Type.String({ description: 'Who sent it' }),
    startedAt: time(),
    endedAt: nullable(time()),
    ...counts,
    rejectedFile: RejectedFile,
  },
  { $id: 'DirectoryImport' },
);
export type DirectoryImport = Static<typeof DirectoryImport>;

export const listDirectoryImports = defineOperation({
  ...of,
  operationId: 'listDirectoryImports',
  method: 'GET',
  path: '/api/directory/imports',
  access: 'admin',
  summary: 'List the imports of the last 90 days, newest first',
  query: Type.Object(pageQuery),
  status: 200,
  response: pageOf(DirectoryImport),
  problems: [],
});

export const downloadRejectedRows = defineOperation({
  ...of,
  operationId: 'downloadRejectedRows',
  method: 'GET',
  path: '/api/directory/imports/{importId}/rejected',
  access: 'admin',
  summary: 'Download the bad rows of an import, to mend them and send them again',
  description:
    'In the format that was sent, with what is wrong beside each row: the last column problem of a CSV file, or the key _problem of a JSON line; an import ignores both. Kept for 7 days.',
  params: Type.Object({ importId: Uuid }),
  status: 200,
  responseStream: {
    contentType: 'text/csv',
    otherContentTypes: ['application/x-ndjson'],
    description: 'CSV, or application/x-ndjson if that was sent',
  },
  problems: ['import.file-expired'],
});
