import { expect, signIn, takePictures, test } from './console-test.mjs';
import { logComplaint, send, triage } from './tracker-api.mjs';

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
    const boxOf = ({ reference }) => page.getByRole('checkbox', { name: `Select ${reference}` });
    for (const complaint of logged) await expect(boxOf(complaint)).toBeChecked();
    await expect(page.getByLabel('Type')).toHaveValue('enticement');
    await takePictures(page, 'bundle');
    expect(page.url()).not.toContain(value);
    // Another supervisor decides one of them meanwhile.
    await triage(page, stale);
    await boxOf(left).uncheck();
    const decide = page.getByRole('button', { name: 'Decide for all selected' });
    await decide.click();
    await expect(page.locator('.error-summary')).toContainText('Rationale');
    await page.getByLabel('Rationale').fill('The same viral file.');
    await decide.click();

    await expect(
      page.getByRole('status').filter({ hasText: '2 complaints were triaged. 1 was skipped.' }),
    ).toBeVisible();
    const skipped = page.getByRole('region', { name: 'These complaints were skipped' });
    await expect(skipped.getByRole('link')).toHaveText([stale.reference]);
    await expect(boxOf(left)).toBeChecked();
    for (const complaint of [stale, ...others]) await expect(boxOf(complaint)).toHaveCount(0);
    for (const { id: other } of others) {
      const { state, priority } = await send(page, 'GET', `/complaints/${other}`);
      expect([state, priority]).toEqual(['triaged', 2]);
    }

    await page.getByLabel('Rationale').fill('Another child is in the picture.');
    await page.getByRole('radio', { name: 'Tier 1' }).check();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('No complaint of this bundle waits for triage.')).toBeVisible();
  });

  test('are a line on the triage of each of their complaints', async ({ page }) => {
    await signIn(page, 'supervisor.task-force');
    const raw = `user-${Date.now()}`;
    const identifiers = [{ kind: 'account', platform: 'Example Chat', role: 'suspect', raw }];
    const logged = [await logComplaint(page, { identifiers }), await logComplaint(page, { identifiers })];
    const { items } = await send(page, 'GET', '/complaints?queue=to_triage&limit=200');
    const line = items.find(({ id }) => id === logged[0].id);
    await page.route(/\/api\/v1\/complaints\?/, (route) =>
      route.fulfill({ json: { items: [line], nextCursor: null, count: 1, isComplete: true } }),
    );

    await page.goto('/app/triage');
    await page.getByRole('link', { name: '2 untriaged complaints have the same account' }).click();

    await expect(page.getByRole('heading', { name: 'One decision for 2 complaints' })).toBeVisible();
    for (const { reference } of logged)
      await expect(page.getByRole('checkbox', { name: `Select ${reference}` })).toBeChecked();
  });
});
