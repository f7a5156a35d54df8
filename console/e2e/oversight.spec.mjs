import { checkAccessibility, expect, openHome, openSession, takePictures, test } from './console-test.mjs';
import { logComplaint, requestsOf, send } from './tracker-api.mjs';

const rows = (page) => page.getByRole('rowheader');

async function search(page) {
  const answer = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/v1/trail');
  await page.getByRole('button', { name: 'Search', exact: true }).press('Enter');
  await answer;
}

test.describe('page of the audit trail', () => {
  test('finds the actions on a record, and those of the person, by keyboard', async ({ page }) => {
    await openSession(page, 'supervisor.task-force', { isOwn: true });
    const complaint = await logComplaint(page, { narrative: 'Report of a school.' });
    const { account } = await send(page, 'GET', '/sessions/current');

    await openSession(page, 'auditor.task-force', { isOwn: true });
    await openHome(page);
    for (const key of ['g', 'r']) await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit trail');
    await expect(page.getByText('You find all actions at or below your seat.')).toBeVisible();
    await search(page);
    await expect(rows(page).first()).toBeVisible();

    const logged = page
      .getByRole('row')
      .filter({ hasText: `${account.name}, supervisor, logged the complaint.` })
      .first();
    await logged.getByRole('button', { name: 'Actions on this record' }).press('Enter');
    await expect(page.getByText('Only actions on one record')).toBeVisible();
    await expect(page).toHaveURL(`/app/trail?record=${complaint.id}`);
    await expect(rows(page).last()).toContainText('logged the complaint.');
    await takePictures(page, 'trail');

    const entry = page
      .getByRole('row')
      .filter({ has: rows(page) })
      .last();
    await entry.getByRole('button', { name: 'Actions of this person' }).press('Enter');
    await expect(page.getByText(`Only actions of ${account.name}`)).toBeVisible();
    await expect(page).toHaveURL(`/app/trail?account=${account.id}`);
    await expect(rows(page).first()).toContainText(account.name);
    for (const row of await rows(page).all()) await expect(row).toContainText(account.name);
    await page.getByRole('button', { name: 'Show all' }).press('Enter');
    await expect(page).toHaveURL('/app/trail');
  });

  test('lists refusals of the chosen days, and explains a wrong range at its field', async ({ page }) => {
    await openSession(page, 'investigator.agency', { isOwn: true });
    const refused = await page.request.get('/api/v1/accounts');
    expect(refused.status()).toBe(403);

    await openSession(page, 'auditor.task-force', { isOwn: true });
    await page.goto('/app/trail?outcome=refused');
    await search(page);
    await expect(rows(page).first()).toContainText('Refused: ');
    for (const row of await rows(page).all()) await expect(row).toContainText('Refused: ');

    await page.getByLabel('From day').fill('2026-02-02');
    await page.getByLabel('To day').fill('2026-02-01');
    const asked = await requestsOf(page, () =>
      page.getByRole('button', { name: 'Search', exact: true }).press('Enter'),
    );
    expect(asked).toEqual([]);
    await expect(page.getByLabel('To day')).toBeFocused();
    await expect(page.getByLabel('To day')).toHaveAccessibleDescription('The last day is before the first day.');
    await checkAccessibility(page);

    // Both days belong to the search.
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'America/Chicago' });
    for (const label of ['From day', 'To day']) await page.getByLabel(label).fill(today);
    await search(page);
    await expect(rows(page).first()).toContainText('accounts:read');

    await page.getByLabel('From day').fill('2017-02-01');
    await page.getByLabel('To day').fill('2017-02-01');
    await search(page);
    await expect(page.getByText('The trail has no such entry that you may find.')).toBeVisible();
  });

  test('asks for nothing before a search, and an investigator finds own actions alone', async ({ page }) => {
    await openSession(page, 'investigator.agency', { isOwn: true });
    const { account } = await send(page, 'GET', '/sessions/current');
    const asked = await requestsOf(page, async () => {
      await page.goto('/app/trail');
      await expect(page.getByText('You find your own actions.')).toBeVisible();
      await page.waitForLoadState('networkidle');
    });
    expect(asked).toEqual([]);
    await search(page);
    await expect(rows(page).first()).toContainText(account.name);
    for (const row of await rows(page).all()) await expect(row).toContainText(account.name);
  });

  test('keeps the entries when the password for more of them is not given', async ({ page }) => {
    await openSession(page, 'auditor.task-force', { isOwn: true });
    await page.goto('/app/trail');
    await search(page);
    await expect(rows(page)).toHaveCount(50);
    await page.route(/\/api\/v1\/trail(?:\?|$)/, (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        json: { type: '/problems/reauthentication-required', title: 'Sign in again.', status: 403 },
      }),
    );
    await page.getByRole('button', { name: 'Show more' }).press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(rows(page)).toHaveCount(50);
    await expect(page.getByRole('button', { name: 'Show more' })).toBeVisible();

    await page.getByRole('button', { name: 'Search', exact: true }).press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('Nothing was searched.')).toBeVisible();
  });
});
