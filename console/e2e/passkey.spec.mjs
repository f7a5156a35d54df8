import { checkAccessibility, expect, forgetSession, openHome, openSession, test } from './console-test.mjs';

const name = 'investigator.agency';

test.describe('a passkey', () => {
  test('is added, signs in as both factors, and is removed', async ({ page, context }) => {
    // An authenticator that the browser has itself, and whose owner agrees to everything.
    const browser = await context.newCDPSession(page);
    await browser.send('WebAuthn.enable');
    await browser.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await openSession(page, name, { isOwn: true });
    await page.goto('/app/me');
    await page.getByLabel('Name of the passkey').fill('Key of the desk');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const remove = page.getByRole('button', { name: 'Remove Key of the desk' });
    await expect(remove).toBeVisible();
    await checkAccessibility(page);
    // The other sessions of the account ended.
    forgetSession(name);

    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'I have read this and agree' }).click();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Good to see you');
    const { factors } = await (await page.request.get('/api/v1/sessions/current')).json();
    expect(factors).toContain('passkey');

    await page.goto('/app/me');
    await remove.click();
    await expect(remove).toHaveCount(0);
    await openHome(page);
  });
});
