import { checkAccessibility, choose, expect, openHome, openSession, takePictures, test } from './console-test.mjs';
import { logComplaint, requestsOf, send } from './tracker-api.mjs';
import { decideButton, decideByKey, listOnly, shownComplaint, skipButton } from './triage-page.mjs';

test.describe('screens of a supervisor', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
  });

  test('home lists what waits, in two requests', async ({ page }) => {
    const toAssign = page.getByRole('link', { name: /Complaints to assign/ });
    const requests = await requestsOf(page, async () => {
      await page.goto('/app/');
      await expect(toAssign).toBeVisible();
      await page.waitForLoadState('networkidle');
    });
    expect(requests.sort()).toEqual(['/api/v1/attention', '/api/v1/saved-views']);
    await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible();
    await takePictures(page, 'home');
    await toAssign.click();
    await expect(page).toHaveURL(/queue=to_assign/);
    await page.goBack();
    const holds = page.getByRole('link', { name: /Complaints on hold to review/ });
    const count = Number.parseInt((await holds.textContent()) ?? '', 10);
    await holds.click();
    await expect(page.getByText('Only some complaints of this queue are shown')).toBeVisible();
    await expect(page.locator('a.line-link')).toHaveCount(count);
    await checkAccessibility(page);
    await page.getByRole('link', { name: 'Show the whole queue' }).click();
    await expect(page).not.toHaveURL(/reviewBy/);
  });

  test('the queue moves by keyboard, previews and assigns', async ({ page }) => {
    const requests = await requestsOf(page, async () => {
      await page.goto('/app/queue?queue=to_assign');
      await expect(page.getByRole('table')).toBeVisible();
    });
    expect(new Set(requests)).toEqual(new Set(['/api/v1/complaints', '/api/v1/queues']));
    expect(requests).toHaveLength(2);
    await takePictures(page, 'queue');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview).toBeFocused();
    await expect(preview.getByRole('link', { name: 'Open the complaint' })).toBeVisible();
    await takePictures(page, 'queue-preview');
    await page.keyboard.press('Escape');
    await expect(preview).toBeHidden();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(page.getByRole('region', { name: '1 complaint selected' })).toBeVisible();
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await choose(page, dialog.getByRole('combobox', { name: 'Agency' }), 'Amberrock Police Department');
    await dialog.getByRole('combobox', { name: /Investigator/ }).press('ArrowDown');
    await expect(page.getByRole('listbox').getByRole('option').first()).toContainText(/[0-9]+ open/);
    await checkAccessibility(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  test('a bulk assignment links each complaint that it skipped, with the reason', async ({ page }) => {
    await page.goto('/app/queue?queue=to_assign');
    const line = page.locator('a.line-link').first();
    const href = await line.getAttribute('href');
    await line.focus();
    await page.keyboard.press('x');
    // Another supervisor puts it on hold meanwhile.
    const id = href.split('/').at(-1);
    const { version } = await send(page, 'GET', `/complaints/${id}`);
    const reviewOn = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const hold = { reason: 'Waits for the laboratory.', reviewOn };
    await send(page, 'PUT', `/complaints/${id}/hold`, hold, { 'if-match': `"v${version}"` });
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Nearest agency.');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toBeHidden();
    const skipped = page.getByRole('alert');
    await expect(skipped).toContainText('changed');
    await expect(skipped.getByRole('link')).toHaveAttribute('href', href);
    await checkAccessibility(page);
    await skipped.getByRole('button', { name: 'Close' }).click();
    await expect(skipped).toHaveCount(0);
  });

  test('a complaint opens in one request, with matches and decisions on demand', async ({ page }) => {
    await page.goto('/app/queue?queue=to_assign');
    const link = page.locator('a.line-link').first();
    const href = await link.getAttribute('href');
    const requests = await requestsOf(page, async () => {
      await page.goto(href);
      await expect(page.getByRole('heading', { name: 'What was reported' })).toBeVisible();
    });
    expect(requests).toEqual([expect.stringMatching(/\/complaints\/[^/]+\/case$/)]);
    await takePictures(page, 'complaint');
    await page.getByRole('link', { name: 'Matches' }).click();
    await expect(page.getByText(/No other complaint|same /).first()).toBeVisible();
    await checkAccessibility(page);
    await page.getByRole('link', { name: 'Decisions' }).click();
    await checkAccessibility(page);
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog', { name: /Add a note/ });
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByRole('group', { name: 'There is a problem' })).toBeFocused();
    await checkAccessibility(page);
    await dialog.getByLabel('Note').fill('<script>alert(1)</script> called the school.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('status').filter({ hasText: 'A note is added' })).toBeVisible();
  });

  test('two tabs on one complaint: the later one is warned and keeps its text', async ({ page, context }) => {
    await page.goto('/app/queue?queue=to_assign');
    const href = await page.locator('a.line-link').first().getAttribute('href');
    const other = await context.newPage();
    for (const tab of [page, other]) {
      await tab.goto(href);
      await expect(tab.getByRole('heading', { name: 'What was reported' })).toBeVisible();
    }
    for (const tab of [page, other]) {
      await tab.keyboard.press('h');
      await tab.getByRole('dialog').getByLabel('Reason').fill('Waits for the laboratory.');
      await tab.keyboard.press('Control+Enter');
      // The first tab has saved before the second one tries.
      if (tab === page) await expect(tab.getByRole('dialog')).toBeHidden();
    }
    const dialog = other.getByRole('dialog');
    await expect(dialog.getByRole('alert')).toContainText('Somebody changed this record');
    await dialog.getByRole('button', { name: 'Load the latest version' }).click();
    await expect(dialog.getByRole('alert')).toBeHidden();
    await expect(dialog.getByLabel('Reason')).toHaveValue('Waits for the laboratory.');
  });

  test('triage decides one at a time', async ({ page }) => {
    await page.goto('/app/triage');
    await expect(skipButton(page)).toBeVisible();
    await takePictures(page, 'triage');
    // No rule proposes a type for the first one.
    const first = await logComplaint(page, { type: undefined });
    const second = await logComplaint(page);
    await listOnly(page, [first, second]);
    await page.reload();
    await expect(shownComplaint(page)).toHaveText(first.reference);
    await expect(page.getByLabel('Type')).toBeFocused();
    await page.getByRole('radio', { name: 'Tier 2' }).check();
    await page.getByLabel('Type').selectOption('enticement');
    await page.getByLabel('Mode').selectOption('reactive');
    await decideByKey(page);
    await expect(shownComplaint(page)).toHaveText(second.reference);
  });

  test('triage as proposed takes one key for each complaint, beside one that is skipped', async ({ page }) => {
    const mine = [];
    for (let index = 0; index < 5; index += 1) mine.push(await logComplaint(page));
    await listOnly(page, mine);
    await page.goto('/app/triage');
    for (const complaint of mine) {
      await expect(shownComplaint(page)).toHaveText(complaint.reference);
      await expect(decideButton(page)).toBeFocused();
      if (complaint === mine[2]) await skipButton(page).click();
      else await decideByKey(page);
    }
    await expect(page.getByText('1 complaint that you skipped still waits for triage.')).toBeVisible();
  });

  test('search finds a reference, and its text stays out of the address', async ({ page }) => {
    await openHome(page);
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('NE-000168');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'NE-000168' }).first()).toBeVisible();
    expect(page.url()).not.toContain('000168');
    await takePictures(page, 'search');
  });

  test('my account and help', async ({ page }) => {
    await page.goto('/app/me');
    await expect(page.getByText('this one')).toBeVisible();
    await takePictures(page, 'my-account');
    await page.keyboard.press('?');
    await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible();
    await takePictures(page, 'help');
  });

  test('language and shortcuts are kept with the account', async ({ page }) => {
    await page.goto('/app/me');
    await page.getByRole('radio', { name: 'Spanish' }).check();
    await expect(page.getByRole('heading', { level: 1, name: 'Mi cuenta' })).toBeVisible();
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    await checkAccessibility(page);
    await page.reload();
    await page.getByRole('radio', { name: 'English' }).check();
    await expect(page.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
    const shortcuts = page.getByRole('checkbox', { name: 'Use single-letter shortcuts' });
    const isOff = page.waitForResponse(
      (response) => response.request().postData()?.includes('"shortcuts":"off"') === true,
    );
    await shortcuts.click();
    await isOff;
    await expect(shortcuts).not.toBeChecked();
    await page.keyboard.press('?');
    await expect(page.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
    await shortcuts.click();
    await expect(shortcuts).toBeChecked();
    await expect(page.getByRole('status').filter({ hasText: 'Your preferences are saved' })).toBeVisible();
  });
});

test('an administrator gets no page of complaints, and no refusal', async ({ page }) => {
  const refused = [];
  page.on('response', (response) => {
    if ([403, 404].includes(response.status())) refused.push(response.url());
  });
  await openSession(page, 'admin.task-force');
  const requests = await requestsOf(page, async () => {
    await page.goto('/app/');
    await expect(page.getByRole('listitem').filter({ hasText: 'Accounts to approve' })).toBeVisible();
  });
  expect(requests).toEqual(['/api/v1/attention']);
  await checkAccessibility(page);
  await expect(page.getByRole('link', { name: 'Queue' })).toHaveCount(0);
  for (const name of ['Help', 'Home']) await page.getByRole('link', { name, exact: true }).click();
  await page.goto('/app/me');
  await expect(page.getByText('this one')).toBeVisible();
  for (const path of ['queue', 'triage', 'new', 'search', 'complaints/00000000-0000-7000-8000-000000000000']) {
    await page.goto(`/app/${path}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
  }
  expect(refused).toEqual([]);
});
