import { OpenConsole } from './open-console';
import type { Visitor } from './visitor';

const PEOPLE = '/administration/users-and-permission';

describe('Members, API tokens and the audit log (X3)', () => {
  let console: OpenConsole;
  let visitor: Visitor;
  const mark = Date.now().toString(36);
  beforeAll(async () => {
    console = await OpenConsole.open();
    visitor = await console.visitor();
    await visitor.signIn();
  });
  afterAll(() => console.close());

  it('shows the link of an invitation once, and the member in the list', async () => {
    const { page } = visitor;
    await visitor.open(`${PEOPLE}/members`, 'Members');
    await page.getByRole('button', { name: 'Add member' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add member' });
    await dialog.getByRole('button', { name: 'Add member' }).click();
    await dialog.getByText('An address such as ana@acme.example.').waitFor();
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill(`mia.${mark}@acme.example`);
    await dialog.getByRole('textbox', { name: 'Name' }).fill(`Mia ${mark}`);
    await dialog.getByRole('button', { name: 'Add member' }).click();
    const invited = page.getByRole('dialog', { name: `Invitation of Mia ${mark}` });
    expect(await invited.getByLabel('Invitation link').textContent()).toMatch(/^http.*invitation/);
    await invited.getByRole('button', { name: 'Close' }).last().click();
    await page
      .getByRole('row')
      .filter({ hasText: `mia.${mark}@acme.example` })
      .getByText('Invited')
      .waitFor();
  });

  it('says in words that the last admin stays one, and keeps the dialog', async () => {
    const { page } = visitor;
    await visitor.open(`${PEOPLE}/members`, 'Members');
    await page
      .getByRole('row')
      .filter({ hasText: '(you)' })
      .getByRole('button', { name: /^Change / })
      .click();
    const dialog = page.getByRole('dialog', { name: /^Change / });
    await dialog.getByRole('radio', { name: 'Member' }).click();
    await dialog.getByText('Save ends all their sessions.').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').getByText('The tenant would have no admin').waitFor();
  });

  it('shows a token once, with its scopes and its end, and revokes it', async () => {
    const { page } = visitor;
    await visitor.open(`${PEOPLE}/api-tokens`, 'API tokens');
    await page.getByRole('button', { name: 'Create token' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create token' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(`Warehouse ${mark}`);
    await dialog.getByRole('combobox', { name: 'Scopes' }).click();
    await page.getByRole('option', { name: 'timeline:read', exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).click();
    await dialog.getByRole('button', { name: 'Create token' }).click();
    const shown = page.getByRole('dialog', { name: `Token Warehouse ${mark}` });
    const token = (await shown.getByLabel('Token', { exact: true }).textContent()) ?? '';
    await shown.getByRole('button', { name: 'Close' }).last().click();
    // The row stands below it before it has gone.
    await shown.waitFor({ state: 'detached' });
    expect(token.length).toBeGreaterThan(20);
    const row = page.getByRole('row').filter({ hasText: `Warehouse ${mark}` });
    await row.getByText('only timeline:read').waitFor();
    expect(await page.content()).not.toContain(token);
    await row.getByRole('button', { name: `Revoke Warehouse ${mark}` }).click();
    await page.getByRole('dialog').getByText('It was never used.').waitFor();
    await page.getByRole('button', { name: 'Revoke token' }).click();
    await row.getByText('Revoked').waitFor();
  });

  it('tells what was changed, before and after, and filters by it in the address', async () => {
    const { page } = visitor;
    await visitor.open('/administration/audit-log?action=sync-settings.saved', 'Audit log');
    await page.getByRole('cell', { name: 'Saved the settings of the sync', exact: true }).last().click();
    const entry = page.getByRole('dialog', { name: 'Saved the settings of the sync' });
    await entry.getByRole('row').filter({ hasText: 'first run days' }).getByText('30').waitFor();
    await entry.getByRole('button', { name: 'Everything done to it' }).click();
    await page.waitForURL(/objectKind=sync-settings/);
    await visitor.open('/administration/audit-log?from=2001-01-01&to=2001-01-02', 'Audit log');
    await page.getByText('Nothing was done that fits these filters').waitFor();
  });

  it('keeps the name of an Activity Type from being used twice', async () => {
    const { page } = visitor;
    await visitor.open('/administration/timeline/activity-types', 'Activity types');
    await page.getByRole('button', { name: 'Create type' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create type' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('meeting');
    await dialog.getByRole('button', { name: 'Create type' }).click();
    await dialog
      .getByText(/there is an Activity Type meeting already/i)
      .first()
      .waitFor();
  });
});
