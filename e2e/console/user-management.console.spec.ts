import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

describe('User Management > Add Users > Add User from External Systems (S27)', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    await visitor.signIn();
    await visitor.open('/administration/users-and-permission/user-management', 'User Management');
  });
  afterAll(() => console.close());

  it('leads from a conflict to calls that are tried again, by the words of the instructions (S25, S27)', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Add Users' }).click();
    await page.getByRole('menuitem', { name: 'Add User from External Systems' }).click();
    await page.getByRole('combobox', { name: 'Connection Type' }).click();
    await page.getByRole('option', { name: 'GONG_IO' }).click();
    await page.getByRole('combobox', { name: 'Connection', exact: true }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('table', { name: 'Users at Gong' }).waitFor();
    await page.getByRole('button', { name: /^Conflict \d+$/ }).click();
    await page.getByRole('button', { name: /^Conflict \d+$/, pressed: true }).waitFor();
    const conflict = page.getByRole('row').filter({ hasText: 'Conflict' }).first();
    await conflict.getByRole('button', { name: /^Conflict: choose the User of/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Suggested User' });
    await dialog.getByText(/^Recommended/).waitFor();
    await dialog
      .getByText(/the rules cannot choose/)
      .first()
      .waitFor();
    await dialog.getByText(/^\d+ calls? will be tried again\.$/).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/^\d+ calls? tried again$/).waitFor({ timeout: 45_000 });
    await dialog.getByRole('button', { name: 'Close' }).last().click();
  });

  it('changes and removes a mapping that was made by hand (S17)', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Clear filters' }).click();
    const mapped = page.getByRole('row').filter({ hasText: 'mapped by hand' });
    await mapped.first().waitFor();
    const before = await mapped.count();
    await mapped
      .first()
      .getByRole('button', { name: /^Remove the mapping of/ })
      .click();
    const asked = page.getByRole('dialog', { name: /^Remove the mapping of/ });
    await asked.getByText('Activities that are there keep their Author.').waitFor();
    await asked.getByRole('button', { name: 'Remove mapping' }).click();
    await asked.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Conflict \d+$/ }).waitFor();
    if (before === 1) await mapped.first().waitFor({ state: 'detached' });
  });

  it('changes whom a user of Gong is mapped to, to any other User, which then counts as mapped by hand (S17)', async () => {
    const { page } = visitor;
    const address = new URL(page.url()).searchParams.get('connection');
    const { items } = await (await page.request.get(`/api/connections/${address}/gong-users?limit=200`)).json();
    const mapped = (
      items as { name: string; how: string; user: { gsid: string; name: string; email: string } }[]
    ).filter(({ how }) => how === 'by-rule');
    const [one, other] = [mapped[0], mapped.at(-1)];
    await visitor.open(`${new URL(page.url()).pathname}?connection=${address}`, 'Add User from External Systems');
    const row = page
      .getByRole('row')
      .filter({ hasText: one?.name ?? '' })
      .first();
    await row.getByText(/by the rules/).waitFor();
    await row.getByRole('button', { name: `Change ${one?.name}` }).click();
    const dialog = page.getByRole('dialog', { name: 'Suggested User' });
    await dialog.getByRole('combobox', { name: 'Another User' }).fill(other?.user.email ?? '');
    await page.getByRole('option', { name: `${other?.user.name}, ${other?.user.email}` }).click();
    await dialog.getByText('Chosen by you, whatever the address').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(`Mapped to ${other?.user.name}.`).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await row.getByText(/mapped by hand/).waitFor();
    await row.getByText('Mapped', { exact: true }).waitFor();
    await row.getByText(other?.user.name ?? '', { exact: true }).waitFor();

    await row.getByRole('button', { name: `Remove the mapping of ${one?.name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove mapping' }).click();
    await row.getByText(/by the rules/).waitFor();
    await row
      .getByText(one?.user.name ?? '', { exact: true })
      .first()
      .waitFor();
  });

  it('says in the dialog that a Save did not arrive, and keeps what was chosen', async () => {
    const { page } = visitor;
    await page.route('**/gong-users/*/mapping', (route) => route.abort(), { times: 1 });
    await page
      .getByRole('button', { name: /^Change / })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'Suggested User' });
    await dialog.getByRole('radio').first().waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').getByText('could not be reached').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});
