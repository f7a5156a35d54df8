import { checkAccessibility, expect, holdRequests, openSession, test, typeAndPause } from './console-test.mjs';
import { logComplaint, send } from './tracker-api.mjs';

test.use({ expectedMessages: /status of (?:404|409|422|503)|net::ERR_FAILED/ });

const textOf = (page) => page.getByLabel('What was reported');
const isSave = (request) => request.method() === 'PUT' && request.url().includes('/api/v1/drafts/');
const isLogging = (request) => request.method() === 'POST' && request.url().endsWith('/api/v1/complaints');
const logging = '**/api/v1/complaints';
const isBeingSent = 'The form is being sent.';

/** Answers that refuse a complaint, each with its name and the message that the page shows. */
const refusals = [
  [
    '422',
    refuse(422, {
      type: '/problems/invalid-input',
      title: 'The request is invalid.',
      errors: [{ pointer: '#/narrative', detail: 'is refused' }],
    }),
    'What was reported: is refused.',
  ],
  ['409', refuse(409, { type: '/problems/already-exists', title: 'This complaint exists already.' }), 'exists already'],
  [
    '503',
    refuse(503, { type: '/problems/unavailable', title: 'The tracker is not available.' }),
    'The tracker could not answer',
  ],
  ['no answer', (route) => route.abort(), 'The tracker cannot be reached'],
];

/** Returns the function that answers a request with a problem. */
function refuse(status, problem) {
  return (route) => route.fulfill({ status, contentType: 'application/problem+json', json: { ...problem, status } });
}

/** Tries to change the report by keyboard, by mouse and as a screen reader does, while its submission is under way. */
async function expectNoInput(page, text) {
  await expect(page.getByRole('status').filter({ hasText: isBeingSent })).toBeVisible();
  const values = () => page.locator('form').evaluate((form) => [...form.elements].map(({ value }) => value));
  const before = await values();
  expect(before).toContain(text);
  expect(await page.evaluate(() => document.activeElement?.closest('main form button') !== null)).toBe(true);
  for (const key of ['x', 'Alt+2', 'Tab', 'x', 'Shift+Tab', 'Shift+Tab', 'Backspace', 'x']) {
    await page.keyboard.press(key);
  }
  const { x, y, width } = await textOf(page).boundingBox();
  await page.mouse.click(x + width / 2, y + 20);
  await page.keyboard.type('More words.');
  expect(await values()).toEqual(before);
  await expect(page.getByRole('button', { name: 'Discard the draft' })).toBeDisabled();
  const roles = await rolesForScreenReaders(page);
  expect(roles).toContain('button');
  for (const role of ['textbox', 'combobox', 'row']) expect(roles).not.toContain(role);
}

/** Returns the roles of the page as Chromium has them for a screen reader. Those of the test library ignore `inert`. */
async function rolesForScreenReaders(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.filter(({ ignored }) => !ignored).map(({ role }) => role.value);
}

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

  test('takes no input until its answer comes, and keeps the focus in the page', async ({ page }) => {
    const text = 'A stranger wrote from night.owl.78@example.com.';
    await page.goto('/app/new');
    await textOf(page).fill(text);
    await expect(page.getByRole('row', { name: 'night.owl.78@example.com' })).toBeVisible();
    const answer = await holdRequests(page, logging);
    const sending = page.waitForRequest(isLogging);
    await textOf(page).press('Control+Enter');
    await sending;
    await expectNoInput(page, text);
    await checkAccessibility(page);
    answer();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
    expect(await page.locator('.narrative').first().textContent()).toBe(text);
  });

  test('takes no input while another one is started', async ({ page }) => {
    await page.goto('/app/new');
    await textOf(page).fill('The first of two reports.');
    const answer = await holdRequests(page, logging);
    const sending = page.waitForRequest(isLogging);
    await page.getByRole('button', { name: 'Log and start another' }).press('Enter');
    await sending;
    await expect(page.getByRole('button', { name: 'Log and start another' })).toBeFocused();
    await expectNoInput(page, 'The first of two reports.');
    answer();
    await expect(textOf(page)).toHaveValue('');
    await expect(textOf(page)).toBeFocused();
    await page.keyboard.type('The second.');
    await expect(textOf(page)).toHaveValue('The second.');
    await page.getByRole('button', { name: 'Discard the draft' }).click();
  });

  test('takes input again after each refusal, with its text still there', async ({ page }) => {
    let text = 'A report that is refused.';
    await page.goto('/app/new');
    await textOf(page).fill(text);
    for (const [name, end, message] of refusals) {
      const answer = await holdRequests(page, logging, end);
      const sending = page.waitForRequest(isLogging);
      await textOf(page).press('Control+Enter');
      await sending;
      await expectNoInput(page, text);
      answer();
      await expect(page.getByText(message).first(), name).toBeVisible();
      await expect(page.getByText(isBeingSent), name).toHaveCount(0);
      if (name === '422') {
        await expect(page.getByRole('group', { name: 'There is a problem' })).toBeFocused();
        await page.getByRole('link', { name: message }).click();
      }
      await expect(textOf(page), name).toBeFocused();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(` It goes on after ${name}.`);
      text += ` It goes on after ${name}.`;
      await expect(textOf(page), name).toHaveValue(text);
      await page.unroute(logging);
    }
    await textOf(page).press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
    expect(await page.locator('.narrative').first().textContent()).toBe(text);
  });
});

test.describe('note', () => {
  test('takes no input until its answer comes, also after a refusal', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    const { id } = await logComplaint(page);
    await page.goto(`/app/complaints/${id}`);
    await page.getByRole('button', { name: 'Add a note' }).press('Enter');
    const dialog = page.getByRole('dialog');
    const text = dialog.getByLabel('Note');
    await text.fill('A note.');
    for (const end of [refuse(503, { type: '/problems/unavailable', title: 'Away.' }), (route) => route.continue()]) {
      const answer = await holdRequests(page, '**/notes', end);
      await text.press('Control+Enter');
      await expect(page.getByRole('status').filter({ hasText: isBeingSent })).toHaveCount(1);
      await expect(dialog.getByRole('button', { name: 'Add a note' })).toBeFocused();
      await page.keyboard.type('Words that would be lost.');
      await expect(dialog.getByRole('button', { name: 'Discard the draft' })).toBeDisabled();
      await expect(text).toHaveValue('A note.');
      answer();
      await expect(page.getByText(isBeingSent)).toHaveCount(0);
      if (await dialog.isVisible()) await expect(text).toBeFocused();
      await page.unroute('**/notes');
    }
    await expect(page.getByRole('status').filter({ hasText: 'note is added' })).toBeVisible();
  });
});
