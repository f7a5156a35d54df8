import { randomUUID } from 'node:crypto';
import { checkAccessibility, expect, openSession, test } from './console-test.mjs';
import { logComplaint, triage } from './tracker-api.mjs';

test.describe('a page that has nothing to show says what to do', () => {
  test.use({ expectedMessages: /status of (?:404|422)|net::ERR_FAILED|dynamically imported module/ });

  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
  });

  test('when the code of a screen cannot be loaded, and another page opens', async ({ page }) => {
    await page.goto('/app/');
    await page.route('**/assets/search-*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'This page could not be shown.' })).toBeVisible();
    await expect(page.getByText('Check your connection')).toBeVisible();
    await checkAccessibility(page);
    await page.getByRole('link', { name: 'Help', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
  });

  test('when a queue has no complaint with the chosen properties', async ({ page }) => {
    await page.goto('/app/queue?queue=on_hold&type=child_sex_trafficking&priority=1');
    await expect(page.getByText('Clear the filters to see the others.')).toBeVisible();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await expect(page.getByRole('table')).toBeVisible();
  });

  test('when the address of a queue has an unknown filter', async ({ page }) => {
    await page.goto('/app/queue?queue=to_assign&state=no_such_state');
    await expect(page.getByRole('alert')).toContainText('The address has a filter that the tracker does not know.');
    await checkAccessibility(page);
    await page.getByRole('link', { name: 'Show the whole queue' }).click();
    await expect(page.getByRole('table')).toBeVisible();
  });

  test('when there is no such complaint, and offers no second try', async ({ page }) => {
    await page.goto(`/app/complaints/${randomUUID()}`);
    await expect(page.getByRole('alert')).toContainText('Check the link');
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  });

  test('when a list of home has no page', async ({ page }) => {
    await page.goto('/app/');
    const note = page.getByText('The console has no pages for these yet.');
    await expect(note).toBeVisible();
    await expect(note.locator('xpath=following-sibling::ul').getByRole('link')).toHaveCount(0);
  });
});

test.describe('a complaint', () => {
  test.beforeEach(async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openSession(page, 'supervisor.task-force');
  });

  test('offers its next act first', async ({ page }) => {
    const { id } = await logComplaint(page);
    const first = page.locator('.page-acts button').first();
    await page.goto(`/app/complaints/${id}`);
    await expect(first).toHaveText('Triage');
    await triage(page, { id });
    await page.reload();
    await expect(first).toHaveText('Assign');
  });

  test('has its CT number to copy', async ({ page }) => {
    const externalReference = String(Date.now());
    const { id } = await logComplaint(page, { source: 'ncmec_cybertip', externalReference });
    await page.goto(`/app/complaints/${id}`);
    await page.getByRole('button', { name: 'Copy the CT number' }).press('Enter');
    await expect(page.getByRole('status').filter({ hasText: `${externalReference} is copied.` })).toBeVisible();
    expect(await page.evaluate(() => window.navigator.clipboard.readText())).toBe(externalReference);
  });

  test('has the start of a long text up to the end of a word', async ({ page }) => {
    const { id } = await logComplaint(page, { narrative: 'observation '.repeat(80).trim() });
    await page.goto(`/app/complaints/${id}`);
    const text = page.locator('.narrative');
    await expect(text.locator('.no-print')).toHaveText('…');
    const shown = await text.evaluate((element) => element.firstChild.textContent);
    expect(shown).toMatch(/^(?:observation )+observation$/);
    await page.getByRole('button', { name: 'Show the whole text' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Show less' })).toHaveAttribute('aria-expanded', 'true');
  });

  test('is in the results of a search with the agency and the investigator who have it', async ({ page }) => {
    const word = `zebrafinch${Date.now()}`;
    const { reference } = await logComplaint(page, { narrative: `The account is called ${word}.` });
    await page.goto('/app/search');
    await page.getByRole('searchbox').fill(reference);
    await page.keyboard.press('Enter');
    const line = page.getByRole('listitem').filter({ hasText: reference });
    await expect(line).toContainText(' · Unassigned');
    await expect(line).not.toContainText('Not set');
  });
});

test.describe('on a telephone', () => {
  test.use({ hasTouch: true, viewport: { width: 320, height: 640 } });

  test('a value that was found in a text gets its owner without a key', async ({ page }) => {
    await openSession(page, 'investigator.agency');
    await page.goto('/app/new');
    await page.getByLabel('What was reported').fill('The account is night.owl.320@example.com.');
    await page.getByRole('row', { name: /night\.owl\.320/ }).tap();
    await page.getByLabel('Owner of night.owl.320@example.com').selectOption({ label: 'Suspect' });
    await expect(page.getByRole('row', { name: /night\.owl\.320/ })).toContainText('of the suspect');
    await checkAccessibility(page);
  });
});
