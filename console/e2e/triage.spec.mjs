import { checkAccessibility, expect, holdRequests, openSession, test } from './console-test.mjs';
import { logComplaint } from './tracker-api.mjs';
import {
  decideButton as decide,
  decideByKey,
  listOnly,
  listToTriage,
  shownComplaint as shown,
  skipButton as skip,
} from './triage-page.mjs';

const complaints = 20;
const maxKeysEach = 4;
/** A common laptop, a phone, and the laptop at 400 % zoom. */
const smallWindows = {
  'on a laptop': { width: 1366, height: 768 },
  'on a phone': { width: 360, height: 740 },
  'at 400 % zoom': { width: 342, height: 192 },
};

test.describe('triage', () => {
  // Keys and requests, because the time would be that of the machine.
  test('decides twenty complaints as proposed, with one key and five requests about each', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    const mine = [];
    for (let number = 1; number <= complaints; number += 1)
      mine.push(await logComplaint(page, { narrative: `Report ${number} of a parent about a stranger.` }));
    // A set, because the page reads a complaint again that it read ahead more than 30 seconds ago.
    const requests = new Set();
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      requests.add(`${request.method()} ${pathname}${search}`);
    });
    await listOnly(page, mine);
    await page.goto('/app/triage');
    for (const { reference } of mine) {
      await expect(shown(page)).toHaveText(reference);
      await expect(decide(page)).toBeFocused();
      await decideByKey(page);
    }
    for (const { id, reference } of mine) {
      const about = [...requests]
        .filter((request) => request.includes(id))
        .map((request) => request.replace(id, ':id'));
      expect(about.sort(), reference).toEqual([
        'GET /api/v1/bundles?complaintId=:id',
        'GET /api/v1/complaints/:id',
        'GET /api/v1/complaints/:id/matches',
        'GET /api/v1/complaints/:id/triage-proposal',
        'PUT /api/v1/complaints/:id/triage',
      ]);
    }
  });

  test.describe('of a list that the test chooses', () => {
    test.use({ expectedMessages: /status of 412|net::ERR_FAILED/ });

    /** Logs complaints, and opens the triage of a list with only these, by default each on a page of its own. */
    async function openTriageOf(page, count, parts = {}, { isWide = true, hasType = true, perPage = 1 } = {}) {
      await openSession(page, 'supervisor.task-force');
      const logged = [];
      for (let number = 0; number < count; number += 1) logged.push(await logComplaint(page, parts));
      const items = await listToTriage(page);
      const lines = logged.map(({ id }) => items.find((item) => item.id === id));
      await page.route(/\/api\/v1\/complaints\?/, (route) => {
        const at = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
        const end = at + perPage;
        const nextCursor = end < count ? String(end) : null;
        return route.fulfill({ json: { items: lines.slice(at, end), nextCursor, count, isComplete: true } });
      });
      await page.goto('/app/triage');
      await expect(shown(page)).toHaveText(logged[0].reference);
      // In a narrow window the complaint has the focus, and otherwise a field that is missing.
      if (isWide && hasType) await expect(decide(page)).toBeFocused();
      return logged.map(({ reference }) => reference);
    }

    test('takes at most four keys beyond the text for each outcome', async ({ page }) => {
      const raw = `pair.${Date.now()}@example.com`;
      await openTriageOf(page, 4, { identifiers: [{ kind: 'email', raw, role: 'suspect' }] });
      const dialog = page.getByRole('dialog');
      const outcomes = [
        ['another tier', 'is triaged', async (press) => press('2')],
        [
          'a duplicate of the match',
          'is merged',
          async (press) => {
            await press('d');
            await expect(dialog.getByLabel('Merge into')).toHaveValue(/^NE-/);
          },
        ],
        [
          'a hold',
          'is on hold',
          async (press) => {
            await press('h');
            await expect(dialog.getByLabel('Reason')).toBeFocused();
            await page.keyboard.insertText('Waits for the laboratory.');
          },
        ],
        [
          'a closure',
          'is closed',
          async (press) => {
            await press('e');
            await expect(dialog.getByLabel('Disposition')).toBeFocused();
            await press('u');
            await press('Tab');
            await page.keyboard.insertText('No crime was reported.');
          },
        ],
      ];
      for (const [name, outcome, choose] of outcomes) {
        const reference = await shown(page).textContent();
        await expect(decide(page)).toBeFocused();
        let keys = 0;
        const press = async (key) => {
          keys += 1;
          await page.keyboard.press(key);
        };
        await choose(press);
        await press('Control+Enter');
        await expect(page.getByRole('status').filter({ hasText: `${reference} ${outcome}` })).toBeVisible();
        console.log(`Triage: ${name} takes ${keys} keys beyond the text.`);
        expect(keys, name).toBeLessThanOrEqual(maxKeysEach);
        if (name !== 'a closure') await expect(shown(page)).not.toHaveText(reference);
      }
    });

    for (const [name, size] of Object.entries(smallWindows)) {
      test(`shows the complaint that is decided, also after a decision, ${name}`, async ({ page }) => {
        await page.setViewportSize(size);
        const narrative = 'A parent reported what a stranger wrote to the child. '.repeat(60);
        const [first, second] = await openTriageOf(page, 2, { narrative }, { isWide: size.width > 960 });
        for (const reference of [first, second]) {
          await expect(shown(page)).toHaveText(reference);
          await expect(page.getByLabel('Rationale')).not.toBeEmpty();
          await expect(shown(page)).toBeInViewport({ ratio: 1 });
          await expect(page.locator('.narrative')).toBeInViewport();
          if (size.width > 960) {
            for (const button of [decide(page), skip(page)]) {
              await expect(button).toBeInViewport({ ratio: 1 });
            }
          } else {
            await expect(page.locator('.triage-report h2').first()).toBeFocused();
          }
          // The user reads to the end and writes before the decision.
          await page.mouse.wheel(0, 5000);
          await page.getByLabel('Rationale').fill('Words of the supervisor.');
          if (reference === first) await decide(page).click();
        }
      });
    }

    test('takes the first letters of a missing type, and then the decision', async ({ page }) => {
      const [first] = await openTriageOf(page, 1, { type: undefined }, { hasType: false });
      await expect(page.getByLabel('Type')).toBeFocused();
      await expect(page.getByLabel('Type')).toBeInViewport({ ratio: 1 });
      for (const key of ['e', 'Control+Enter']) await page.keyboard.press(key);
      await expect(page.getByRole('status').filter({ hasText: `${first} is triaged` })).toBeVisible();
    });

    test('takes no tier by a key until the answer to its decision comes', async ({ page }) => {
      await openTriageOf(page, 1, { type: 'csam_possession' });
      const answer = await holdRequests(page, '**/triage', (route) => route.abort());
      await page.getByLabel('Rationale').fill('Words that nobody may lose.');
      await page.keyboard.press('Control+Enter');
      await expect(decide(page)).toBeFocused();
      await page.keyboard.press('1');
      answer();
      await expect(page.getByRole('alert').filter({ hasText: 'The tracker cannot be reached.' })).toBeVisible();
      await expect(page.getByLabel('Rationale')).toBeFocused();
      await expect(page.getByRole('radio', { name: 'Tier 4' })).toBeChecked();
      await decide(page).focus();
      await page.keyboard.press('1');
      await expect(page.getByRole('radio', { name: 'Tier 1' })).toBeChecked();
    });

    test('decides one complaint with a key that is held down', async ({ page }) => {
      const [, second] = await openTriageOf(page, 3);
      const decisions = [];
      page.on('request', (request) => request.method() === 'PUT' && decisions.push(request.url()));
      for (const modifier of ['Control', null]) {
        decisions.length = 0;
        const before = await shown(page).textContent();
        if (modifier) await page.keyboard.down(modifier);
        await page.keyboard.down('Enter');
        await expect(shown(page)).not.toHaveText(before);
        await expect(decide(page)).toBeFocused();
        const next = await shown(page).textContent();
        for (let repeat = 0; repeat < 3; repeat += 1) await page.keyboard.down('Enter');
        await page.keyboard.up('Enter');
        if (modifier) await page.keyboard.up(modifier);
        await expect(shown(page)).toHaveText(next);
        expect(decisions).toHaveLength(1);
        if (modifier) expect(next).toBe(second);
      }
    });

    test('sets a tier by its key again after another choice', async ({ page }) => {
      await openTriageOf(page, 1);
      await page.keyboard.press('2');
      await page.getByRole('radio', { name: 'Tier 3' }).check();
      await page.keyboard.press('2');
      await expect(page.getByRole('radio', { name: 'Tier 2' })).toBeChecked();
    });

    test('proposes another tier for the access to a child, and keeps a tier that the user chose', async ({ page }) => {
      await openTriageOf(page, 1, { type: 'csam_possession' });
      const access = page.getByLabel('Access to a child (optional)');
      const tier = (number) => page.getByRole('radio', { name: `Tier ${number}` });
      const reasons = page.getByRole('list', { name: 'Reasons' });
      await expect(tier(4)).toBeChecked();
      await access.selectOption('Coach');
      await expect(reasons).toContainText('The reported person has access to a child: Coach.');
      await expect(tier(2)).toBeChecked();
      await tier(3).check();
      await page.getByLabel('Hands-on abuse stated (optional)').selectOption('Yes');
      await expect(reasons).toContainText('A person found a statement of hands-on abuse.');
      await expect(reasons).toContainText('Also holds: The reported person has access to a child: Coach.');
      await expect(tier(3)).toBeChecked();
    });

    test.describe('with a fact whose proposal is not here', () => {
      const own = 'Words that nobody may lose.';
      const proposals = /\/triage-proposal\?/;
      const summary = (page) => page.locator('.error-summary');

      /** Opens a complaint of tier 4, which the access of a coach makes tier 2. Returns the decisions that are sent. */
      async function openTierFour(page) {
        await openTriageOf(page, 1, { type: 'csam_possession' });
        const sent = [];
        page.on('request', (request) => {
          if (request.method() === 'PUT' && request.url().endsWith('/triage')) sent.push(request.postDataJSON());
        });
        return sent;
      }

      async function chooseCoach(page) {
        await page.getByLabel('Rationale').fill(own);
        await page.getByLabel('Access to a child (optional)').selectOption('Coach');
        await page.keyboard.press('Control+Enter');
      }

      async function expectDecision(page, sent) {
        await expect(page.getByRole('radio', { name: 'Tier 2' })).toBeChecked();
        await expect(page.getByLabel('Rationale')).toHaveValue(own);
        expect(sent).toEqual([]);
        await page.getByLabel('Rationale').press('Control+Enter');
        await expect(page.getByRole('status').filter({ hasText: 'is triaged' })).toBeVisible();
        expect(sent).toEqual([expect.objectContaining({ priority: 2, childAccess: 'coach', rationale: own })]);
      }

      test('sends no decision before it arrives', async ({ page }) => {
        const sent = await openTierFour(page);
        const release = await holdRequests(page, proposals);
        await chooseCoach(page);
        await expect(summary(page)).toContainText('The proposal for these facts was not here yet.');
        await expect(page.getByRole('radio', { name: 'Tier 4' })).toBeChecked();
        await checkAccessibility(page);
        release();
        await expectDecision(page, sent);
      });

      test('sends no decision until it is read again after a failure', async ({ page }) => {
        const sent = await openTierFour(page);
        await page.route(proposals, (route) => route.abort());
        await page.getByLabel('Access to a child (optional)').selectOption('Coach');
        const alert = page.getByRole('alert').filter({ hasText: 'The tracker cannot be reached.' });
        await expect(alert).toBeVisible();
        await chooseCoach(page);
        await expect(summary(page)).toContainText('The proposal for these facts could not be read.');
        await page.unroute(proposals);
        await alert.getByRole('button', { name: 'Try again' }).click();
        await expectDecision(page, sent);
      });
    });

    test('shows the next complaint without another read, because it was read ahead', async ({ page }) => {
      const read = new Set();
      page.on('requestfinished', (request) => /\/complaints\/[^/]+$/.test(request.url()) && read.add(request.url()));
      const [, second] = await openTriageOf(page, 2, {}, { perPage: 2 });
      await expect.poll(() => read.size).toBe(2);
      await holdRequests(page, /\/api\/v1\/complaints\/[^/?]+$/);
      await decideByKey(page);
      await expect(shown(page)).toHaveText(second);
      await expect(decide(page)).toBeFocused();
    });

    test('goes on after the first page of the list, and counts all', async ({ page }) => {
      const [, second] = await openTriageOf(page, 2);
      await page.keyboard.press('Control+Enter');
      await expect(shown(page)).toHaveText(second);
      await expect(page.getByText('1 of 2 done')).toBeVisible();
    });

    test('says that skipped complaints still wait, and shows them again', async ({ page }) => {
      const [first] = await openTriageOf(page, 1);
      await page.keyboard.press('s');
      await expect(page.getByText('1 complaint that you skipped still waits for triage.')).toBeVisible();
      await page.getByRole('button', { name: 'Show what you skipped' }).click();
      await expect(shown(page)).toHaveText(first);
    });

    test('keeps the focus on the button that was rejected', async ({ page }) => {
      await openTriageOf(page, 1);
      await page.route('**/api/v1/complaints/*/triage', (route) =>
        route.fulfill({
          status: 412,
          contentType: 'application/problem+json',
          json: { type: '/problems/stale-version', title: 'The record has changed.', status: 412 },
        }),
      );
      await page.keyboard.press('Enter');
      await expect(page.getByRole('alert')).toContainText('Somebody changed this record');
      await expect(decide(page)).toBeFocused();
    });

    test('shows the buttons once, at their place in the form', async ({ page }) => {
      const release = await holdRequests(page, '**/triage-proposal*');
      await openSession(page, 'supervisor.task-force');
      await page.goto('/app/triage');
      await expect(shown(page)).toBeVisible();
      await expect(page.getByText(/No other complaint|same /).first()).toBeVisible();
      await expect(skip(page)).toHaveCount(0);
      release();
      await expect(skip(page)).toBeVisible();
    });

    test('says that the proposal and the matches cannot be read, and tries again', async ({ page }) => {
      const reads = /\/(?:triage-proposal|matches)$/;
      await page.route(reads, (route) => route.abort());
      await openSession(page, 'supervisor.task-force');
      await page.goto('/app/triage');
      const alerts = page.getByRole('alert').filter({ hasText: 'The tracker cannot be reached.' });
      await expect(alerts).toHaveCount(2);
      await expect(skip(page)).toBeVisible();
      await page.unroute(reads);
      for (const left of [1, 0]) {
        await alerts.first().getByRole('button', { name: 'Try again' }).click();
        await expect(alerts).toHaveCount(left);
      }
      await expect(decide(page)).toBeVisible();
    });
  });
});
