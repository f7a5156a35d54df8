import { expect, holdRequests, openSession, test, typeAndPause } from './console-test.mjs';
import { send } from './tracker-api.mjs';

const textOf = (page) => page.getByLabel('What was reported');
const isSave = (request) => request.method() === 'PUT' && request.url().includes('/api/v1/drafts/');
const isLogging = (request) => request.method() === 'POST' && request.url().endsWith('/api/v1/complaints');

test.describe('new complaint', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'investigator.agency');
  });

  test('is left for another page while its first save is under way', async ({ page }) => {
    await page.clock.install();
    await page.goto('/app/new');
    const answerSave = await holdRequests(page, '**/api/v1/drafts/*');
    const loadSearch = await holdRequests(page, '**/assets/search-*.js');
    const saving = page.waitForRequest(isSave);
    await typeAndPause(page, textOf(page), 'A report of a form that is left.');
    const save = await saving;
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await expect(page).toHaveURL(/\/app\/search$/);
    answerSave();
    await expect(page.getByText(/Draft saved/)).toBeVisible();
    loadSearch();
    await expect(page.getByRole('heading', { level: 1, name: 'Search' })).toBeVisible();
    await expect(page).toHaveURL(/\/app\/search$/);
    const { version } = await (await save.response()).json();
    const draft = new URL(save.url()).pathname.replace('/api/v1', '');
    await send(page, 'DELETE', draft, undefined, { 'if-match': `"v${version}"` });
  });

  test('opens its complaint where the page is drawn only after both answers', async ({ page }) => {
    // React draws in a task that such a message begins. A slow machine runs it late.
    await page.addInitScript(() => {
      const { prototype } = window.MessagePort;
      const { postMessage } = prototype;
      const held = [];
      let isHeld = false;
      prototype.postMessage = function (...message) {
        if (isHeld) held.push(() => postMessage.apply(this, message));
        else postMessage.apply(this, message);
      };
      window.holdDrawing = () => (isHeld = true);
      window.draw = () => {
        isHeld = false;
        for (const post of held.splice(0)) post();
      };
    });
    await page.goto('/app/new');
    await textOf(page).fill('A report on a slow machine.');
    await page.evaluate(() => window.holdDrawing());
    await textOf(page).press('Control+Enter');
    await expect(page).toHaveURL(/\/app\/complaints\//);
    await page.evaluate(() => window.draw());
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
    await expect(page).toHaveURL(/\/app\/complaints\//);
  });

  test('is logged only after a save that began meanwhile', async ({ page }) => {
    await page.clock.install();
    await page.goto('/app/new');
    const saves = [];
    await page.route('**/api/v1/drafts/*', (route) => saves.push(route));
    let isLogged = false;
    page.on('request', (request) => (isLogged ||= isLogging(request)));
    await textOf(page).fill('A report of two saves.');
    await textOf(page).press('Control+Enter');
    await expect.poll(() => saves.length).toBe(1);
    await typeAndPause(page, textOf(page), 'A report of two saves that goes on.');
    await saves[0].continue();
    await expect.poll(() => saves.length).toBe(2);
    // The page sends this after the complaint, if it sends the complaint beside the save.
    await page.evaluate(() => fetch('/api/v1/notice'));
    expect(isLogged).toBe(false);
    await saves[1].continue();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
  });
});
