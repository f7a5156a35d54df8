import { checkAccessibility, expect, openSession, test } from './console-test.mjs';
import { requestsOf, send } from './tracker-api.mjs';

const narrative = 'The subscriber records no longer exist.';

/** Logs a complaint of an investigator, who proposes to close it. Then the supervisor of the agency has the page. */
async function proposeClosure(page) {
  await openSession(page, 'investigator.agency');
  const logged = await send(page, 'POST', '/complaints', {
    source: 'public_complaint',
    type: 'enticement',
    mode: 'reactive',
    receivedAt: new Date().toISOString(),
    jurisdiction: { state: 'NE' },
    narrative: 'A parent reports a stranger in a game chat.',
  });
  const { version } = await send(page, 'GET', `/complaints/${logged.id}`);
  const body = { code: 'unable_to_identify_suspect', narrative };
  await send(page, 'PUT', `/complaints/${logged.id}/closure-proposal`, body, { 'if-match': `"v${version}"` });
  return logged;
}

test.describe('a proposal to close', () => {
  test('is on the complaint for the supervisor, who closes as proposed', async ({ page }) => {
    const { id, reference } = await proposeClosure(page);
    await page.context().clearCookies();
    await openSession(page, 'supervisor.agency');
    await page.goto(`/app/complaints/${id}`);
    const proposal = page.getByRole('region', { name: 'A closure is proposed' });
    await expect(proposal).toContainText('Investigator (agency) proposed this on');
    await expect(proposal).toContainText('Unable to identify a suspect');
    await expect(proposal).toContainText(narrative);
    await checkAccessibility(page);
    await proposal.getByRole('button', { name: 'Close the complaint' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Disposition')).toHaveValue('unable_to_identify_suspect');
    await expect(dialog.getByLabel('Closing narrative')).toHaveValue(narrative);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('status').filter({ hasText: `${reference} is closed` })).toBeVisible();
    await expect(proposal).toHaveCount(0);
  });

  test('is rejected with a reason, and read no more then', async ({ page }) => {
    const { id, reference } = await proposeClosure(page);
    await page.context().clearCookies();
    await openSession(page, 'supervisor.agency');
    await page.goto(`/app/complaints/${id}`);
    await page.getByRole('button', { name: 'Reject the proposal' }).press('Enter');
    await page.getByRole('dialog').getByLabel('Reason').fill('Ask the second provider first.');
    const requests = await requestsOf(page, async () => {
      await page.keyboard.press('Control+Enter');
      await expect(page.getByText('The proposal to close was rejected')).toBeVisible();
    });
    expect(requests.filter((path) => path.endsWith('/closure-proposal'))).toEqual([]);
    await expect(page.getByRole('region', { name: 'A closure is proposed' })).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1, name: reference })).toBeFocused();
  });

  test('is withdrawn by its author, who cannot accept it', async ({ page }) => {
    const { id } = await proposeClosure(page);
    await page.goto(`/app/complaints/${id}`);
    const proposal = page.getByRole('region', { name: 'A closure is proposed' });
    await expect(proposal.getByRole('button')).toHaveText(['Withdraw the proposal']);
    await proposal.getByRole('button').press('Enter');
    await page.getByRole('dialog').getByLabel('Reason').fill('The laboratory found a name.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('The proposal to close was withdrawn')).toBeVisible();
    await expect(proposal).toHaveCount(0);
  });
});
