import { expect, openSession, test } from './console-test.mjs';
import { logComplaint, requestsOf, send } from './tracker-api.mjs';

const hour = 3_600_000;

test.describe('queue', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
  });
  const lines = (page) => page.locator('a.line-link');
  const preview = (page) => page.getByRole('region', { name: 'Preview' });

  test('closes a preview to its line, and moves on from there', async ({ page }) => {
    await page.goto('/app/queue?queue=all');
    await expect(page.getByRole('table')).toBeVisible();
    for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key);
    await expect(preview(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(lines(page).nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(preview(page)).toBeFocused();
    await page.keyboard.press('j');
    await expect(lines(page).nth(2)).toBeFocused();
  });

  test('opens a complaint with four keys from anywhere, in one request', async ({ page }) => {
    await page.goto('/app/help');
    await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
    for (const key of ['g', 'q']) await page.keyboard.press(key);
    await expect(lines(page).first()).toBeVisible();
    await page.keyboard.press('j');
    await expect(lines(page).first()).toBeFocused();
    const reference = await lines(page).first().textContent();
    const requests = await requestsOf(page, async () => {
      await page.keyboard.press('o');
      await expect(page.getByRole('heading', { level: 1 })).toContainText(reference);
    });
    expect(requests).toEqual([expect.stringMatching(/\/case$/)]);
  });

  test('opens one dialog at a press of a, with a selection beside a preview', async ({ page }) => {
    await page.goto('/app/queue?queue=to_assign');
    await expect(page.getByRole('table')).toBeVisible();
    for (const key of ['j', 'x', 'Enter']) await page.keyboard.press(key);
    await expect(preview(page).getByRole('button', { name: 'Assign' })).toBeVisible();
    await page.keyboard.press('a');
    await expect(page.getByRole('dialog', { name: 'Assign: 1 complaint', exact: true })).toBeVisible();
    await expect(page.locator('[role=dialog]')).toHaveCount(1);
  });

  test('does not choose an agency for complaints of several agencies', async ({ page }) => {
    const { items } = await send(page, 'GET', '/complaints?queue=to_assign');
    const agencyOf = ({ workingAgency, agency }) => (workingAgency ?? agency).id;
    const other = items.find((item) => agencyOf(item) !== agencyOf(items[0]));
    await page.goto('/app/queue?queue=to_assign');
    for (const { reference } of [items[0], other]) {
      await page.getByRole('checkbox', { name: `Select ${reference}` }).check();
    }
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Assign: 2 complaints' });
    await expect(dialog.getByRole('combobox', { name: 'Agency' })).toHaveValue('');
    await dialog.getByLabel('Reason').fill('Nearest agency.');
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByRole('link', { name: 'Choose: Agency' })).toBeVisible();
  });

  test('forgets the selection when a filter changes', async ({ page }) => {
    await page.goto('/app/queue?queue=to_assign');
    await page.getByRole('checkbox').first().check();
    const selection = page.getByRole('region', { name: '1 complaint selected' });
    await expect(selection).toBeVisible();
    await page.getByLabel('Status').selectOption('closed');
    await expect(selection).toBeHidden();
  });

  test('counts no news in a part of a queue', async ({ page }) => {
    await page.clock.install();
    await page.goto('/app/queue?queue=overdue&priority=1');
    await expect(page.getByRole('table')).toBeVisible();
    const polled = page.waitForResponse(
      (response) => response.request().headers()['x-background'] === '1' && response.url().endsWith('/queues'),
    );
    await page.clock.runFor(35_000);
    await (await polled).finished();
    await page.getByLabel('Status').selectOption('assigned');
    await expect(page.getByRole('status').filter({ hasText: 'complaint' })).toBeVisible();
    await expect(page.getByRole('button', { name: /new complaint/ })).toHaveCount(0);
  });

  test('opens a saved view with all its filters', async ({ page }) => {
    const name = `Interviews ${Date.now()}`;
    const filters = { source: 'subject_interview', state: ['received', 'in_triage'] };
    await send(page, 'POST', '/saved-views', { name, text: null, filters, sharedWith: 'nobody' });
    await page.goto('/app/');
    const asked = page.waitForRequest((request) => request.url().includes('/api/v1/complaints?'));
    await page.getByRole('link', { name }).click();
    const query = new URL((await asked).url()).searchParams;
    expect([query.get('queue'), query.get('source'), query.get('state')]).toEqual([
      'all',
      'subject_interview',
      'received,in_triage',
    ]);
    await expect(page.getByLabel('Status').locator('option:checked')).toHaveText('Received, In triage');
    await expect(page.getByText('Only some complaints of this queue are shown')).toBeVisible();
  });

  test('shows a complaint as it is after an act in the preview', async ({ page }) => {
    const { id } = await logComplaint(page);
    await page.goto(`/app/queue?queue=all&sel=${id}`);
    const open = preview(page).getByRole('link', { name: 'Open the complaint' });
    await open.click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Received');
    await page.goBack();
    await expect(open).toBeVisible();
    await page.keyboard.press('h');
    await page.getByRole('dialog').getByLabel('Reason').fill('Waits for the laboratory.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await open.click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('On hold');
  });

  test('names the time that passed, and no day', async ({ page }) => {
    const receivedAt = new Date(Date.now() - 29 * hour).toISOString();
    // Complaints of other tests are newer. Those of this type are fewer than a page.
    const type = 'child_sex_tourism';
    const { reference } = await logComplaint(page, { receivedAt, type });
    await page.goto(`/app/queue?queue=all&type=${type}`);
    await expect(page.getByRole('row', { name: reference })).toContainText('1 day ago');
  });
});

test.describe('search', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    await page.goto('/app/search');
    await page.getByRole('searchbox').fill('NE-000168');
    await page.keyboard.press('Enter');
  });
  const result = (page) => page.getByRole('main').getByRole('link', { name: 'NE-000168' }).first();

  test('shows its results again on the way back from a complaint', async ({ page }) => {
    await result(page).click();
    await expect(page.getByRole('heading', { name: 'What was reported' })).toBeVisible();
    await page.goBack();
    await expect(result(page)).toBeVisible();
    await expect(page.getByRole('searchbox')).toHaveValue('NE-000168');
  });

  test('saves as a view what was searched, not what was typed since', async ({ page }) => {
    await expect(result(page)).toBeVisible();
    await page.getByRole('searchbox').fill('another text');
    await page.getByLabel('Name of the view').fill(`Reference ${Date.now()}`);
    const saved = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith('/saved-views'),
    );
    await page.keyboard.press('Enter');
    expect((await saved).postDataJSON().text).toBe('NE-000168');
    await expect(page.getByRole('status').filter({ hasText: 'is saved' })).toBeVisible();
  });
});
