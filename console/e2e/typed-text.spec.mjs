import { accountOf, expect, openHome, openSession, test } from './console-test.mjs';

test.use({ expectedMessages: /status of (?:401|409|412|422|429)|net::ERR_(?:FAILED|INTERNET_DISCONNECTED)/ });

/** Carries out each request to the path, and drops its answer. Returns the keys of the requests. */
async function loseAnswers(page, path) {
  const keys = [];
  await page.route(path, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    const { origin } = new URL(page.url());
    // The browser adds these two after the test has the request.
    const headers = { ...route.request().headers(), origin, 'sec-fetch-site': 'same-origin' };
    const answer = await route.fetch({ headers });
    expect(answer.status()).toBe(201);
    return route.abort();
  });
  return keys;
}

/** Reads the items of a list as the signed-in account. */
const itemsOf = (page, path) => page.evaluate(async (url) => (await (await fetch(`/api/v1${url}`)).json()).items, path);

test.describe('an answer that is lost creates nothing twice', () => {
  test('a note', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    await page.goto('/app/queue?queue=to_assign');
    const href = await page.locator('a.line-link').first().getAttribute('href');
    await page.goto(href);
    await page.getByRole('heading', { name: 'What was reported' }).waitFor();
    const lost = await loseAnswers(page, '**/notes');
    const text = `A note whose answer is lost, ${Date.now()}.`;
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Note').fill(text);
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByRole('alert')).toContainText('The tracker cannot be reached');
    await expect(dialog.getByLabel('Note')).toHaveValue(text);
    await page.unroute('**/notes');
    const again = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/notes'));
    await page.keyboard.press('Control+Enter');
    expect((await again).headers()['idempotency-key']).toBe(lost[0]);
    await expect(page.getByRole('status').filter({ hasText: 'note is added' })).toBeVisible();
    const notes = await itemsOf(page, `/complaints/${href.split('/').at(-1)}/notes`);
    expect(notes.filter((note) => note.text === text)).toHaveLength(1);
  });

  test('a complaint', async ({ page }) => {
    await openSession(page, 'investigator.agency');
    await page.goto('/app/new');
    const text = page.getByLabel('What was reported');
    await text.fill('A complaint whose answer is lost.');
    const lost = await loseAnswers(page, '**/api/v1/complaints');
    await text.press('Control+Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'The tracker cannot be reached' })).toBeVisible();
    await page.unroute('**/api/v1/complaints');
    const again = page.waitForResponse(
      (response) => response.request().method() === 'POST' && response.url().endsWith('/api/v1/complaints'),
    );
    await text.press('Control+Enter');
    const answer = await again;
    expect(answer.request().headers()['idempotency-key']).toBe(lost[0]);
    expect(answer.headers()['idempotency-replayed']).toBe('true');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
  });

  test('a saved view', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    await openHome(page);
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('NE-000168');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'NE-000168' }).first().waitFor();
    const lost = await loseAnswers(page, '**/api/v1/saved-views');
    const name = page.getByLabel('Name of the view');
    const view = `A view whose answer is lost ${Date.now()}`;
    await name.fill(view);
    await name.press('Enter');
    await expect(page.getByRole('alert')).toContainText('The tracker cannot be reached');
    await page.unroute('**/api/v1/saved-views');
    await name.press('Enter');
    await expect(name).toHaveValue('');
    expect(lost[0]).toMatch(/^[0-9a-f-]{36}$/);
    const views = await itemsOf(page, '/saved-views');
    expect(views.filter((one) => one.name === view)).toHaveLength(1);
  });
});

test.describe('a typed text stays', () => {
  /** Opens a complaint of the queue and the dialog of a note, and types the text. */
  async function typeNote(page, text) {
    await page.goto('/app/queue?queue=to_assign');
    await page.goto(await page.locator('a.line-link').first().getAttribute('href'));
    await page.getByRole('heading', { name: 'What was reported' }).waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: /Add a note/ });
    await dialog.getByLabel('Note').fill(text);
    return dialog;
  }
  /** Answers each request of notes with a problem. */
  const reject = (page, status, type, title) =>
    page.route('**/notes', (route) =>
      route.fulfill({ status, contentType: 'application/problem+json', json: { type, title, status } }),
    );
  const isAdded = (page) => expect(page.getByRole('status').filter({ hasText: 'note is added' })).toBeVisible();

  test('when the session ends', async ({ page, context }) => {
    await openSession(page, 'supervisor.task-force');
    await typeNote(page, 'A note typed when the session ended.');
    await context.clearCookies();
    const sent = page.waitForRequest(
      (request) => request.url().endsWith('/notes') && request.headers()['x-csrf-token'] !== undefined,
    );
    await page.keyboard.press('Control+Enter');
    expect((await sent).postDataJSON().text).toBe('A note typed when the session ended.');
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByRole('button', { name: 'I have read this and agree' }).press('Enter');
    await dialog.getByLabel('Password').fill(accountOf('supervisor.task-force').password);
    await dialog.getByLabel('Password').press('Enter');
    await isAdded(page);
  });

  test('after too many requests', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    const dialog = await typeNote(page, 'A note after too many requests.');
    await reject(page, 429, '/problems/rate-limited', 'Too many requests.');
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByRole('alert')).toContainText('There were too many requests');
    await expect(dialog.getByLabel('Note')).toHaveValue('A note after too many requests.');
    await page.unroute('**/notes');
    await page.keyboard.press('Control+Enter');
    await isAdded(page);
  });

  test('after a conflict, when the complaint cannot be read again', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    const dialog = await typeNote(page, 'A note after a conflict.');
    await reject(page, 412, '/problems/stale-version', 'The record has changed.');
    await page.keyboard.press('Control+Enter');
    await page.route('**/api/v1/complaints/*/case', (route) => route.abort());
    await dialog.getByRole('button', { name: 'Load the latest version' }).click();
    await expect(page.getByText('The tracker cannot be reached')).toBeVisible();
    await expect(dialog.getByLabel('Note')).toHaveValue('A note after a conflict.');
    await page.unroute('**/notes');
    await page.unroute('**/api/v1/complaints/*/case');
    await page.keyboard.press('Control+Enter');
    await isAdded(page);
  });

  test('in triage, after a conflict and when the complaint cannot be read again', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    await page.goto('/app/triage');
    const rationale = page.getByLabel('Rationale');
    await rationale.fill('A rationale that stays.');
    await page.getByLabel('Type').selectOption('enticement');
    await page.getByLabel('Mode').selectOption('reactive');
    await page.route('**/api/v1/complaints/*/triage', (route) =>
      route.fulfill({
        status: 412,
        contentType: 'application/problem+json',
        json: { type: '/problems/stale-version', title: 'The record has changed.', status: 412 },
      }),
    );
    await page.keyboard.press('Control+Enter');
    await page.route(/\/api\/v1\/complaints\/[0-9a-f-]{36}$/, (route) => route.abort());
    await page.getByRole('button', { name: 'Load the latest version' }).click();
    await expect(page.getByRole('alert')).toContainText('The tracker cannot be reached');
    await expect(rationale).toHaveValue('A rationale that stays.');
  });
});
