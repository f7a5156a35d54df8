import { expect, holdRequests, openHome, openSession, test } from './console-test.mjs';

const script = '<script>document.title = "taken"</script><img src=x onerror="document.title=1">';
const rightToLeft = '\u202Eoediv \u05E9\u05DC\u05D5\u05DD';
const zeroWidth = 'ni\u200Bght\u200Dowl\uFEFF';

test.describe('a page with a hostile text or a slow answer', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'investigator.agency');
  });

  test('shows a hostile text as text in every field of a new complaint', async ({ page }) => {
    await page.goto('/app/new');
    const narrative = `${script} ${rightToLeft} ${zeroWidth}`;
    await page.getByLabel('What was reported').fill(narrative);
    const fields = page.locator('form input[type="text"], form input:not([type])');
    const count = await fields.count();
    expect(count).toBeGreaterThanOrEqual(3);
    for (let index = 0; index < count; index += 1) {
      for (const text of [script, rightToLeft, zeroWidth]) {
        await fields.nth(index).fill(text);
        await expect(fields.nth(index)).toHaveValue(text);
      }
    }
    for (let index = 0; index < count; index += 1) await fields.nth(index).fill('');
    const reported = page.getByLabel('What was reported');
    await reported.press('Control+Enter');
    const summary = page.getByRole('group', { name: 'There is a problem' });
    await expect(summary).toContainText('turn the reading direction');
    await expect(reported).toHaveValue(narrative);
    await reported.fill(`${script} \u05E9\u05DC\u05D5\u05DD ${zeroWidth}`);
    await reported.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
    await expect(page.getByText('document.title = "taken"').first()).toBeVisible();
    await expect(page).toHaveTitle(/^Complaint/);
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
  });

  test('says that it loads until the answer comes', async ({ page }) => {
    const release = await holdRequests(page, '**/api/v1/complaints?*');
    await openHome(page);
    await page.getByRole('link', { name: 'Queue', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toBeVisible();
    release();
    await expect(page.getByRole('table')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
  });
});
