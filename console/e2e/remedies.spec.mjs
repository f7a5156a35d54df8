import { expect, openSession, test } from './console-test.mjs';
import { logComplaint } from './tracker-api.mjs';

test.describe('a complaint', () => {
  test.beforeEach(async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openSession(page, 'supervisor.task-force');
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
});
