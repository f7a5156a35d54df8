import { expect, openSession, test } from './console-test.mjs';

/** Pages of the navigation, and what the help says of their shortcuts. */
const shortcuts = {
  Home: 'Go to home',
  Queue: 'Go to the queue',
  Triage: 'Go to triage',
  'New complaint': 'Log a new complaint',
  Search: 'Search',
  Totals: 'Go to the totals',
  Accounts: 'Go to the accounts',
  Users: 'Go to the users of identity providers',
  'Audit trail': 'Go to the audit trail',
  'Access to complaints': 'Go to the access to complaints',
  Help: 'Show this help',
};

/** Headings of the shortcuts that belong to a page of the navigation. */
const scopes = { Queue: ['In a list', 'On a complaint'], Triage: ['In triage'] };

/** Areas of several pages, by their name in the navigation. */
const areas = { Accounts: 'accounts', 'Audit trail': 'trail' };

/** Returns the links to the pages of an area. An area of one page has none. */
async function linksOf(page, area) {
  await page.goto(`/app/${areas[area]}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(area);
  return page.getByRole('navigation', { name: area }).getByRole('link').allTextContents();
}

test.describe('help', () => {
  for (const account of ['investigator.agency', 'supervisor.task-force', 'admin.agency', 'auditor.task-force']) {
    test(`has the shortcuts of those pages that the account ${account} may open, and of no other`, async ({ page }) => {
      await openSession(page, account, { isOwn: true });
      await page.goto('/app/help');
      const table = page.getByRole('table', { name: 'Everywhere' });
      await expect(table).toBeVisible();
      const names = await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('list')
        .getByRole('link')
        .allTextContents();
      const cells = await table.getByRole('cell').allTextContents();
      const expected = ['Everywhere', ...names.flatMap((name) => scopes[name] ?? []), 'In a form'];
      expect(await page.getByRole('table').locator('caption').allTextContents()).toEqual(expected);

      const inAreas = [];
      for (const area of Object.keys(areas)) if (names.includes(area)) inAreas.push(...(await linksOf(page, area)));
      expect(cells.sort()).toEqual([...new Set([...names, ...inAreas])].map((name) => shortcuts[name]).sort());
    });
  }
});
