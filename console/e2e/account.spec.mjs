import { accountOf, checkAccessibility, expect, openSession, test } from './console-test.mjs';

const stepUp = { type: '/problems/reauthentication-required', title: 'Re-authenticate, then try again.', status: 403 };

test.describe('my account', () => {
  test.use({ expectedMessages: /status of (?:401|403)|net::ERR_FAILED/ });
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
  });

  test('says which parts cannot be read, and reads each again', async ({ page }) => {
    const reads = /\/api\/v1\/(?:sessions|machine-keys.*|accounts\/me\/(?:factors|preferences))$/;
    await page.route(reads, (route) => route.abort());
    await page.goto('/app/me');
    const alerts = page.getByRole('alert').filter({ hasText: 'The tracker cannot be reached.' });
    await expect(alerts).toHaveCount(4);
    await checkAccessibility(page);
    await page.unroute(reads);
    for (let left = 4; left > 0; left -= 1) {
      await alerts.first().getByRole('button', { name: 'Try again' }).click();
      await expect(alerts).toHaveCount(left - 1);
    }
    await expect(page.getByText('this one')).toBeVisible();
  });

  test('ends without a message when the re-authentication of a new factor is closed', async ({ page }) => {
    await page.route('**/api/v1/accounts/me/totp', (route) =>
      route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(stepUp) }),
    );
    await page.goto('/app/me');
    const setUp = page.getByRole('button', { name: 'Set up an authenticator app' });
    await setUp.click();
    await expect(page.getByRole('dialog', { name: 'Confirm your identity' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(setUp).toBeEnabled();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('repeats the request after the re-authentication, also where the session cannot be read then', async ({
    page,
  }) => {
    await openSession(page, 'supervisor.task-force', { isOwn: true });
    const answers = [stepUp, { type: '/problems/forbidden', title: 'The repeated request is refused.', status: 403 }];
    await page.route('**/api/v1/accounts/me/totp', (route) =>
      route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(answers.shift()) }),
    );
    await page.goto('/app/me');
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confirm your identity' });
    await dialog.getByLabel('Password').fill(accountOf('supervisor.task-force').password);
    await page.route('**/api/v1/sessions/current', (route) => route.abort());
    const reading = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/sessions/current'));
    await dialog.getByLabel('Password').press('Enter');
    await reading;
    await expect(page.getByRole('alert').filter({ hasText: 'The repeated request is refused.' })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My account');
  });

  test('keeps whether the daily mail is wanted, and says where it goes', async ({ page }) => {
    const isSaved = () =>
      page.waitForResponse((response) => response.request().postData()?.includes('"dailyMail":') === true);
    await page.goto('/app/me');
    const dailyMail = page.getByRole('checkbox', { name: 'Mail me once a day how much waits' });
    await expect(dailyMail).not.toBeChecked();
    await expect(dailyMail).toHaveAccessibleDescription(/^At most one mail a day goes to supervisor\.task-force@/);
    for (const isOn of [true, false]) {
      await Promise.all([isSaved(), dailyMail.click()]);
      await page.reload();
      await expect(dailyMail).toBeChecked({ checked: isOn });
    }
    await checkAccessibility(page);
  });
});

test.describe('the page to which an identity provider sends a signed-in user back', () => {
  test('sends the answer, says why the account is not linked, and keeps no answer in the address', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    await page.goto(`/app/identity-provider?error=access_denied&state=${'a'.repeat(43)}`);

    await expect(page.getByRole('alert')).toContainText('The identity provider did not confirm this sign-in.');
    expect(new URL(page.url()).search).toBe('');
    await checkAccessibility(page);

    await page.getByRole('link', { name: 'Back to my account' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('My account');
  });
});

test.describe('a page that cannot read its session', () => {
  test.use({ expectedMessages: /status of 401|net::ERR_FAILED/ });

  test('says so, asks for no sign-in, and tries again', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    await page.route('**/api/v1/sessions/current', (route) => route.abort());
    await page.goto('/app/help');
    await expect(page.getByRole('alert')).toContainText('The tracker cannot be reached.');
    await expect(page.getByRole('button', { name: 'I have read this and agree' })).toHaveCount(0);
    await checkAccessibility(page);
    await page.unroute('**/api/v1/sessions/current');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
  });
});
