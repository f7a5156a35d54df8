import { randomUUID } from 'node:crypto';
import { accountOf, checkAccessibility, choose, expect, holdRequests, openSession, test } from './console-test.mjs';
import { logComplaint, send } from './tracker-api.mjs';

/** Screens with the request that fills them. */
const screens = [
  ['home', '/app/', '**/api/v1/attention'],
  ['queue', '/app/queue?queue=all', '**/api/v1/complaints?*'],
  ['preview', '/app/queue?queue=all&sel=:id', '**/api/v1/complaints/*'],
  ['triage', '/app/triage', '**/api/v1/complaints?*'],
  ['accounts', '/app/accounts', '**/api/v1/accounts?*'],
  ['bundles', '/app/bundles', '**/api/v1/bundles'],
  ['complaint', '/app/complaints/:id', '**/api/v1/complaints/*/case'],
  ['reported persons', '/app/complaints/:id?show=reportedPersons', '**/api/v1/reported-persons*'],
  ['matches', '/app/complaints/:id?show=matches', '**/api/v1/complaints/*/matches'],
  ['decisions', '/app/complaints/:id?show=decisions', '**/api/v1/complaints/*/decisions'],
];

const stale = {
  status: 412,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: '/problems/stale-version', title: 'The record changed.', status: 412 }),
};

const stepUp = { type: '/problems/reauthentication-required', title: 'Re-authenticate, then try again.', status: 403 };

test.describe('states of the screens', () => {
  test.use({ expectedMessages: /status of (?:401|403|404|412)|net::ERR_FAILED/ });

  let id = '';
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    ({ id } = await logComplaint(page));
  });

  test('each is accessible while it loads, as are the session and the code of a screen', async ({ page }) => {
    const parts = [
      ['code', '/app/help', '**/assets/help-*.js'],
      ['session', '/app/help', '**/api/v1/sessions/current'],
    ];
    for (const [name, path, address] of [...parts, ...screens]) {
      const release = await holdRequests(page, address, (route) => route.continue().catch(() => undefined));
      // What loads before says so too.
      const asked = page.waitForRequest(address);
      await page.goto(path.replace(':id', id));
      await asked;
      await expect(page.getByText('Loading …').first(), name).toBeVisible();
      await checkAccessibility(page);
      release();
      await expect(page.getByText('Loading …'), name).toHaveCount(0);
      await page.unroute(address);
    }
  });

  test('each says that it failed, is accessible then, and tries again', async ({ page }) => {
    for (const [name, path, address] of screens) {
      await page.route(address, (route) => route.abort());
      await page.goto(path.replace(':id', id));
      const alert = page.getByRole('alert').first();
      await expect(alert, name).toContainText('The tracker cannot be reached.');
      await checkAccessibility(page);
      await page.unroute(address);
      await alert.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('alert'), name).toHaveCount(0);
    }
  });

  test('the search is accessible while it runs, and after it failed', async ({ page }) => {
    const release = await holdRequests(page, '**/api/v1/search', (route) => route.abort());
    await page.goto('/app/search');
    await page.getByRole('searchbox').fill('NE-000168');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Loading …')).toBeVisible();
    await checkAccessibility(page);
    release();
    await expect(page.getByRole('alert')).toContainText('The tracker cannot be reached.');
    await checkAccessibility(page);
    await expect(page.getByRole('searchbox')).toHaveValue('NE-000168');
    await page.unroute('**/api/v1/search');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await expect(page.getByRole('link', { name: 'NE-000168' }).first()).toBeVisible();
  });

  test('each says that it is empty, and is accessible then', async ({ page }) => {
    const empty = (body) => (route) => route.fulfill({ json: body });
    const { at } = await send(page, 'GET', '/attention');
    await page.route(
      '**/api/v1/attention',
      empty({ items: [], drafts: [], secondPerson: { count: 0, isComplete: true }, at }),
    );
    await page.goto('/app/');
    await expect(page.getByText('Nothing waits for you.')).toBeVisible();
    await checkAccessibility(page);
    await page.route('**/api/v1/complaints?*', empty({ items: [], nextCursor: null, count: 0, isComplete: true }));
    for (const [path, sentence] of [
      ['/app/queue?queue=all', 'No complaint is in this queue.'],
      ['/app/triage', 'No complaint waits for triage.'],
    ]) {
      await page.goto(path);
      await expect(page.getByText(sentence)).toBeVisible();
      await checkAccessibility(page);
    }
    await page.goto('/app/search');
    await page.getByRole('searchbox').fill('zzqx nobody wrote this');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Nothing was found in the records you can see.')).toBeVisible();
    await checkAccessibility(page);
    await page.goto(`/app/complaints/${randomUUID()}`);
    await expect(page.getByRole('alert')).toBeVisible();
    await checkAccessibility(page);
    await page.goto('/app/no-such-page');
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    await checkAccessibility(page);
  });

  test('each dialog of a complaint is accessible, open and after a conflict', async ({ page }) => {
    const { version } = await send(page, 'GET', `/complaints/${id}`);
    await send(
      page,
      'PUT',
      `/complaints/${id}/triage`,
      { type: 'enticement', mode: 'reactive', priority: 3, rationale: 'A meeting was proposed.' },
      { 'if-match': `"v${version}"` },
    );
    await page.goto(`/app/complaints/${id}`);
    const dialogs = [
      ['Triage', [/^Rationale/]],
      ['Assign', [/^Reason/]],
      ['Put on hold', [/^Reason/]],
      ['Merge', [/^Merge into/, /^Reason/]],
      ['Close the complaint', [/^Closing narrative/]],
    ];
    for (const [name, texts] of dialogs) {
      await page.getByRole('main').getByRole('button', { name, exact: true }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog, name).toBeVisible();
      await expect(dialog.getByLabel(texts.at(-1)), name).toBeVisible();
      if (name !== 'Assign') await checkAccessibility(page);
      for (const label of texts) await dialog.getByLabel(label).fill('NE-000168');
      const day = dialog.getByLabel('Review on');
      if ((await day.count()) > 0) await day.fill('2031-05-12');
      const code = dialog.getByLabel('Disposition');
      if ((await code.count()) > 0) await code.selectOption({ index: 1 });
      await page.route('**/api/v1/complaints/*/*', (route) =>
        route.request().method() === 'PUT' ? route.fulfill(stale) : route.continue(),
      );
      await dialog.getByLabel(texts.at(-1)).press('Control+Enter');
      await expect(dialog.getByRole('alert'), name).toContainText('Somebody changed this record');
      await checkAccessibility(page);
      await page.unroute('**/api/v1/complaints/*/*');
      await dialog.getByRole('button', { name: 'Load the latest version' }).click();
      await expect(dialog.getByLabel(texts.at(-1)), name).toHaveValue('NE-000168');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog, name).toBeHidden();
    }
  });

  test('an open picker is accessible, and finds a name by letters', async ({ page }) => {
    await page.goto('/app/queue?queue=to_assign');
    await page.getByRole('checkbox').first().check();
    await page.getByRole('region', { name: '1 complaint selected' }).getByRole('button', { name: 'Assign' }).click();
    const dialog = page.getByRole('dialog');
    const { items } = await send(page, 'GET', '/people?role=investigator&limit=200');
    const { name, agency } = items.find((person) => person.agency !== null);
    await choose(page, dialog.getByRole('combobox', { name: 'Agency' }), agency);
    const field = dialog.getByRole('combobox', { name: 'Investigator' });
    await field.fill(name.slice(0, -1));
    const choice = page.getByRole('listbox').getByRole('option', { name });
    await expect(choice).toBeVisible();
    await checkAccessibility(page);
    await field.press('ArrowDown');
    await field.press('Enter');
    await expect(choice).toHaveCount(0);
    await expect(field).toHaveValue(name);
    await checkAccessibility(page);
  });

  test('the re-authentication is accessible, and closes without a message', async ({ page, baseURL }) => {
    // Another session, so that there is one to end.
    const { email, password } = accountOf('supervisor.task-force');
    await fetch(new URL('/api/v1/sessions', baseURL), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    await page.route('**/api/v1/sessions/*', (route) =>
      route.request().method() === 'DELETE'
        ? route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(stepUp) })
        : route.continue(),
    );
    await page.goto('/app/me');
    await page.getByRole('button', { name: 'End this session' }).first().click();
    await expect(page.getByRole('dialog', { name: 'Confirm your identity' })).toBeVisible();
    await checkAccessibility(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await checkAccessibility(page);
  });
});
