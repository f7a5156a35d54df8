import { checkAccessibility, expect, holdRequests, signIn, takePictures, test } from './console-test.mjs';
import { logComplaint, send, triage } from './tracker-api.mjs';
import { listOnly } from './triage-page.mjs';

/** Read of the complaints of a bundle. */
const complaintsOf = /\/bundles\/[^/?]+\/complaints/;
const boxOf = (page, { reference }) => page.getByRole('checkbox', { name: `Select ${reference}` });

/** Logs a complaint for each of the parts, all with the same file, and opens their bundle. */
async function openBundleOf(page, parts) {
  await signIn(page, 'supervisor.task-force');
  const value = Date.now().toString(16).padStart(32, '0');
  const files = [{ name: 'IMG_0042.jpg', hashes: [{ value }] }];
  const logged = [];
  for (const part of parts) logged.push(await logComplaint(page, { files, ...part }));
  const { items } = await send(page, 'GET', `/bundles?complaintId=${logged[0].id}`);
  await page.goto(`/app/bundles/${items[0].id}`);
  for (const complaint of logged) await expect(boxOf(page, complaint)).toBeChecked();
  return { id: items[0].id, value, logged };
}

test.describe('bundles', () => {
  test('decide the selected complaints with the same file at once, with an answer for each', async ({ page }) => {
    await signIn(page, 'supervisor.task-force');
    const value = Date.now().toString(16).padStart(32, '0');
    const logged = [];
    for (let number = 0; number < 4; number += 1)
      logged.push(await logComplaint(page, { files: [{ name: 'IMG_0042.jpg', hashes: [{ value }] }] }));
    const [stale, left, ...others] = logged;
    const { items } = await send(page, 'GET', `/bundles?complaintId=${stale.id}`);
    const [{ id }] = items;

    await page.goto('/app/bundles');
    await expect(page.getByRole('table', { name: 'Bundles' })).toBeVisible();
    await takePictures(page, 'bundles');
    await page.locator(`a[href="/app/bundles/${id}"]`).click();
    for (const complaint of logged) await expect(boxOf(page, complaint)).toBeChecked();
    await expect(page.getByLabel('Type')).toHaveValue('enticement');
    await takePictures(page, 'bundle');
    expect(page.url()).not.toContain(value);
    // Another supervisor decides one of them meanwhile.
    await triage(page, stale);
    await boxOf(page, left).uncheck();
    const decide = page.getByRole('button', { name: 'Decide for all selected' });
    await decide.click();
    await expect(page.locator('.error-summary')).toContainText('Rationale');
    await page.getByLabel('Rationale').fill('The same viral file.');
    await decide.click();

    await expect(
      page.getByRole('status').filter({ hasText: '2 complaints were triaged. 1 was skipped.' }),
    ).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    const skipped = page.getByRole('region', { name: 'These complaints were skipped' });
    await expect(skipped.getByRole('link')).toHaveText([stale.reference]);
    await expect(boxOf(page, left)).toBeChecked();
    for (const complaint of [stale, ...others]) await expect(boxOf(page, complaint)).toHaveCount(0);
    for (const { id: other } of others) {
      const { state, priority } = await send(page, 'GET', `/complaints/${other}`);
      expect([state, priority]).toEqual(['triaged', 2]);
    }

    await page.getByLabel('Rationale').fill('Another child is in the picture.');
    await page.getByRole('radio', { name: 'Tier 1' }).check();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('No complaint of this bundle waits for triage.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  });

  test('say why a complaint cannot be selected', async ({ page }) => {
    const sentences = {
      role: 'Your role does not triage complaints.',
      agency: 'Another agency decides on this complaint.',
      expunged: 'A court ordered the expungement of this complaint.',
      state: 'The status of this complaint allows no triage.',
    };
    const obstacles = Object.keys(sentences);
    const { id, logged } = await openBundleOf(page, Array(obstacles.length + 1).fill({}));
    await page.route(complaintsOf, async (route) => {
      const response = await route.fetch();
      const { items, ...rest } = await response.json();
      const json = { ...rest, items: items.map((item, at) => ({ ...item, obstacle: obstacles[at] ?? null })) };
      await route.fulfill({ response, json });
    });
    await page.goto(`/app/bundles/${id}`);
    const free = logged.at(-1);
    await expect(boxOf(page, free)).toBeChecked();
    await expect(boxOf(page, free)).toHaveAccessibleDescription('');
    for (const [at, obstacle] of obstacles.entries()) {
      await expect(boxOf(page, logged[at])).toBeDisabled();
      await expect(boxOf(page, logged[at])).toHaveAccessibleDescription(sentences[obstacle]);
    }
    await checkAccessibility(page);
  });

  test('keep the decision when they are read again, and propose the tier of the selected', async ({ page }) => {
    await page.clock.install();
    const { value, logged } = await openBundleOf(page, [{}, { type: 'csam_possession' }]);
    const [urgent, other] = logged;
    const tier = (number) => page.getByRole('radio', { name: `Tier ${number}` });
    await expect(tier(2)).toBeChecked();
    await boxOf(page, urgent).uncheck();
    await expect(tier(4)).toBeChecked();
    await expect(page.getByLabel('Type')).toHaveValue('csam_possession');

    await page.getByRole('link', { name: 'Back to the bundles' }).click();
    await expect(page.getByRole('table', { name: 'Bundles' })).toBeVisible();
    const later = await logComplaint(page, { files: [{ name: 'IMG_0042.jpg', hashes: [{ value }] }] });
    await page.clock.fastForward(31_000);
    const release = await holdRequests(page, complaintsOf);
    await page.goBack();
    await page.getByLabel('Rationale').fill('Words that nobody may lose.');
    await tier(3).check();
    await boxOf(page, other).uncheck();
    release();
    await expect(boxOf(page, later)).toBeChecked();
    await expect(boxOf(page, other)).not.toBeChecked();
    await expect(page.getByLabel('Rationale')).toHaveValue('Words that nobody may lose.');
    await expect(tier(3)).toBeChecked();
  });

  test('are a line on the triage of each of their complaints', async ({ page }) => {
    await signIn(page, 'supervisor.task-force');
    const raw = `user-${Date.now()}`;
    const identifiers = [{ kind: 'account', platform: 'Example Chat', role: 'suspect', raw }];
    const logged = [await logComplaint(page, { identifiers }), await logComplaint(page, { identifiers })];
    await listOnly(page, [logged[0]]);
    await page.goto('/app/triage');
    await page.getByRole('link', { name: '2 untriaged complaints have the same account' }).click();

    await expect(page.getByRole('heading', { name: 'One decision for 2 complaints' })).toBeVisible();
    for (const { reference } of logged)
      await expect(page.getByRole('checkbox', { name: `Select ${reference}` })).toBeChecked();
  });
});
