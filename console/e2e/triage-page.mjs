import { expect } from './console-test.mjs';
import { send } from './tracker-api.mjs';

/** Link of the complaint that the page of the triage shows. Its text is the reference. */
export const shownComplaint = (page) => page.locator('.triage-report h2 a');

export const decideButton = (page) => page.getByRole('button', { name: 'Decide and continue' });
export const skipButton = (page) => page.getByRole('button', { name: 'Skip', exact: true });

/** Returns the lines of all complaints to triage. Other tests may have left more of them than a page has. */
export async function listToTriage(page) {
  const lines = [];
  for (let cursor = ''; cursor !== null;) {
    const part = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { items, nextCursor } = await send(page, 'GET', `/complaints?queue=to_triage&limit=200${part}`);
    lines.push(...items);
    cursor = nextCursor;
  }
  return lines;
}

/** Leaves only these complaints in the list of the triage, because the demo and other tests have left any number of others. */
export async function listOnly(page, complaints) {
  const ids = complaints.map(({ id }) => id);
  await page.route(/\/api\/v1\/complaints\?/, async (route) => {
    const response = await route.fetch();
    const list = await response.json();
    await route.fulfill({ response, json: { ...list, items: list.items.filter(({ id }) => ids.includes(id)) } });
  });
}

/** Sends the decision on the shown complaint by Ctrl+Enter. A refusal fails the test at once, with its reason. */
export async function decideByKey(page) {
  const reference = await shownComplaint(page).textContent();
  const answered = page.waitForResponse(
    (response) => response.request().method() === 'PUT' && response.url().endsWith('/triage'),
  );
  await page.keyboard.press('Control+Enter');
  const answer = await answered;
  if (!answer.ok()) throw new Error(`The decision on ${reference} was answered with ${await answer.text()}`);
  await expect(page.getByRole('status').filter({ hasText: `${reference} is triaged` })).toBeVisible();
}
