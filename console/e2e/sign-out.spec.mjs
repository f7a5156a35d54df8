import { checkAccessibility, expect, openHome, openSession, signIn, test } from './console-test.mjs';

test.use({ expectedMessages: /status of 401|net::ERR_FAILED/ });

test.describe('sign-out', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'investigator.agency', { isOwn: true });
  });
  const signInPage = (page) => page.getByRole('heading', { level: 1, name: 'Sign in' });
  const signOut = (page) => page.getByRole('button', { name: 'Sign out', exact: true }).click();
  const type = async (page, text) => {
    await page.goto('/app/new');
    await page.getByLabel('What was reported').fill(text);
  };

  test('saves the text of a new complaint first', async ({ page }) => {
    const saving = page.waitForRequest((request) => request.method() === 'PUT' && /\/drafts\//.test(request.url()));
    await type(page, 'A text of the last second.');
    await signOut(page);
    await expect(signInPage(page)).toBeVisible();
    const id = (await saving).url().slice(-36);
    await signIn(page, 'investigator.agency');
    await page.goto(`/app/new/${id}`);
    await expect(page.getByLabel('What was reported')).toHaveValue('A text of the last second.');
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'The draft is discarded' })).toBeVisible();
  });

  test('says that a text could not be saved, and asks', async ({ page }) => {
    await page.route('**/api/v1/drafts/*', (route) => route.abort());
    await type(page, 'A text that cannot be saved.');
    await signOut(page);
    const dialog = page.getByRole('dialog', { name: 'You are not signed out' });
    await expect(dialog.getByRole('alert')).toContainText('could not be saved');
    await checkAccessibility(page);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByLabel('What was reported')).toHaveValue('A text that cannot be saved.');
    await signOut(page);
    await dialog.getByRole('button', { name: 'Sign out without saving' }).click();
    await expect(signInPage(page)).toBeVisible();
  });

  test('says that the session goes on where the tracker did not end it', async ({ page }) => {
    await openHome(page);
    await page.route('**/api/v1/sessions/current', (route) => route.abort());
    await signOut(page);
    const dialog = page.getByRole('dialog', { name: 'You are not signed out' });
    await expect(dialog).toContainText('You are still signed in');
    await page.unroute('**/api/v1/sessions/current');
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(signInPage(page)).toBeVisible();
  });

  test('shows no case in a page that Back restores', async ({ page }) => {
    await page.goto('/app/queue?queue=all');
    await expect(page.getByRole('table')).toBeVisible();
    // Chromium restores no page while it is tested, so the test sends its event.
    const loaded = page.waitForEvent('load');
    await page.evaluate(() => window.dispatchEvent(new window.PageTransitionEvent('pageshow', { persisted: true })));
    await loaded;
    await expect(page.getByRole('table')).toBeVisible();
    await page.getByRole('link', { name: 'Help', exact: true }).click();
    await signOut(page);
    await expect(signInPage(page)).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(/\/app\/queue/);
    await expect(signInPage(page)).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
  });
});
