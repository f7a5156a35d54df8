import { randomUUID } from 'node:crypto';
import { URLSearchParams } from 'node:url';
import { accountOf, expect, openHome, openSession, signIn, test } from './console-test.mjs';
import { logComplaint, send } from './tracker-api.mjs';

/** Accounts of the demo with a password: each role at each seat, and people of other agencies and task forces. */
const accounts = [
  ...['agency', 'task-force', 'national'].flatMap((seat) =>
    ['analyst', 'investigator', 'supervisor', 'admin', 'auditor'].map((role) => `${role}.${seat}`),
  ),
  'supervisor-2.task-force',
  'investigator.second-agency',
  'investigator.other-task-force',
  'supervisor.other-task-force',
];
const pagesAtOnce = 4;
/** Titles of the screens by the first part of their address. */
const titles = {
  '': 'Home',
  queue: 'Queue',
  triage: 'Triage',
  bundles: 'Bundles',
  'bundles/:id': 'Bundle',
  new: 'New complaint',
  'new/:id': 'New complaint',
  'complaints/:id': 'Complaint',
  search: 'Search',
  totals: 'Totals',
  'totals/records': 'Records behind a number',
  me: 'My account',
  accounts: 'Accounts',
  users: 'Users of identity providers',
  trail: 'Audit trail',
  access: 'Access to complaints',
  help: 'Help',
};
const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** Signs an auditor in by token, and returns a function that asks the trail for all entries of a query. */
async function askAs(baseURL, name) {
  const { email, password } = accountOf(name);
  const ask = async (method, path, body, token) => {
    const answer = await fetch(`${baseURL}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answered = await answer.json();
    expect(answer.ok, JSON.stringify(answered)).toBe(true);
    return answered;
  };
  const opened = await ask('POST', '/sessions', { email, password });
  const { token } = await ask('PUT', '/sessions/current/step-up', { password }, opened.token);
  return async (query) => {
    const entries = [];
    let cursor = null;
    do {
      const asked = new URLSearchParams({ ...query, limit: '200', ...(cursor ? { cursor } : {}) });
      const page = await ask('GET', `/trail?${asked}`, undefined, token);
      entries.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return entries;
  };
}

test.describe('audit trail', () => {
  test('has no read of a complaint that was read ahead or previewed', async ({ page, baseURL }) => {
    await openSession(page, 'supervisor.task-force');
    const logged = [];
    for (const number of [1, 2, 3])
      logged.push(await logComplaint(page, { narrative: `Report ${number} of a school.` }));
    const { account } = await send(page, 'GET', '/sessions/current');
    const trail = await askAs(baseURL, 'auditor.task-force');
    const from = new Date().toISOString();
    const readsOf = async (id) => (await trail({ record: id, account: account.id, from })).map(({ action }) => action);

    const read = [];
    page.on('response', (response) => {
      const id = /\/api\/v1\/complaints\/([0-9a-f-]{36})$/.exec(new URL(response.url()).pathname)?.[1];
      if (id) read.push(id);
    });
    await page.goto('/app/triage');
    const shown = page.locator('.triage-report h2 a');
    await expect(page.getByText(/No other complaint|same /).first()).toBeVisible();
    const id = (await shown.getAttribute('href')).split('/').at(-1);
    await expect.poll(() => read.filter((one) => one !== id)).not.toEqual([]);
    const ahead = read.find((one) => one !== id);
    expect(await readsOf(ahead)).toEqual([]);
    expect(await readsOf(id)).not.toEqual([]);

    const previewed = logged[1].id;
    await page.goto(`/app/queue?queue=all&sel=${previewed}`);
    const open = page.getByRole('region', { name: 'Preview' }).getByRole('link', { name: 'Open the complaint' });
    await expect(open).toBeVisible();
    for (const key of ['j', 'j', 'k']) await page.keyboard.press(key);
    await open.hover();
    expect(await readsOf(previewed)).toEqual([]);
    await open.click();
    await expect(page.getByRole('heading', { name: 'What was reported' })).toBeVisible();
    expect(await readsOf(previewed)).not.toEqual([]);
    expect(await readsOf(logged[2].id)).toEqual([]);
  });

  test('has no refusal of a click through every link, as each account', async ({ browser, baseURL }) => {
    test.setTimeout(600_000);
    const auditors = await Promise.all(
      ['auditor.agency', 'auditor.task-force', 'auditor.national'].map((name) => askAs(baseURL, name)),
    );
    const refusalsSince = async (from) => {
      const answers = await Promise.all(auditors.map((trail) => trail({ outcome: 'refused', from })));
      return [...new Map(answers.flat().map((entry) => [entry.seq, entry])).values()];
    };
    const began = new Date().toISOString();
    const refused = [];
    const visited = new Map();
    const waiting = [...accounts];
    const clickThrough = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const context = await browser.newContext({ baseURL, reducedMotion: 'reduce', locale: 'en-US' });
        try {
          const page = await context.newPage();
          page.on('response', (response) => {
            if ([403, 404].includes(response.status())) refused.push(`${name}: ${response.status()} ${response.url()}`);
          });
          await signIn(page, name);
          visited.set(name, await visitEverything(page));
        } finally {
          await context.close();
        }
      }
    };
    await Promise.all(Array.from({ length: pagesAtOnce }, clickThrough));
    expect(refused).toEqual([]);
    expect((await refusalsSince(began)).map(({ accountName, sentence }) => `${accountName}: ${sentence}`)).toEqual([]);
    for (const name of accounts) expect(visited.get(name), name).toEqual(expect.arrayContaining(['/app/', '/app/me']));
    expect(visited.get('supervisor.agency')).toEqual(expect.arrayContaining(['/app/queue', '/app/triage', '/app/new']));
    expect(visited.get('supervisor.agency')).toContain('/app/complaints/:id?show=reportedPersons');
    for (const name of ['admin.agency', 'supervisor.national', 'investigator.national'])
      expect(visited.get(name), name).not.toContain('/app/queue');

    // The trail would have it: a record that is not there is a refusal.
    const planted = await browser.newContext({ baseURL });
    const page = await planted.newPage();
    for (const name of ['investigator.agency', 'supervisor.task-force', 'admin.national']) {
      await openSession(page, name, { isOwn: true });
      await page.request.get(`/api/v1/agencies/${randomUUID()}`);
      await planted.clearCookies();
    }
    await planted.close();
    expect(await refusalsSince(began)).toHaveLength(3);
  });
});

test.describe('national seat', () => {
  test('is offered no page of cases, by the menu, by a key or by an address', async ({ page }) => {
    const refused = [];
    page.on('response', (response) => {
      if ([403, 404].includes(response.status())) refused.push(`${response.status()} ${response.url()}`);
    });
    await openSession(page, 'supervisor.national');
    await openHome(page);
    await expect(page.getByText('The national office sees the totals of the task forces')).toBeVisible();
    await expect(page.getByRole('navigation').getByRole('listitem')).toHaveText([
      'Home',
      'Totals',
      'Accounts',
      'Audit trail',
      'Help',
    ]);
    for (const key of ['c', '/', 'g', 'q', 'g', 't']) await page.keyboard.press(key);
    await expect(page).toHaveURL(/\/app\/$/);
    for (const path of ['new', 'queue', 'triage', 'search']) {
      await page.goto(`/app/${path}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
    }
    expect(refused).toEqual([]);
  });
});

/**
 * Clicks every link of the console that leads to another page, opens a preview and each dialog of a complaint, and returns
 * the addresses by their form.
 */
async function visitEverything(page) {
  const pending = new Set();
  page.on('request', (request) => request.url().includes('/api/') && pending.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => pending.delete(request));
  const settle = async () => {
    await expect
      .poll(async () => (await page.locator('main .loading').count()) + pending.size, { intervals: [20, 20, 50] })
      .toBe(0);
  };
  // The totals have an address for each number and its records. One of each is followed.
  const formOf = (href) =>
    href === '/app' ? '/app/' : href.replace(/(\/app\/totals[^?]*)\?.*/, '$1?').replace(uuid, ':id');
  const seen = new Set(['/app/']);
  const todo = new Map();
  let here = [];
  // A link of the page is next, because a load of a page takes longer than a click.
  const next = () => here.find((href) => todo.has(formOf(href))) ?? todo.values().next().value;
  for (let href = '/app/'; href !== undefined; href = next()) {
    const form = formOf(href);
    todo.delete(form);
    if (form !== '/app/') {
      if (here.includes(href)) await page.locator(`a[href="${href}"]:not(.line-link):visible`).first().click();
      else await page.goto(href);
    }
    const [, , screen, record] = form.split(/[/?]/);
    await expect(page).toHaveTitle(`${titles[`${screen}/${record}`] ?? titles[screen]} · Task Force Tracker`);
    await settle();
    // The link of a draft opens its form.
    const dialog = page.getByRole('dialog');
    if ((await dialog.count()) > 0) await dialog.getByRole('button', { name: 'Cancel' }).click();
    if (form === '/app/queue' || form === '/app/queue?queue=all') await openPreview(page, settle);
    if (form === '/app/complaints/:id') await openDialogs(page, settle);
    // A line of the queue opens a preview, and its address is of the complaint: the link of the preview is followed.
    here = await page
      .locator('a[href^="/app"]:not(.line-link):visible')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    for (const found of here) {
      if (seen.has(formOf(found)) || found.includes('#')) continue;
      seen.add(formOf(found));
      todo.set(formOf(found), found);
    }
  }
  return [...seen];
}

async function openPreview(page, settle) {
  const line = page.locator('a.line-link').first();
  if ((await line.count()) === 0 || page.url().includes('sel=')) return;
  await line.click();
  await settle();
  await expect(page.getByRole('link', { name: 'Open the complaint' })).toBeVisible();
}

async function openDialogs(page, settle) {
  const names = [
    'Triage',
    'Assign',
    'Put on hold',
    'Resume',
    'Merge',
    'Undo the merge',
    'Close the complaint',
    'Propose closure',
  ];
  for (const name of [...names, 'Reopen', 'Add a note']) {
    const button = page.getByRole('main').getByRole('button', { name, exact: true });
    if ((await button.count()) === 0) continue;
    await button.first().click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await settle();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
  }
}
