import { expect, openSession, test, typeAndPause } from './console-test.mjs';
import { logComplaint, triage } from './tracker-api.mjs';

test.describe('the focus stays in the page', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
  });

  test('when an act removes the button that opened its dialog', async ({ page }) => {
    const { id, reference } = await logComplaint(page);
    await triage(page, { id });
    await page.goto(`/app/complaints/${id}`);
    for (const [name, label] of [
      ['Put on hold', 'Reason'],
      ['Resume', 'Reason'],
    ]) {
      await page.getByRole('button', { name }).press('Enter');
      await page.getByRole('dialog').getByLabel(label).fill('The laboratory has answered.');
      await page.keyboard.press('Control+Enter');
      await expect(page.getByRole('button', { name })).toHaveCount(0);
      await expect(page.getByRole('heading', { level: 1, name: reference }), name).toBeFocused();
    }
  });

  test('when a button ends the part of the page that it is in', async ({ page }) => {
    await page.goto('/app/queue?queue=all');
    const heading = page.getByRole('heading', { level: 1 });
    await page.getByRole('checkbox').first().press('Space');
    await page.getByRole('button', { name: 'Clear the selection' }).press('Enter');
    await expect(heading).toBeFocused();
    await page.getByLabel('Priority').selectOption('1');
    await page.getByRole('button', { name: 'Clear the filters' }).press('Enter');
    await expect(heading).toBeFocused();
  });

  test('when a draft is discarded from home', async ({ page }) => {
    await page.clock.install();
    await page.goto('/app/new');
    await typeAndPause(page, page.getByLabel('What was reported'), 'An unfinished report.');
    await expect(page.getByText('Draft saved')).toBeVisible();
    await page.goto('/app/');
    const discard = page.getByRole('button', { name: /Discard the draft/ }).first();
    await discard.press('Enter');
    await page.clock.runFor(1000);
    await expect(page.getByRole('heading', { name: 'Drafts' })).toBeFocused();
  });

  test('when a message is dismissed, and on a button that reads more of a list', async ({ page }) => {
    await page.goto('/app/queue?queue=all');
    const lines = page.locator('a.line-link');
    await expect(lines).toHaveCount(50);
    const more = page.getByRole('button', { name: 'Show more complaints' });
    await more.press('Enter');
    await expect(lines).toHaveCount(100);
    await expect(more).toBeFocused();
    await lines.first().press('Enter');
    await page.getByRole('link', { name: 'Open the complaint' }).press('Enter');
    await page.getByRole('button', { name: 'Copy the reference' }).press('Enter');
    await page.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  });
});
