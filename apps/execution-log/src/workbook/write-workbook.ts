import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Job } from '@gong-timeline/contracts';
import type { OutcomeCode } from '@gong-timeline/domain';
import { stream, type Worksheet } from 'exceljs';
import { sumOf } from '../job/counts-of';
import { COLUMNS, headingsOf, type LoggedCall, rowOf } from './row-of';
import { type Cell, rowXml } from './row-xml';
import { STYLE_IDS, STYLE_SHEET } from './style-sheet';
import { SUMMARY_WIDTHS, summaryOf } from './summary-of';

/** The rows of a sheet, less its heading (Excel's limit). */
const ROWS_PER_SHEET = 1_048_575;
/** 30 % less time and a quarter more bytes than zlib's default (200,000 rows, measured). */
const ZIP_LEVEL = 1;
/** Characters that are handed on at once: smaller ones cost time, larger ones memory. */
const PIECE = 64 * 1024;

/** What exceljs 4.4.0 has inside and does not type: its style table, its archive, and where a sheet's bytes go. */
interface WorkbookInside {
  styles: { addStyleModel(): number; readonly xml: string };
  readonly zip: NodeJS.EventEmitter & { abort(): void };
}
interface SheetInside {
  readonly stream: { uncork(): void; readonly pipes: readonly [Writable] };
}

export interface WorkbookOrder {
  readonly job: Job;
  /** Pages, in the order in which they are to stand. */
  readonly calls: AsyncIterable<readonly LoggedCall[]>;
  readonly to: Writable;
  /** Of its times; UTC when there is none. */
  readonly timeZone?: string;
  readonly now: Date;
  /** The reader went away: nothing more is read or written. */
  readonly signal: AbortSignal;
  readonly rowsPerSheet?: number;
}

/**
 * Streams a job's log as .xlsx. Memory stays flat however many rows there are and however slow the reader is: a page is
 * asked for once the one before it was taken. exceljs makes the package; the rows go to it as XML of ours, since its own
 * have no back pressure and no quotePrefix, and turn a return into a line feed. Rejects when the file is not complete.
 */
export const writeWorkbook = async (order: WorkbookOrder): Promise<void> => {
  const workbook = new stream.xlsx.WorkbookWriter({ stream: order.to, zip: { zlib: { level: ZIP_LEVEL } } });
  const inside = workbook as unknown as WorkbookInside;
  inside.styles = { addStyleModel: () => STYLE_IDS.plain, xml: STYLE_SHEET };
  workbook.creator = workbook.lastModifiedBy = 'gong-timeline';
  workbook.created = workbook.modified = order.now;

  const broken = new AbortController();
  inside.zip.on('error', (error) => broken.abort(error));
  order.to.on('error', (error) => broken.abort(error));
  const signal = AbortSignal.any([order.signal, broken.signal]);
  try {
    await fill(workbook, order, signal);
    // Without the race it would wait for ever for a reader that went away.
    await Promise.race([workbook.commit(), rejectOnAbort(signal)]);
  } catch (error) {
    inside.zip.abort();
    throw signal.aborted ? signal.reason : error;
  }
};

const rejectOnAbort = async (signal: AbortSignal): Promise<never> => {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
};

const fill = async (workbook: stream.xlsx.WorkbookWriter, order: WorkbookOrder, signal: AbortSignal): Promise<void> => {
  const { job, calls, timeZone = 'UTC', rowsPerSheet = ROWS_PER_SHEET } = order;
  const byCode: Partial<Record<OutcomeCode, number>> = {};
  let sheets = 1;
  let room = rowsPerSheet;
  let sheet = await beginCalls(workbook, 'Calls', order, signal);
  for await (const page of calls) {
    for (const { code } of page) byCode[code] = (byCode[code] ?? 0) + 1;
    for (let rest = page; rest.length > 0; ) {
      if (room === 0) {
        sheet.close();
        sheet = await beginCalls(workbook, `Calls ${(sheets += 1)}`, order, signal);
        room = rowsPerSheet;
      }
      const part = rest.slice(0, room);
      await sheet.write(part.map((call) => rowOf(call, job.jobId, timeZone)));
      room -= part.length;
      rest = rest.slice(part.length);
    }
  }
  sheet.close();
  if (sumOf(byCode) + job.lostOutcomes !== sumOf(job.byCode))
    throw new Error('The log was purged while it was being downloaded');

  const summary = new Sheet(workbook, 'Summary', { widths: SUMMARY_WIDTHS, frozen: false, signal });
  await summary.write(summaryOf(job, byCode, timeZone));
  summary.close();
};

const beginCalls = async (
  workbook: stream.xlsx.WorkbookWriter,
  name: string,
  { timeZone = 'UTC' }: WorkbookOrder,
  signal: AbortSignal,
): Promise<Sheet> => {
  const sheet = new Sheet(workbook, name, { widths: COLUMNS.map(({ width }) => width), frozen: true, signal });
  await sheet.write([headingsOf(timeZone)], STYLE_IDS.heading);
  return sheet;
};

interface SheetLook {
  readonly widths: readonly number[];
  /** The first row stays in sight. */
  readonly frozen: boolean;
  readonly signal: AbortSignal;
}

class Sheet {
  private readonly sheet: Worksheet;
  private readonly bytes: Writable;
  private readonly signal: AbortSignal;
  private written = 0;

  constructor(workbook: stream.xlsx.WorkbookWriter, name: string, { widths, frozen, signal }: SheetLook) {
    this.signal = signal;
    this.sheet = workbook.addWorksheet(name, frozen ? { views: [{ state: 'frozen', ySplit: 1 }] } : {});
    this.sheet.columns = widths.map((width) => ({ width }));
    // A row without cells leaves no trace but that everything which stands before the rows has been written.
    this.sheet.addRow([]).commit();
    const { stream: buffer } = this.sheet as unknown as SheetInside;
    buffer.uncork();
    this.bytes = buffer.pipes[0];
  }

  async write(rows: readonly (readonly Cell[])[], style?: number): Promise<void> {
    let xml = '';
    for (const row of rows) {
      xml += rowXml((this.written += 1), row, style);
      if (xml.length >= PIECE) {
        await this.pass(xml);
        xml = '';
      }
    }
    await this.pass(xml);
  }

  private async pass(xml: string): Promise<void> {
    this.signal.throwIfAborted();
    if (!this.bytes.write(xml)) await once(this.bytes, 'drain', { signal: this.signal });
  }

  close(): void {
    this.sheet.commit();
  }
}
