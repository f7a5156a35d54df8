import { checkAccessibility, expect, openHome, openSession, takePictures, test } from './console-test.mjs';

const admin = 'admin.task-force';
const password = 'four words nobody guesses';

const rowOf = (page, name) => page.getByRole('row', { name });
const isSaid = (page, sentence) => expect(page.getByRole('status').filter({ hasText: sentence })).toBeVisible();
/** Returns a name that no other test has, also in a second run on the same demo. */
const nameOf = (person) => `${person} ${Date.now().toString(36)}`;
const addressOf = (name) => `${name.toLowerCase().replaceAll(' ', '.')}@example.gov`;

/** Creates an account on the page, and lists it by its name. */
async function create(page, name, role) {
  await page.getByRole('button', { name: 'New account' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'New account' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Email').fill(addressOf(name));
  await form.getByLabel('Role').selectOption(role);
  await form.getByRole('button', { name: 'New account' }).press('Enter');
  await isSaid(page, `The account of ${name} is created.`);
  await page.getByLabel('Name or email').fill(name);
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  await expect(rowOf(page, name)).toBeVisible();
}

/** Takes an act on the account with a reason, where the act asks for one. */
async function act(page, name, label, { reason, sentence }) {
  await rowOf(page, name).getByRole('button', { name: label }).press('Enter');
  const dialog = page.getByRole('dialog', { name: `${label}: ${name}` });
  if (reason) await dialog.getByLabel('Reason').fill(reason);
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: label }).press('Enter');
  if (sentence) await isSaid(page, sentence);
}

test.describe('accounts', () => {
  test('are created, invited, disabled and enabled by keyboard', async ({ page }) => {
    await openSession(page, admin, { isOwn: true });
    await openHome(page);
    for (const key of ['g', 'a']) await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts');
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    await takePictures(page, 'accounts');

    await page.getByRole('button', { name: 'New account' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'New account' });
    await form.getByRole('button', { name: 'New account' }).press('Enter');
    await expect(form.getByRole('group', { name: 'There is a problem' })).toBeFocused();
    await checkAccessibility(page);
    await form.getByRole('button', { name: 'Cancel' }).press('Enter');

    const name = nameOf('Robin Vale');
    await create(page, name, 'investigator');
    // A name is no part of an address, which a browser and a proxy keep.
    expect(page.url()).not.toContain('Robin');
    await expect(rowOf(page, name)).toContainText('No password yet');

    await act(page, name, 'Make a one-time link', {});
    const made = page.getByRole('status').filter({ hasText: `The one-time link of ${name}` });
    await expect(made.locator('code')).toHaveText(/\/welcome#invite=\S{43}$/);
    const link = await made.locator('code').textContent();
    await checkAccessibility(page);

    await act(page, name, 'Disable', { reason: 'Left the agency.', sentence: `The account of ${name} is disabled.` });
    await expect(page.getByText('No account has these properties.')).toBeVisible();
    await page.getByLabel('Show').selectOption('Disabled');
    await expect(rowOf(page, name)).toContainText('Disabled');
    await act(page, name, 'Enable', { reason: 'Came back.', sentence: `The account of ${name} is enabled.` });
    await expect(page.getByText('No account has these properties.')).toBeVisible();

    await page.reload();
    await page.getByLabel('Show').selectOption('Enabled');
    await expect(page.getByRole('rowheader').first()).toBeVisible();
    await expect(page.getByText(link)).toHaveCount(0);
  });

  test('of a supervisor wait for a second person, whose home leads to them', async ({ page }) => {
    await openSession(page, admin, { isOwn: true });
    await page.goto('/app/accounts');
    const name = nameOf('Alex Moss');
    await create(page, name, 'supervisor');
    await expect(rowOf(page, name)).toContainText('Waits for approval');
    await expect(rowOf(page, name).getByRole('button', { name: 'Approve' })).toHaveCount(0);

    await openSession(page, 'supervisor.task-force', { isOwn: true });
    await openHome(page);
    await page.getByRole('link', { name: /Accounts to approve/ }).press('Enter');
    await expect(page.getByLabel('Show')).toHaveValue('waiting');
    await expect(page.getByRole('button', { name: 'New account' })).toHaveCount(0);
    await act(page, name, 'Approve', { sentence: `The account of ${name} is approved.` });
    await page.getByLabel('Show').selectOption('Without a password yet');
    await expect(rowOf(page, name)).toContainText('No password yet');
  });

  test('change their role, and lose their factors when a second person agrees', async ({ page }) => {
    await openSession(page, admin, { isOwn: true });
    await page.goto('/app/accounts');
    const name = nameOf('Kim Sample');
    await create(page, name, 'analyst');
    await act(page, name, 'Make a one-time link', {});
    const link = await page.getByRole('status').locator('code').textContent();
    const token = link.split('#invite=')[1];
    const enrolment = await page.request.post('/api/v1/enrolments', { data: { token, password } });
    expect(enrolment.ok(), await enrolment.text()).toBe(true);
    // The enrolment signs its owner in.
    await page.context().clearCookies();
    await openSession(page, admin, { isOwn: true });
    await page.goto('/app/accounts');
    await page.getByLabel('Name or email').fill(name);

    await rowOf(page, name).getByRole('button', { name: 'Change role or seat' }).press('Enter');
    const form = page.getByRole('dialog', { name: `Change role or seat: ${name}` });
    await form.getByLabel('Role').selectOption('auditor');
    await form.getByLabel('Reason').fill('Moves to oversight.');
    await checkAccessibility(page);
    await form.getByLabel('Reason').press('Control+Enter');
    await isSaid(page, `The role and seat of ${name} are changed.`);
    await expect(rowOf(page, name)).toContainText('Auditor');

    const reason = 'Lost the phone; came to the desk with the badge.';
    await act(page, name, 'Request a reset', { reason, sentence: `The reset of ${name} waits for a second person.` });
    await expect(page.getByRole('table', { name: 'Requested resets' })).toContainText('Another person approves it.');

    await openSession(page, 'supervisor.task-force', { isOwn: true });
    await openHome(page);
    await page.getByRole('link', { name: /Factor resets to approve/ }).press('Enter');
    const resets = page.getByRole('table', { name: 'Requested resets' });
    await expect(resets.getByRole('row', { name })).toContainText(reason);
    await resets.getByRole('row', { name }).getByRole('button', { name: 'Approve the reset' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve the reset' }).press('Enter');
    await isSaid(page, `The factors of ${name} are reset.`);
  });

  test('are not a page of investigators', async ({ page }) => {
    await openSession(page, 'investigator.agency', { isOwn: true });
    await page.goto('/app/accounts');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  });
});
