import { readFileSync } from 'node:fs';
import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const IMPORT = '/administration/directory/import?kind=companies';
const csv = (text: string) => ({ name: 'companies.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

describe('Directory > Import CSV (X4)', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  /** Of this run alone: the demo's directory is shared. */
  const id = `spec-${Date.now().toString(36)}`;
  const file = csv(`Id,Account Name,Website,Sector\n${id},Zebra ${id},zebra.example,Zoo\n,No id,none.example,Zoo\n`);
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    await visitor.signIn(IMPORT);
  });
  beforeEach(async () => {
    await visitor.open(IMPORT, 'Import CSV');
  });
  afterAll(() => console.close());

  it('shows the first rows under what each column is taken for, and writes nothing in a dry run', async () => {
    const { page } = visitor;
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByRole('cell', { name: `Zebra ${id}` }).waitFor();
    expect(await page.getByRole('combobox', { name: 'What Account Name is' }).inputValue()).toBe('Name (needed)');
    expect(await page.getByRole('combobox', { name: 'What Sector is' }).inputValue()).toBe('Custom field Sector');
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByText('2 rows read = 1 would be created + 0 would be updated + 0 unchanged + 1 rejected.').waitFor();
    const found = await page.request.get(`/api/companies?externalId=${id}`);
    expect(((await found.json()) as { items: unknown[] }).items).toEqual([]);
  });

  it('imports the good rows and gives the bad ones back as a file to mend', async () => {
    const { page } = visitor;
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('2 rows read = 1 created + 0 updated + 0 unchanged + 1 rejected.').waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download 1 bad row' }).click();
    const mended = readFileSync(await (await coming).path(), 'utf8');
    expect(mended).toContain('No id');
    expect(mended).toContain('problem');
    await page.getByRole('link', { name: 'See them in the Directory' }).click();
    await visitor.settled('Directory');
    await page.getByRole('searchbox', { name: 'Search' }).fill(`Zebra ${id}`);
    await page.getByRole('cell', { name: `Zebra ${id}` }).waitFor();
  });

  it('says which column is missing before anything is sent', async () => {
    const { page } = visitor;
    await page.locator('input[type="file"]').setInputFiles(csv('Colour\nred\n'));
    await page.getByText('Say which column is “External id”: each row needs it.').waitFor();
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
    await page.locator('input[type="file"]').setInputFiles(csv('\n'));
    await page.getByText('This file has no header row. The first row names the columns.').waitFor();
  });

  it('tells how far a large file is, and ends in the sum of its rows', async () => {
    const { page } = visitor;
    const rows = Array.from({ length: 20_000 }, (_, row) => `${id}-${row},Zebra ${id} ${row},zebra-${row}.example,Zoo`);
    const large = ['Id,Account Name,Website,Sector', ...rows].join('\n');
    await page.locator('input[type="file"]').setInputFiles(csv(large));
    // A crawling line until all that is shown meanwhile was seen: a fast machine has tried the rows before that.
    const line = await visitor.context.newCDPSession(page);
    const sendAt = (uploadThroughput: number) =>
      line.send('Network.emulateNetworkConditions', {
        ...{ offline: false, latency: 0, downloadThroughput: -1 },
        uploadThroughput,
      });
    await sendAt(50_000);
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByRole('progressbar', { name: 'Progress of the import' }).waitFor();
    await page
      .getByText(/^(Trying companies\.csv: \d+ %|companies\.csv has arrived\. Its last rows are being checked\.)$/)
      .waitFor();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await sendAt(-1);
    await page
      .getByText('20,000 rows read = 20000 would be created + 0 would be updated + 0 unchanged + 0 rejected.')
      .waitFor({ timeout: 40_000 });
    await page.getByRole('progressbar', { name: 'Progress of the import' }).waitFor({ state: 'detached' });
  });
});
