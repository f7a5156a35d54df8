import { expect, signIn, test } from './console-test.mjs';

test.use({ expectedMessages: /status of (?:401|409|412|422|429)|net::ERR_(?:FAILED|INTERNET_DISCONNECTED)/ });

/** Carries out each request to the path, and drops its answer. Returns the keys of the requests. */
async function loseAnswers(page, path) {
  const keys = [];
  await page.route(path, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    await route.fetch();
    return route.abort();
  });
  return keys;
}

/** Reads the items of a list as the signed-in account. */
const itemsOf = (page, path) => page.evaluate(async (url) => (await (await fetch(`/api/v1${url}`)).json()).items, path);

test.describe('an answer that is lost creates nothing twice', () => {
  test('a note', async ({ page }) => {
    await signIn(page, 'supervisor.task-force');
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

  test('a saved view', async ({ page }) => {
    await signIn(page, 'supervisor.task-force');
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
