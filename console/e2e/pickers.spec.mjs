import { checkAccessibility, choose, expect, openSession, test } from './console-test.mjs';
import { logComplaint, send, triage } from './tracker-api.mjs';

const last = 'Zyxwood Sheriff’s Office';
const listed = 50;

/** Adds agencies until a picker cannot list all. The last one by name is beyond the first page. */
async function addAgencies(page) {
  const { items } = await send(page, 'GET', '/agencies?limit=200');
  const names = [
    last,
    ...Array.from({ length: Math.max(0, listed - items.length) }, (_, n) => `Yarrow County Office ${n}`),
  ];
  for (const name of names) {
    const membership = { kind: 'affiliate', beganOn: '2017-10-01', mouSignedOn: '2017-09-20' };
    await send(page, 'POST', '/agencies', { name, kind: 'local_police', level: 'local', state: 'NE', membership });
  }
}

/** Opens the page of a new complaint that can be assigned. */
async function openComplaint(page) {
  const complaint = await logComplaint(page);
  await triage(page, complaint);
  await page.goto(`/app/complaints/${complaint.id}`);
  await expect(page.getByRole('heading', { name: 'What was reported' })).toBeVisible();
  return complaint;
}

test.describe('the picker of agencies', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'admin.task-force');
    const { items } = await send(page, 'GET', `/agencies?q=${encodeURIComponent(last)}`);
    if (items.length === 0) await addAgencies(page);
    await page.context().clearCookies();
    await openSession(page, 'supervisor.task-force');
  });

  test('finds an agency that it does not list at first, and says that there are more', async ({ page }) => {
    const { id } = await openComplaint(page);
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    const field = dialog.getByRole('combobox', { name: 'Agency' });
    const present = await field.inputValue();
    expect(present).not.toBe('');
    const options = page.getByRole('listbox').getByRole('option');
    const more = page.getByText(`The first ${listed} are shown. Type letters of the name to find others.`);
    await field.press('ArrowDown');
    await expect(more).toBeVisible();
    await expect(options.filter({ hasText: last })).toHaveCount(0);
    await checkAccessibility(page);

    await field.fill('no agency has this');
    await expect(page.getByText('No agency has this name.')).toBeVisible();
    await checkAccessibility(page);
    await field.press('Escape');
    await expect(field).toHaveValue('');
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByRole('link', { name: 'Choose: Agency' })).toBeVisible();

    await choose(page, field, last);
    await expect(more).toHaveCount(0);
    await field.press('ArrowDown');
    await expect(more).toBeVisible();
    await expect(options.filter({ hasText: last })).toHaveAttribute('aria-selected', 'true');
    await field.press('Escape');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('status').filter({ hasText: 'is assigned' })).toBeVisible();
    const { workingAgency } = await send(page, 'GET', `/complaints/${id}`);
    expect(workingAgency.name).toBe(last);
  });

  test('must have a choice, and reads no names beyond those it shows', async ({ page }) => {
    await openComplaint(page);
    const asked = [];
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === '/api/v1/agencies') asked.push([searchParams.get('q'), searchParams.get('limit')]);
    });
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    const field = dialog.getByRole('combobox', { name: 'Agency' });
    await choose(page, field, last);
    await field.fill('');
    await expect(field).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByRole('link', { name: 'Choose: Agency' })).toBeVisible();
    expect(asked).toEqual([
      [null, String(listed)],
      [last, String(listed)],
    ]);
    await dialog.getByRole('combobox', { name: 'Investigator' }).press('ArrowDown');
    await expect(page.getByText('Choose an agency first.')).toBeVisible();
  });

  test('shows the agency of a draft that it does not list at first', async ({ page }) => {
    await page.goto('/app/new');
    await page.getByLabel('What was reported').fill('A report for the last agency of the list.');
    const field = page.getByRole('combobox', { name: 'Agency' });
    await choose(page, field, last);
    await expect(page.getByLabel('State or territory')).toHaveValue('NE');
    await expect(page.getByText(/Draft saved/)).toBeVisible();
    await page.reload();
    await expect(field).toHaveValue(last);
    await page.getByRole('button', { name: 'Discard the draft' }).click();
  });
});
