/** How many rows a piece of a file that is sent has. */
const PIECE = 500;
/** Persons to one company. */
const PER_COMPANY = 20;

export interface BenchFile {
  readonly contentType: 'application/x-ndjson' | 'text/csv';
  pieces(): AsyncGenerator<Uint8Array>;
}

export const companyLines = (persons: number): BenchFile => ({
  contentType: 'application/x-ndjson',
  pieces: () =>
    inPieces(Math.ceil(persons / PER_COMPANY), '', (n) => {
      const row = {
        externalId: `acc-${n}`,
        name: `Company ${n}`,
        crmAccountIds: [crmId('001', n)],
        domains: [`c${n}.example`],
      };
      return `${JSON.stringify(row)}\n`;
    }),
});

/** Persons as a CRM has them: an address or two, a CRM id, a company, four custom fields. */
export const personLines = (persons: number): BenchFile => ({
  contentType: 'application/x-ndjson',
  pieces: () =>
    inPieces(persons, '', (n) => {
      const { customFields, emails, ...row } = person(n);
      const fields = { ...customFields, Score: Number(customFields.Score), Subscribed: n % 2 === 0 };
      return `${JSON.stringify({ ...row, emails, crmContactIds: [row.crmContactIds], companyExternalIds: [row.companyExternalIds], customFields: fields })}\n`;
    }),
});

export const personTable = (persons: number): BenchFile => ({
  contentType: 'text/csv',
  pieces: () =>
    inPieces(persons, `${HEADER}\r\n`, (n) => {
      const { externalId, name, emails, crmContactIds, companyExternalIds, customFields } = person(n);
      const cells = [externalId, `"${name}, Dr."`, emails.join('; '), crmContactIds, companyExternalIds];
      return `${[...cells, ...Object.values(customFields), String(n % 2 === 0)].join(',')}\r\n`;
    }),
});

const HEADER =
  'externalId,name,emails,crmContactIds,companyExternalIds,customFields.Title,customFields.City,customFields.Score,customFields.Subscribed';

const person = (n: number) => ({
  externalId: `con-${n}`,
  name: `Person ${n} of Many`,
  emails: n % 3 === 0 ? [`person.${n}@c${n}.example`, `p${n}@home.example`] : [`person.${n}@c${n}.example`],
  crmContactIds: crmId('003', n),
  companyExternalIds: `acc-${Math.floor(n / PER_COMPANY)}`,
  customFields: { Title: 'Head of Operations', City: 'Vilnius', Score: String(n % 100) },
});

const crmId = (prefix: string, n: number): string => `${prefix}5e0000${String(n).padStart(6, '0')}`;

async function* inPieces(rows: number, head: string, row: (n: number) => string): AsyncGenerator<Uint8Array> {
  let piece = head;
  for (let n = 0; n < rows; n += 1) {
    piece += row(n);
    if (n % PIECE !== PIECE - 1) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}
