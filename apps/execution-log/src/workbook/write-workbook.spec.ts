import { PassThrough, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Job } from '@gong-timeline/contracts';
import { eventually } from '@gong-timeline/testing';
import { Workbook } from 'exceljs';
import { COLUMNS, headingsOf, type LoggedCall } from './row-of';
import { STYLE_IDS, STYLE_SHEET } from './style-sheet';
import { writeWorkbook } from './write-workbook';

const call = (n: number, changes: Partial<LoggedCall> = {}): LoggedCall => ({
  callId: String(6_318_540_972_213_400_000n + BigInt(n)),
  code: 'synced.created',
  message: 'Activity created on the Timeline of Northwind Ltd.',
  title: `Review ${n}`,
  startedAt: '2026-03-03T10:02:14.507133-08:00',
  ownerName: 'Ana Host',
  url: null,
  companyGsid: null,
  companyName: 'Northwind Ltd',
  activityId: null,
  attempt: 1,
  ...changes,
});
const jobOf = (calls: number): Job => ({
  jobId: '3f1d3f0e-8a55-4a8e-9d2b-7f5b2d8c4e21',
  connectionId: '0b5c3a52-6f0e-4a3c-9f0e-0d5a7a1f2c11',
  connectionName: '=Acme',
  trigger: 'schedule',
  status: 'Success',
  startedAt: '2026-03-03T12:00:00.000Z',
  endedAt: '2026-03-03T12:01:00.000Z',
  durationSeconds: 60,
  window: null,
  step: null,
  reason: null,
  callsExpected: null,
  counts: { read: calls, created: calls, updated: 0, unchanged: 0, skipped: 0, failed: 0, waiting: 0 },
  lostOutcomes: 0,
  byCode: { 'synced.created': calls },
  log: { expiresAt: null, expired: false },
});
async function* pagesOf(calls: readonly LoggedCall[], size = 100): AsyncGenerator<readonly LoggedCall[]> {
  for (let i = 0; i < calls.length; i += size) yield calls.slice(i, i + size);
}
const now = new Date('2026-03-04T00:00:00.000Z');
const { signal } = new AbortController();

const written = async (calls: readonly LoggedCall[], rowsPerSheet?: number): Promise<Workbook> => {
  const to = new PassThrough();
  const order = { job: jobOf(calls.length), calls: pagesOf(calls), to, now, signal };
  const [, bytes] = await Promise.all([
    writeWorkbook(rowsPerSheet === undefined ? order : { ...order, rowsPerSheet }),
    buffer(to as Readable),
  ]);
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer & Buffer);
  return workbook;
};
const textsIn = (workbook: Workbook, name: string, column: number): unknown[] => {
  const texts: unknown[] = [];
  workbook.getWorksheet(name)?.eachRow((row) => texts.push(row.getCell(column).value));
  return texts;
};

describe('the workbook of a log (S30)', () => {
  it('has one row a call under its headings, and a summary', async () => {
    const calls = Array.from({ length: 3_000 }, (_, i) => call(i));
    const workbook = await written(calls);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Calls', 'Summary']);
    expect(workbook.getWorksheet('Calls')?.getRow(1).values).toEqual([undefined, ...headingsOf('UTC')]);
    expect(textsIn(workbook, 'Calls', 2)).toEqual(['Call ID', ...calls.map(({ callId }) => callId)]);
    expect(textsIn(workbook, 'Calls', 4)[1]).toBe('2026-03-03T18:02:14.507Z');
    expect(textsIn(workbook, 'Calls', 12)[1]).toBe(1);
    const summary = new Map(
      textsIn(workbook, 'Summary', 1).map((label, i) => [label, textsIn(workbook, 'Summary', 2)[i]]),
    );
    expect(summary.get('Calls read')).toBe(3_000);
    expect(summary.get('Read = sum')).toBe('yes');
    expect(summary.get('Connection')).toBe('=Acme');
  });

  it('keeps the headings in sight and the columns wide enough', async () => {
    const sheet = (await written([call(1)])).getWorksheet('Calls');
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(COLUMNS.map((_, i) => sheet?.getColumn(i + 1).width)).toEqual(COLUMNS.map(({ width }) => width));
    expect(sheet?.getRow(1).getCell(1).font).toMatchObject({ bold: true });
    expect(sheet?.getRow(2).getCell(1).font?.bold).toBeUndefined();
  });

  it('holds no formula, whatever the text, and gives every text back as it is', async () => {
    const titles = [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\ttab',
      '\rreturn',
      '＝1',
      ' "q" <b> & \r\n',
      'a_x0041_b',
      '  pad  ',
      '🚀',
    ];
    const workbook = await written(titles.map((title, i) => call(i, { title })));
    workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined())));
    const given = textsIn(workbook, 'Calls', 3).slice(1);
    // This reader alone leaves the escape of the format in.
    expect(given).toEqual(titles.map((title) => title.replace('_x0041_', '_x005F_x0041_')));
  });

  it('has a style with quotePrefix where the rows look for it', () => {
    const styles = STYLE_SHEET.slice(STYLE_SHEET.indexOf('<cellXfs')).match(/<xf [^>]*>/g) ?? [];
    expect(styles.map((style) => style.includes('quotePrefix="1"'))).toEqual([false, false, true, false]);
    expect(STYLE_IDS.quoted).toBe(2);
  });

  it('begins the next sheet when one is full, also within a page, and has no empty one', async () => {
    const calls = Array.from({ length: 500 }, (_, i) => call(i));
    const workbook = await written(calls, 250);
    expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['Calls', 251],
      ['Calls 2', 251],
      ['Summary', expect.any(Number)],
    ]);
    expect([...textsIn(workbook, 'Calls', 2).slice(1), ...textsIn(workbook, 'Calls 2', 2).slice(1)]).toEqual(
      calls.map(({ callId }) => callId),
    );
  });

  it('is a workbook also when there were no calls', async () => {
    const workbook = await written([]);
    expect(textsIn(workbook, 'Calls', 2)).toEqual(['Call ID']);
    expect(textsIn(workbook, 'Summary', 1)).toContain('Read = sum');
  });
});

describe('the reader of a workbook', () => {
  const endless = () => {
    const asked = { pages: 0, ended: false };
    async function* pages(): AsyncGenerator<readonly LoggedCall[]> {
      try {
        for (;;) {
          asked.pages += 1;
          if (asked.pages > 200) throw new Error('Pages were asked for without end');
          yield Array.from({ length: 1_000 }, (_, i) =>
            call(asked.pages * 1_000 + i, { title: String(Math.random()) }),
          );
        }
      } finally {
        asked.ended = true;
      }
    }
    return { asked, pages };
  };

  it('may be slow: no page is asked for that it has no room for', async () => {
    const { asked, pages } = endless();
    const to = new PassThrough();
    const reader = new AbortController();
    const writing = writeWorkbook({ job: jobOf(1), calls: pages(), to, now, signal: reader.signal });
    const settled = await eventually(async () => {
      const before = asked.pages;
      await new Promise((resolve) => setImmediate(resolve));
      return before > 0 && asked.pages === before && to.writableNeedDrain ? before : null;
    });
    expect(settled).toBeLessThan(10);
    to.read();
    await eventually(() => asked.pages > settled);
    reader.abort(new Error('left'));
    await expect(writing).rejects.toThrow('left');
  });

  it('may go away: nothing more is read, and the writer ends', async () => {
    const { asked, pages } = endless();
    const to = new PassThrough();
    to.resume();
    const reader = new AbortController();
    const writing = writeWorkbook({ job: jobOf(1), calls: pages(), to, now, signal: reader.signal });
    await eventually(() => asked.pages > 3);
    reader.abort(new Error('left'));
    await expect(writing).rejects.toThrow('left');
    expect(asked.ended).toBe(true);
  });

  it('hears of a source that fails, and of one that is short', async () => {
    async function* broken(): AsyncGenerator<readonly LoggedCall[]> {
      yield [call(1)];
      throw new Error('the database went away');
    }
    const order = (calls: AsyncIterable<readonly LoggedCall[]>) => {
      const to = new PassThrough();
      to.resume();
      return writeWorkbook({ job: jobOf(2), calls, to, now, signal });
    };
    await expect(order(broken())).rejects.toThrow('the database went away');
    await expect(order(pagesOf([call(1)]))).rejects.toThrow('purged while it was being downloaded');
  });
});
