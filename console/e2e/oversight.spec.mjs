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

test.describe('page of the access to complaints', () => {
  /** Reads a complaint as an investigator who then appears in its access log. */
  async function complaintRead(page) {
    await openSession(page, 'investigator.agency', { isOwn: true });
    const { account, seat } = await send(page, 'GET', '/sessions/current');
    const complaint = await logComplaint(page, { agencyId: seat.agency.id, narrative: 'Report of a school.' });
    await send(page, 'GET', `/complaints/${complaint.id}/case`);
    return { complaint, account };
  }

  test('shows an auditor who looked at a reference, and why a person can or cannot see it', async ({ page }) => {
    const { complaint, account } = await complaintRead(page);
    await openSession(page, 'auditor.task-force', { isOwn: true });
    await openHome(page);
    for (const key of ['g', 'w']) await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Access to complaints');
    const reference = page.getByLabel('Reference of the complaint');
    await reference.fill(complaint.reference.toLowerCase());
    await reference.press('Enter');
    const log = page.getByRole('table', { name: `Who looked at ${complaint.reference}, newest first` });
    const read = log
      .getByRole('row')
      .filter({ hasText: `${account.name}, investigator at` })
      .first();
    await expect(read).toBeVisible();
    await takePictures(page, 'access');

    await read.getByRole('button', { name: 'Explain the access' }).press('Enter');
    const result = page.getByRole('heading', { name: `${account.name} can see this complaint.` });
    await expect(result).toBeFocused();
    await expect(log).toBeVisible();
    await page.getByLabel('Email of a person').fill('investigator.second-agency@example.org');
    await page.getByLabel('Email of a person').press('Control+Enter');
    await expect(page.getByRole('heading', { name: /cannot see this complaint\.$/ })).toBeFocused();
    await expect(page.getByRole('row').filter({ hasText: 'neither owns nor works' }).getByRole('strong')).toHaveText(
      'No',
    );
    await takePictures(page, 'access-explanation');

    await read.getByRole('link', { name: 'Actions of this person' }).press('Enter');
    await expect(page).toHaveURL(`/app/trail?account=${account.id}`);
    expect(page.url()).not.toContain('@');
  });

  test('says at the field what was not found, and refuses nothing', async ({ page }) => {
    await openSession(page, 'auditor.task-force', { isOwn: true });
    await page.goto('/app/access');
    const reference = page.getByLabel('Reference of the complaint');
    const email = page.getByLabel('Email of a person');
    const refused = [];
    page.on('response', (response) => response.status() >= 400 && refused.push(response.url()));
    await reference.press('Enter');
    await expect(reference).toHaveAccessibleDescription(/Fill in the reference/);
    for (const text of ['NE-999999', 'investigator.agency@example.org', '%', 'a'.repeat(200)]) {
      await reference.fill(text);
      await reference.press('Enter');
      await expect(reference).toHaveAccessibleDescription('There is no such complaint that you may ask about.');
      await reference.fill('');
      await reference.press('Enter');
      await expect(reference).toHaveAccessibleDescription(/Fill in the reference/);
    }
    await expect(reference).toBeFocused();
    await reference.fill('NE-000001');
    await email.fill('nobody@example.org');
    await email.press('Enter');
    await expect(email).toHaveAccessibleDescription('There is no such account that you may ask about.');
    await expect(email).toBeFocused();
    await checkAccessibility(page);
    expect(refused).toEqual([]);
  });

  test('explains to an administrator the access of a person, and lists nobody', async ({ page }) => {
    const { complaint, account } = await complaintRead(page);
    await openSession(page, 'admin.agency', { isOwn: true });
    await page.goto('/app/access');
    await page.getByLabel('Reference of the complaint').fill(complaint.reference);
    const email = page.getByLabel('Email of the person');
    await email.press('Enter');
    await expect(email).toHaveAccessibleDescription('Fill in the email of the person.');
    await email.fill(account.email);
    await email.press('Enter');
    await expect(page.getByRole('heading', { name: `${account.name} can see this complaint.` })).toBeFocused();
    await expect(page.getByText('Who looked at')).toHaveCount(0);
  });

  test('opens from a complaint for its supervisor', async ({ page }) => {
    const { complaint, account } = await complaintRead(page);
    await openSession(page, 'supervisor.agency', { isOwn: true });
    await page.goto(`/app/complaints/${complaint.id}`);
    await page.getByRole('link', { name: 'Who looked at this complaint' }).press('Enter');
    const log = page.getByRole('table', { name: `Who looked at ${complaint.reference}, newest first` });
    await expect(log.getByRole('rowheader').filter({ hasText: account.name }).first()).toBeVisible();
    await expect(page.getByLabel('Reference of the complaint')).toHaveValue(complaint.reference);
    // A load of the page knows the id alone.
    await page.goto(page.url());
    await expect(page.getByRole('table', { name: /^Who looked at/ })).toBeVisible();
  });

  test('finds the actions on a reference, and those of an email, in the trail', async ({ page }) => {
    const { complaint, account } = await complaintRead(page);
    await openSession(page, 'auditor.task-force', { isOwn: true });
    await page.goto('/app/trail');
    const sought = page.getByLabel('Reference or email');
    await sought.fill('NE-999999');
    await sought.press('Enter');
    await expect(sought).toHaveAccessibleDescription('There is no such complaint or account that you may ask about.');
    await sought.fill(complaint.reference);
    await sought.press('Enter');
    await expect(page.getByText(`Only actions on ${complaint.reference}`)).toBeVisible();
    await expect(rows(page).last()).toContainText('logged the complaint.');
    await sought.fill(account.email);
    await sought.press('Enter');
    await expect(page.getByText(`Only actions of ${account.name}`)).toBeVisible();
    await expect(page).toHaveURL(`/app/trail?account=${account.id}`);
  });
});
