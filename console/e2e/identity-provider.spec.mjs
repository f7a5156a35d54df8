import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { makeProviderKey, startSamlProvider } from '../../test/organization/saml-provider.mjs';
import { checkAccessibility, expect, test } from './console-test.mjs';
import { findFreePorts } from './locations.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Tracker with a SAML provider, and the provider. A demo of the other tests has none. */
let folder;
let provider;
let tracker;
let url;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  folder = await mkdtemp(join(tmpdir(), 'console-saml-'));
  const [port, providerPort] = await findFreePorts(2);
  const key = await makeProviderKey(folder, 'provider');
  await writeFile(join(folder, 'provider.crt'), key.certificate);
  provider = await startSamlProvider({ port: providerPort, key });
  url = `http://localhost:${port}`;
  tracker = spawn(process.execPath, ['scripts/start.mjs', '--demo'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIRECTORY: join(folder, 'data'),
      SAML_ISSUER: provider.issuer,
      SAML_SIGN_IN_URL: provider.signInUrl,
      SAML_CERTIFICATES_FILE: join(folder, 'provider.crt'),
      SAML_NAME: 'State federation',
    },
  });
  await new Promise((resolve, reject) => {
    tracker.once('exit', (code) => reject(new Error(`The tracker ended with ${code}.`)));
    createInterface({ input: tracker.stdout }).on('line', (line) => {
      if (line.startsWith('The tracker is ready')) resolve();
    });
  });
  provider.register(await (await fetch(`${url}/api/v1/identity-providers/saml/metadata`)).text());
  provider.expect({ subject: 'the-investigator' });
});
test.afterAll(async () => {
  tracker.kill('SIGTERM');
  await once(tracker, 'exit');
  await provider.close();
  await rm(folder, { recursive: true, force: true });
});

test('an account is linked to a SAML provider, signs in there, and is unlinked', async ({ page }) => {
  const accounts = JSON.parse(await readFile(join(folder, 'data/demo-accounts.json'), 'utf8'));
  const { email, password } = accounts.find((account) => account.email === 'investigator.agency@example.org');
  await page.goto(`${url}/app/`);
  await page.getByRole('button', { name: 'I have read this and agree' }).click();
  await expect(page.getByRole('button', { name: 'Sign in with State federation' })).toBeVisible();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Password').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good to see you');

  await page.goto(`${url}/app/me`);
  await page.getByRole('button', { name: 'Link this account to State federation' }).click();
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
  await page.getByRole('button', { name: 'Sign in with State federation' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good to see you');
  expect(await page.locator('meta[name^="saml-"]').count()).toBe(0);

  await page.goto(`${url}/app/me`);
  await page.getByRole('button', { name: `Remove the link to ${provider.issuer}` }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByLabel('Password').press('Enter');
  await expect(page.getByText('This account is not linked.')).toBeVisible();
});
