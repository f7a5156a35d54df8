import { generateSync } from 'otplib';
import {
  accountOf,
  checkAccessibility,
  expect,
  forgetSession,
  openHome,
  openSession,
  signIn,
  takePictures,
  test,
} from './console-test.mjs';

/** Adds an authenticator app to an account, and returns the function that removes it. Both end the other sessions of the account. */
async function addApp(baseURL, name) {
  const { email, password } = accountOf(name);
  let token;
  const ask = async (method, path, body) => {
    const answer = await fetch(`${baseURL}/api/v1${path}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answered = await answer.json();
    expect(answer.ok, JSON.stringify(answered)).toBe(true);
    token = answered.token ?? token;
    return answered;
  };
  await ask('POST', '/sessions', { email, password });
  await ask('PUT', '/sessions/current/step-up', { password });
  const { secret } = await ask('POST', '/accounts/me/totp');
  await ask('PUT', '/accounts/me/totp/confirmation', { code: generateSync({ secret }) });
  return () => ask('DELETE', '/accounts/me/totp');
}

test.describe('sign-in', () => {
  test('says why an answer of an identity provider signs nobody in', async ({ page }) => {
    await page.goto(`/app/identity-provider?error=access_denied&state=${'a'.repeat(43)}`);

    await expect(page.getByRole('alert')).toContainText('The identity provider did not confirm this sign-in.');
    expect(new URL(page.url()).search).toBe('');
    await checkAccessibility(page);
  });

  test('shows the notice before the fields, and signs in by keyboard', async ({ page }) => {
    await page.goto('/app/');
    const agree = page.getByRole('button', { name: 'I have read this and agree' });
    await expect(agree).toBeFocused();
    await expect(page.getByLabel('Email')).toHaveCount(0);
    await takePictures(page, 'sign-in-notice');
    await agree.press('Enter');
    await expect(page.getByLabel('Email')).toBeFocused();
    await takePictures(page, 'sign-in');
    const { email, password } = accountOf('investigator.agency');
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Good to see you');
  });

  test('rejects a wrong password with a message and keeps the email', async ({ page }) => {
    await page.goto('/app/');
    await page.getByRole('button', { name: 'I have read this and agree' }).click();
    await page.getByLabel('Email').fill('nobody@example.org');
    await page.getByLabel('Password').fill('not the password of anybody');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByLabel('Email')).toHaveValue('nobody@example.org');
    await checkAccessibility(page);
  });

  test('goes from the second factor back to another account, and forgets what was begun', async ({ page, baseURL }) => {
    const name = 'supervisor-2.task-force';
    const removeApp = await addApp(baseURL, name);
    try {
      const { email, password } = accountOf(name);
      const agree = page.getByRole('button', { name: 'I have read this and agree' });
      const another = page.getByRole('button', { name: 'Use another account' });
      const begin = async () => {
        await page.getByLabel('Email').fill(email);
        await page.getByLabel('Password').fill(password);
        await page.getByLabel('Password').press('Enter');
        await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused();
      };
      await page.goto('/app/');
      await agree.press('Enter');
      await expect(another).toHaveCount(0);
      await begin();
      await checkAccessibility(page);
      await another.press('Enter');
      await expect(page.getByLabel('Email')).toBeFocused();
      await expect(page.getByLabel('Email')).toHaveValue('');
      await expect(page.getByLabel('Password')).toHaveValue('');
      const session = () => page.evaluate(async () => (await fetch('/api/v1/sessions/current')).status);
      expect(await session()).toBe(401);
      // A page that is loaded again goes on with the second factor, and has not shown the notice.
      await begin();
      await page.reload();
      await another.press('Enter');
      await expect(agree).toBeFocused();
      expect(await session()).toBe(401);
      await signIn(page, 'investigator.agency');
    } finally {
      await removeApp();
      forgetSession(name);
    }
  });

  test('sets up an authenticator app with a QR code', async ({ page }) => {
    await openSession(page, 'auditor.agency');
    await openHome(page);
    await page.getByRole('link', { name: /auditor$/ }).click();
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    await expect(page.getByRole('img', { name: 'QR code of the key below' })).toBeVisible();
    await checkAccessibility(page);
  });

  test('asks for a new sign-in over a blanked page, and the form goes on', async ({ page, context }) => {
    await openSession(page, 'investigator.agency');
    await page.goto('/app/new');
    const text = page.getByLabel('What was reported');
    await text.fill('A sentence that must not be lost.');
    // The session ends elsewhere: the tracker no longer knows the cookie.
    const cookies = await context.cookies();
    await context.clearCookies();
    await page.getByRole('button', { name: 'Log the complaint' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await expect(dialog).toBeVisible();
    await expect(text).toBeHidden();
    await checkAccessibility(page);
    await dialog.getByRole('button', { name: 'I have read this and agree' }).press('Enter');
    await dialog.getByLabel('Password').fill(accountOf('investigator.agency').password);
    await dialog.getByLabel('Password').press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
    await expect(page.getByText('A sentence that must not be lost.')).toBeVisible();
    expect(cookies.length).toBeGreaterThan(0);
  });

  test('locks a page at the end of its session, though it polls', async ({ page, context }) => {
    await page.clock.install();
    await openSession(page, 'supervisor.task-force');
    await page.goto('/app/queue?queue=to_assign');
    await expect(page.getByRole('table')).toBeVisible();
    const polled = page.waitForRequest((request) => request.headers()['x-background'] === '1');
    await page.clock.runFor(35_000);
    await polled;
    await context.clearCookies();
    await page.clock.fastForward('31:00');
    await page.clock.runFor(10_000);
    await expect(page.getByRole('dialog', { name: 'Sign in again' })).toBeVisible();
    await expect(page.getByRole('table')).toBeHidden();
    await page.clock.resume();
    await checkAccessibility(page);
  });

  test('warns before the end of a session until the user answers', async ({ page }) => {
    await page.clock.install();
    await openSession(page, 'supervisor.task-force');
    let ahead = 0;
    // The clock of the tracker goes ahead as that of the page does.
    await page.route('**/api/v1/sessions/current', async (route) => {
      const response = await route.fetch();
      const session = await response.json();
      const serverNow = new Date(Date.parse(session.serverNow) + ahead).toISOString();
      await route.fulfill({ response, json: { ...session, serverNow } });
    });
    await page.goto('/app/help');
    await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible();
    const session = await page.evaluate(async () => (await fetch('/api/v1/sessions/current')).json());
    const end = Math.min(Date.parse(session.idleUntil), Date.parse(session.expiresAt));
    const pass = async (ms) => {
      ahead += ms;
      const read = page.waitForResponse((response) => response.url().endsWith('/sessions/current'));
      await page.clock.fastForward(ms);
      await read;
    };
    // The real time of the test counts too. The texts hold for 30 s and 55 s of it, and it takes a second or two.
    await pass(end - Date.parse(session.serverNow) - 90_000);
    const dialog = page.getByRole('dialog', { name: 'Are you still there?' });
    await expect(dialog).toBeVisible();
    await expect(dialog).toContainText('2 minutes');
    for (let tick = 0; tick < 7; tick += 1) {
      await pass(5000);
      await expect(dialog).toBeVisible();
    }
    await expect(dialog).toContainText('1 minute.');
    await checkAccessibility(page);
    ahead = 0;
    // The page reads the session once more before the test ends.
    const read = page.waitForResponse((response) => response.url().endsWith('/sessions/current'));
    await dialog.getByRole('button', { name: 'Stay signed in' }).click();
    await read;
    await expect(dialog).toBeHidden();
  });

  test('stores nothing in the browser', async ({ page }) => {
    await signIn(page, 'supervisor.task-force');
    await page.goto('/app/queue?queue=all');
    await expect(page.getByRole('table')).toBeVisible();
    const stored = await page.evaluate(async () => ({
      local: Object.keys(window.localStorage),
      session: Object.keys(window.sessionStorage),
      databases: (await window.indexedDB.databases()).length,
      caches: (await window.caches.keys()).length,
      cookie: document.cookie,
    }));
    expect(stored).toEqual({ local: [], session: [], databases: 0, caches: 0, cookie: '' });
    expect(await page.title()).toBe('Queue · Task Force Tracker');
  });
});
