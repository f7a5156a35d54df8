import { checkAccessibility, choose, expect, openSession, takePictures, test } from './console-test.mjs';
import { send } from './tracker-api.mjs';

const admin = 'admin.agency';
const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** Sends users of an identity provider with a machine key, and returns their ids by name. */
async function provide(page, token, names) {
  for (const name of names) {
    const address = `${name.toLowerCase().replaceAll(/\W+/g, '.')}@example.gov`;
    const answer = await page.request.post('/api/v1/scim/Users', {
      headers: { authorization: `Bearer ${token}` },
      data: {
        schemas: [userSchema],
        userName: address,
        displayName: name,
        emails: [{ value: address, type: 'work' }],
        active: true,
      },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
}

/** Checks at each width that the selection does not touch the list below it. */
async function expectGapAboveList(page) {
  const before = page.viewportSize();
  for (const width of [320, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const selection = await page.getByLabel('Show').boundingBox();
    const list = await page.locator('.card').boundingBox();
    expect(list.y - selection.y - selection.height, `at ${width} pixels`).toBeGreaterThanOrEqual(16);
  }
  await page.setViewportSize(before);
}

test.describe('users of an identity provider', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, admin, { isOwn: true });
  });

  test('come with a key that is shown once, and wait for a decision by keyboard', async ({ page }) => {
    await page.goto('/app/me');
    await page.getByRole('button', { name: 'Create a machine key' }).press('Enter');
    const form = page.getByRole('dialog', { name: 'Create a machine key' });
    await form.getByRole('button', { name: 'Create the key' }).press('Enter');
    await expect(form.getByRole('group', { name: 'There is a problem' })).toBeFocused();
    await checkAccessibility(page);
    await form.getByLabel('Purpose').fill('Entra ID');
    await form.getByLabel('Networks').fill('127.0.0.0/8');
    await form.getByLabel('Networks').press('Control+Enter');
    const made = page.getByRole('status').filter({ hasText: 'The key Entra ID is created.' });
    await expect(made).toBeVisible();
    const token = await made.locator('code').textContent();
    expect(token).toMatch(/^tf1_[0-9a-f]{12}_\S{43}$/);
    await expect(page.getByRole('button', { name: 'Revoke Entra ID' })).toBeVisible();
    await checkAccessibility(page);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Revoke Entra ID' })).toBeVisible();
    await expect(page.getByText(token)).toHaveCount(0);

    await provide(page, token, ['Robin Vale', 'Alex Moss', 'Kim Sample']);
    await page.goto('/app/');
    await page.getByRole('link', { name: /Users of identity providers to decide on/ }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Users of identity providers');
    await expect(page.getByRole('rowheader')).toHaveCount(3);
    await takePictures(page, 'users');
    await expectGapAboveList(page);

    await page.getByRole('button', { name: 'Reject Robin Vale' }).press('Enter');
    const rejection = page.getByRole('dialog', { name: 'Reject: Robin Vale' });
    await rejection.getByLabel('Reason').fill('Works in another unit.');
    await checkAccessibility(page);
    await rejection.getByLabel('Reason').press('Control+Enter');
    await expect(page.getByRole('rowheader')).toHaveCount(2);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

    await page.getByRole('button', { name: 'New account Alex Moss' }).press('Enter');
    const creation = page.getByRole('dialog', { name: 'New account: Alex Moss' });
    await expect(creation.getByLabel('Name')).toHaveValue('Alex Moss');
    await expect(creation.getByLabel('Email')).toHaveValue('alex.moss@example.gov');
    await creation.getByLabel('Role').selectOption('investigator');
    await checkAccessibility(page);
    await creation.getByRole('button', { name: 'New account' }).press('Enter');
    await expect(page.getByRole('rowheader')).toHaveCount(1);

    await page.getByRole('button', { name: 'Link account Kim Sample' }).press('Enter');
    const link = page.getByRole('dialog', { name: 'Link account: Kim Sample' });
    const { name } = await send(page, 'GET', '/accounts?role=auditor').then(({ items }) => items[0]);
    await choose(page, link.getByRole('combobox', { name: 'Account' }), name);
    await checkAccessibility(page);
    await link.getByRole('button', { name: 'Link account' }).press('Enter');
    await expect(page.getByText('There are no such users.')).toBeVisible();

    await page.getByLabel('Show').selectOption('linked');
    await expect(page).toHaveURL(/state=linked/);
    await expect(page.getByRole('rowheader')).toHaveCount(2);
    await page.getByRole('button', { name: 'Remove the link Kim Sample' }).press('Enter');
    const removal = page.getByRole('dialog');
    await removal.getByLabel('Reason').fill('The wrong person.');
    await removal.getByRole('button', { name: 'Remove the link' }).press('Enter');
    await expect(page.getByRole('rowheader')).toHaveCount(1);
    await page.getByLabel('Show').selectOption('rejected');
    await expect(page.getByRole('rowheader')).toContainText('Robin Vale');
  });

  test('are not a page of other roles', async ({ page }) => {
    await openSession(page, 'supervisor.task-force', { isOwn: true });
    await page.goto('/app/users');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
    await expect(page.getByRole('link', { name: 'Users' })).toHaveCount(0);
  });
});
