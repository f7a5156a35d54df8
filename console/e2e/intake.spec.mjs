import { checkAccessibility, expect, signIn, takePictures, test } from './console-test.mjs';

const report =
  'A mother reports that an adult wrote to her daughter in a game chat from night.owl.77@example.com and asked for a ' +
  'meeting near the school. He also used the address 198.51.100.23 and the telephone 402-555-0188 in the last two weeks.';

test.describe('new complaint', () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page, 'investigator.agency');
  });

  test('is logged by keyboard with its match shown before saving', async ({ page }) => {
    let keys = 0;
    const press = async (key) => {
      keys += 1;
      await page.keyboard.press(key);
    };
    const log = async () => {
      await press('c');
      await expect(page.getByLabel('What was reported')).toBeFocused();
      await page.keyboard.insertText(report);
      await expect(page.getByRole('row', { name: 'night.owl.77@example.com' })).toBeVisible();
    };
    const keep = async () => {
      await press('Tab');
      await press('s');
      await press('ArrowRight');
      await expect(page.getByRole('row', { name: '198.51.100.23' })).toBeFocused();
      await press('s');
    };
    await log();
    await keep();
    await press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
    const reference = (await page.getByRole('heading', { level: 1 }).textContent())?.slice(0, 9) ?? '';

    keys = 0;
    const began = Date.now();
    await log();
    await expect(page.getByRole('complementary', { name: 'Possible earlier complaints' })).toContainText(reference);
    await takePictures(page, 'new-complaint');
    const looked = Date.now();
    await page.getByLabel('What was reported').focus();
    await keep();
    await checkAccessibility(page);
    await press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
    await expect(page.getByRole('heading', { level: 1 })).not.toContainText(reference);
    expect(keys).toBeLessThanOrEqual(12);
    expect(Date.now() - began).toBeLessThanOrEqual(20_000 + (Date.now() - looked));
  });

  test('survives a reload as a draft, and a second tab is told', async ({ page, context }) => {
    await page.keyboard.press('c');
    await page.getByLabel('What was reported').fill('The first words of a long report.');
    await expect(page.getByText(/Draft saved/)).toBeVisible();
    await expect(page).toHaveURL(/\/app\/new\/[0-9a-f-]{36}$/);
    await page.reload();
    await expect(page.getByLabel('What was reported')).toHaveValue('The first words of a long report.');
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByLabel('What was reported').fill('The words of another tab.');
    await expect(other.getByText(/Draft saved/)).toBeVisible();
    await page.getByLabel('What was reported').fill('The words of this tab.');
    await expect(page.getByRole('alert')).toContainText('changed in another tab');
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Show the other text' }).click();
    await expect(page.getByLabel('What was reported')).toHaveValue('The words of another tab.');
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'The draft is discarded' })).toBeVisible();
  });

  test('names every missing field in one summary with links to them', async ({ page }) => {
    await page.goto('/app/new');
    await page.getByLabel('What was reported').press('Control+Enter');
    const summary = page.getByRole('group', { name: 'There is a problem' });
    await expect(summary).toBeFocused();
    await checkAccessibility(page);
    await summary.getByRole('link').first().click();
    await expect(page.getByLabel('What was reported')).toBeFocused();
  });
});
