import {
  checkAccessibility,
  expect,
  openHome,
  openSession,
  takePictures,
  test,
  typeAndPause,
} from './console-test.mjs';
import { requestsOf } from './tracker-api.mjs';

const report =
  'A mother reports that an adult wrote to her daughter in a game chat from night.owl.77@example.com and asked for a ' +
  'meeting near the school. He also used the address 198.51.100.23 and the telephone 402-555-0188 in the last two weeks.';

/** Waits until the tracker has saved a draft with that text. It begins before the text is typed, beside an earlier save. */
function saveOf(page, text) {
  return page.waitForResponse(
    (response) =>
      response.request().method() === 'PUT' &&
      response.request().postData()?.includes(text) === true &&
      response.status() === 200,
  );
}

test.describe('new complaint', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'investigator.agency');
  });

  test('is logged by keyboard in twelve keys and three requests, with its match shown before saving', async ({
    page,
  }) => {
    // No match is shown for a value that many complaints have, such as those of earlier runs.
    const address = `night.owl.${Date.now()}@example.com`;
    let keys = 0;
    const press = async (key) => {
      keys += 1;
      await page.keyboard.press(key);
    };
    const log = async () => {
      await press('c');
      await expect(page.getByLabel('What was reported')).toBeFocused();
      await page.keyboard.insertText(report.replace('night.owl.77@example.com', address));
      await expect(page.getByRole('row', { name: address })).toBeVisible();
    };
    const keep = async () => {
      await press('Tab');
      await press('s');
      await press('ArrowRight');
      await expect(page.getByRole('row', { name: '198.51.100.23' })).toBeFocused();
      await press('s');
    };
    await openHome(page);
    await log();
    await keep();
    await press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
    const reference = (await page.getByRole('heading', { level: 1 }).textContent())?.slice(0, 9) ?? '';

    keys = 0;
    // Keys and requests, because the time would be that of the machine.
    const requests = await requestsOf(page, async () => {
      await log();
      await expect(page.getByRole('complementary', { name: 'Matches with other complaints' })).toContainText(reference);
      await takePictures(page, 'new-complaint');
      await page.getByLabel('What was reported').focus();
      await keep();
      await checkAccessibility(page);
      await press('Control+Enter');
      await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
      await expect(page.getByRole('heading', { level: 1 })).not.toContainText(reference);
    });
    expect(keys).toBeLessThanOrEqual(12);
    // A draft is saved after each pause, so the number of its saves is that of the pauses.
    expect(requests.filter((path) => !path.startsWith('/api/v1/drafts'))).toEqual([
      '/api/v1/matches',
      '/api/v1/complaints',
      expect.stringMatching(/^\/api\/v1\/complaints\/[^/]+\/case$/),
    ]);
  });

  test('survives a reload as a draft, and a second tab is warned', async ({ page, context }) => {
    await page.clock.install();
    await openHome(page);
    await page.keyboard.press('c');
    await page.getByLabel('What was reported').fill('The first words of a long report.');
    await expect(page.getByText(/Draft saved/)).toBeVisible();
    await expect(page).toHaveURL(/\/app\/new\/[0-9a-f-]{36}$/);
    await page.reload();
    await expect(page.getByLabel('What was reported')).toHaveValue('The first words of a long report.');
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByLabel('What was reported')).toHaveValue('The first words of a long report.');
    const isSaved = saveOf(other, 'The words of another tab.');
    await typeAndPause(other, other.getByLabel('What was reported'), 'The words of another tab.');
    await isSaved;
    await expect(other.getByText(/Draft saved/)).toBeVisible();
    await typeAndPause(page, page.getByLabel('What was reported'), 'The words of this tab.');
    await expect(page.getByRole('alert')).toContainText('changed in another tab');
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Show the other text' }).click();
    await expect(page.getByLabel('What was reported')).toHaveValue('The words of another tab.');
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'The draft is discarded' })).toBeVisible();
  });

  test('is behind no page that Back opens, after its draft has ended', async ({ page }) => {
    const refused = [];
    page.on('response', (response) => {
      if ([403, 404].includes(response.status())) refused.push(`${response.status()} ${response.url()}`);
    });
    await page.clock.install();
    await openHome(page);
    await page.keyboard.press('c');
    await typeAndPause(page, page.getByLabel('What was reported'), report);
    await expect(page).toHaveURL(/\/app\/new\/[0-9a-f-]{36}$/);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: 'What was reported' })).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Good to see you');
    expect(refused).toEqual([]);
  });

  test('names the fault of a year that nobody meant', async ({ page }) => {
    await page.goto('/app/new');
    await page.getByLabel('What was reported').fill('A report with a mistyped year.');
    const received = page.getByLabel('Received (America/Chicago)');
    for (const year of ['0206', '12026']) {
      await received.fill(`${year}-03-02T09:00`);
      await received.press('Control+Enter');
      const summary = page.getByRole('group', { name: 'There is a problem' });
      await expect(summary.getByRole('link', { name: /^Received/ })).toBeVisible();
    }
    await page.getByRole('button', { name: 'Discard the draft' }).click();
  });

  test('names every missing field in one summary with links to them', async ({ page }) => {
    await page.goto('/app/new');
    await page.getByLabel('What was reported').press('Control+Enter');
    const summary = page.getByRole('group', { name: 'There is a problem' });
    await expect(summary).toBeFocused();
    await checkAccessibility(page);
    await summary.getByRole('link').first().click();
    await expect(page.getByLabel('What was reported')).toBeFocused();
  });

  test('has a key for each source that its hint names', async ({ page }) => {
    await page.goto('/app/new');
    const source = page.getByLabel('Source', { exact: true });
    await expect(source).toBeVisible();
    const values = await source.getByRole('option').evaluateAll((options) => options.map(({ value }) => value));
    await expect(source).toHaveAccessibleDescription(`Alt+1 to Alt+${values.length} choose a source.`);
    for (const [index, value] of values.entries()) {
      await page.keyboard.press(`Alt+${index + 1}`);
      await expect(source).toHaveValue(value);
    }
    await page.getByRole('button', { name: 'Discard the draft' }).click();
  });

  test('takes a pasted text of 20,000 characters', async ({ page }) => {
    await page.goto('/app/new');
    const text = page.getByLabel('What was reported');
    const address = 'night.owl.20000@example.com';
    const pasted = `${'Line of a long chat. '.repeat(1000).slice(0, 20_000 - address.length - 1)} ${address}`;
    await text.focus();
    await page.keyboard.insertText(pasted);
    await expect(page.getByRole('row', { name: address })).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
    await page.getByRole('button', { name: 'Show the whole text' }).click();
    expect(await page.locator('.narrative').first().textContent()).toBe(pasted);
  });

  test('says that a text is too long to be compared or logged', async ({ page }) => {
    await page.goto('/app/new');
    await page.getByLabel('What was reported').fill('x'.repeat(20_001));
    const known = page.getByRole('complementary', { name: 'Matches with other complaints' });
    await expect(known.getByRole('alert')).toContainText('Shorten it to at most 20,000');
    await expect(known).not.toContainText('No match is found yet');
    await checkAccessibility(page);
    await page.getByLabel('What was reported').press('Control+Enter');
    const summary = page.getByRole('group', { name: 'There is a problem' });
    await expect(summary).toContainText('The text has 20,001 characters');
    await page.getByRole('button', { name: 'Discard the draft' }).click();
  });
});

test.describe('new complaint at a task force', () => {
  test('asks for its agency', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    await page.goto('/app/new');
    await page.getByLabel('What was reported').fill('A report of no agency yet.');
    await page.keyboard.press('Control+Enter');
    const summary = page.getByRole('group', { name: 'There is a problem' });
    await expect(summary.getByRole('link', { name: 'Choose: Agency' })).toBeVisible();
    await page.getByRole('button', { name: 'Discard the draft' }).click();
  });
});

test.describe('new complaint beside another tab or without the tracker', () => {
  test.use({ expectedMessages: /status of (?:401|404|409|412|429)|net::ERR_FAILED/ });
  test.beforeEach(async ({ page }) => {
    await page.clock.install();
    await openSession(page, 'investigator.agency');
    await page.goto('/app/new');
  });
  const textOf = (page) => page.getByLabel('What was reported');
  const saved = /Draft saved/;
  const ended = 'was submitted or discarded in another tab';

  /** Types a text, waits until its draft is saved, and opens the draft in another tab. */
  async function openTwice(page, context, text) {
    await typeAndPause(page, textOf(page), text);
    await expect(page.getByText(saved)).toBeVisible();
    await expect(page).toHaveURL(/\/app\/new\/[0-9a-f-]{36}$/);
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(textOf(other)).toHaveValue(text);
    return other;
  }

  async function discard(page) {
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'The draft is discarded' })).toBeVisible();
  }

  test('keeps the matches and the chosen identifiers while no answer comes', async ({ page }) => {
    const known = page.getByRole('complementary', { name: 'Matches with other complaints' });
    const chip = page.getByRole('row', { name: 'night.owl.77@example.com' });
    await textOf(page).fill(report);
    await expect(chip).toBeVisible();
    await textOf(page).press('Tab');
    await page.keyboard.press('s');
    await page.route('**/api/v1/matches', (route) => route.abort());
    await textOf(page).fill(`${report} He called again.`);
    await expect(known.getByRole('alert')).toContainText('The tracker cannot be reached');
    await expect(known).not.toContainText('No match is found yet');
    await expect(chip).toBeVisible();
    await checkAccessibility(page);
    await page.unroute('**/api/v1/matches');
    await known.getByRole('button', { name: 'Try again' }).click();
    await expect(known.getByRole('alert')).toBeHidden();

    await page.route('**/api/v1/matches', (route) =>
      route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        json: { type: '/problems/rate-limited', title: 'Too many requests.', status: 429 },
      }),
    );
    const isSaved = saveOf(page, 'He called twice.');
    await typeAndPause(page, textOf(page), `${report} He called twice.`);
    await expect(known.getByRole('alert')).toContainText('There were too many requests');
    await isSaved;
    await expect(page.getByText(saved)).toBeVisible();
    // Also a page that is loaded again, and has no answer at all, has the chosen identifier.
    await expect(page).toHaveURL(/\/app\/new\/[0-9a-f-]{36}$/);
    await page.reload();
    await expect(textOf(page)).toHaveValue(`${report} He called twice.`);
    await expect(known.getByRole('alert')).toContainText('There were too many requests');
    await expect(known).not.toContainText('No match is found yet');
    const logged = page.waitForRequest(
      (request) => request.url().endsWith('/complaints') && request.method() === 'POST',
    );
    await textOf(page).press('Control+Enter');
    expect((await logged).postDataJSON().identifiers).toEqual([
      { kind: 'email', raw: 'night.owl.77@example.com', port: null, role: 'suspect' },
    ]);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
  });

  test('goes on under a new draft after another tab ended it', async ({ page, context }) => {
    const other = await openTwice(page, context, 'A text of two tabs.');
    const before = page.url();
    await discard(other);
    await typeAndPause(page, textOf(page), 'A text of two tabs that goes on.');
    await expect(page.getByRole('alert')).toContainText(ended);
    await expect(page.getByRole('button', { name: 'Show the other text' })).toHaveCount(0);
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Keep my text' }).click();
    await expect(page.getByText(saved)).toBeVisible();
    await expect(page).not.toHaveURL(before);
    await expect(textOf(page)).toHaveValue('A text of two tabs that goes on.');
    const id = page.url().slice(-36);
    const logged = page.waitForRequest(
      (request) => request.url().endsWith('/complaints') && request.method() === 'POST',
    );
    await textOf(page).press('Control+Enter');
    expect((await logged).headers()['draft']).toBe(id);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('NE-');
    const drafts = await page.evaluate(async () => (await (await fetch('/api/v1/drafts')).json()).items);
    expect(drafts.map((draft) => draft.id)).not.toContain(id);
  });

  test('says that the draft ended where its other text is asked for', async ({ page, context }) => {
    const other = await openTwice(page, context, 'A text that another tab changes.');
    const isSaved = saveOf(other, 'A text that another tab changed.');
    await typeAndPause(other, textOf(other), 'A text that another tab changed.');
    await isSaved;
    await expect(other.getByText(saved)).toBeVisible();
    await typeAndPause(page, textOf(page), 'A text that this tab changed.');
    await expect(page.getByRole('alert')).toContainText('changed in another tab');
    await discard(other);
    await page.getByRole('button', { name: 'Show the other text' }).click();
    await expect(page.getByRole('alert')).toContainText(ended);
    await expect(textOf(page)).toHaveValue('A text that this tab changed.');
  });

  test('goes on saving after a discard that failed', async ({ page }) => {
    await typeAndPause(page, textOf(page), 'A text to discard.');
    await expect(page.getByText(saved)).toBeVisible();
    await page.route('**/api/v1/drafts/*', (route) =>
      route.request().method() === 'DELETE' ? route.abort() : route.continue(),
    );
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await expect(page.getByRole('alert')).toContainText('The tracker cannot be reached');
    const again = page.waitForResponse(
      (response) => response.request().postData()?.includes('A text that stays.') === true && response.status() === 200,
    );
    await typeAndPause(page, textOf(page), 'A text that stays.');
    await again;
    await page.unroute('**/api/v1/drafts/*');
    await discard(page);
  });
});
