import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startOpenIdProvider } from '../../test/organization/openid-provider.ts';
import { makeProviderKey, startSamlProvider } from '../../test/organization/saml-provider.mjs';
import { checkAccessibility, expect, test } from './console-test.mjs';
import { findFreePorts } from './locations.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const names = { openId: 'City directory', saml: 'State federation' };

/** Tracker with both kinds of identity provider, and the providers. A demo of the other tests has none. */
let folder;
let providers;
let tracker;
let url;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  folder = await mkdtemp(join(tmpdir(), 'console-identity-provider-'));
  const [port, samlPort, openIdPort] = await findFreePorts(3);
  url = `http://localhost:${port}`;
  const key = await makeProviderKey(folder, 'provider');
  await writeFile(join(folder, 'provider.crt'), key.certificate);
  const saml = await startSamlProvider({ port: samlPort, key });
  const openId = await startOpenIdProvider({ port: openIdPort, redirectUri: `${url}/app/identity-provider` });
  await writeFile(join(folder, 'client-secret'), openId.clientSecret);
  providers = { openId, saml };
  tracker = spawn(process.execPath, ['scripts/start.mjs', '--demo'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIRECTORY: join(folder, 'data'),
      SAML_ISSUER: saml.issuer,
      SAML_SIGN_IN_URL: saml.signInUrl,
      SAML_CERTIFICATES_FILE: join(folder, 'provider.crt'),
      SAML_NAME: names.saml,
      OIDC_ISSUER: openId.issuer,
      OIDC_CLIENT_ID: openId.clientId,
      OIDC_CLIENT_SECRET_FILE: join(folder, 'client-secret'),
      OIDC_NAME: names.openId,
    },
  });
  await new Promise((resolve, reject) => {
    tracker.once('exit', (code) => reject(new Error(`The tracker ended with ${code}.`)));
    createInterface({ input: tracker.stdout }).on('line', (line) => {
      if (line.startsWith('The tracker is ready')) resolve();
    });
  });
  saml.register(await (await fetch(`${url}/api/v1/identity-providers/saml/metadata`)).text());
});
test.afterAll(async () => {
  tracker.kill('SIGTERM');
  await once(tracker, 'exit');
  await providers.saml.close();
  await providers.openId.close();
  await rm(folder, { recursive: true, force: true });
});

test('an account is linked to an OpenID provider, signs in there, and is unlinked', async ({ page }) => {
  await expectLinkAndSignIn(page, 'openId');
});

test('an account is linked to a SAML provider, signs in there, and is unlinked', async ({ page }) => {
  await expectLinkAndSignIn(page, 'saml');
});

async function expectLinkAndSignIn(page, kind) {
  const name = names[kind];
  const provider = providers[kind];
  provider.expect({ subject: 'the-investigator' });
  const accounts = JSON.parse(await readFile(join(folder, 'data/demo-accounts.json'), 'utf8'));
  const { email, password } = accounts.find((account) => account.email === 'investigator.agency@example.org');
  await page.goto(`${url}/app/`);
  await page.getByRole('button', { name: 'I have read this and agree' }).click();
  await expect(page.getByRole('button', { name: `Sign in with ${name}` })).toBeVisible();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Password').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good to see you');

  await page.goto(`${url}/app/me`);
  await page.getByRole('button', { name: `Link this account to ${name}` }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm your identity' });
  const linked = page.getByText(`Linked to ${provider.issuer}`);
  await expect(dialog.or(linked)).toBeVisible();
  if (await dialog.isVisible()) {
    await dialog.getByLabel('Password').fill(password);
    await dialog.getByLabel('Password').press('Enter');
  }
  await expect(linked).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/app/me');
  await checkAccessibility(page);

  await page.context().clearCookies();
  await page.goto(`${url}/app/`);
  await page.getByRole('button', { name: 'I have read this and agree' }).click();
  await checkAccessibility(page);
  await page.getByRole('button', { name: `Sign in with ${name}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good to see you');
  expect(await page.locator('meta[name^="saml-"]').count()).toBe(0);

  await page.goto(`${url}/app/me`);
  await page.getByRole('button', { name: `Remove the link to ${provider.issuer}` }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByLabel('Password').press('Enter');
  await expect(page.getByText('This account is not linked.')).toBeVisible();
}
