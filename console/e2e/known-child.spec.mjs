import { checkAccessibility, expect, openSession, test } from './console-test.mjs';
import { logComplaint, send } from './tracker-api.mjs';

const name = 'Quillon Zabriskie';
/** Day of the task force. The day in UTC is a future one in its evening. */
const today = new Date().toLocaleDateString('en-CA', { timeZone: 'America/Chicago' });

/** Logs a complaint with an identified child of that name, and waits until the tracker finds the name in a text. */
async function logNamedChild(page) {
  const complaint = await logComplaint(page);
  const victim = await send(page, 'POST', '/victims-identified', {
    complaintId: complaint.id,
    abuseTiming: 'recent',
    productionVictim: false,
    safeguardingStatus: 'identified',
    identifiedOn: today,
  });
  const [givenName, familyName] = name.split(' ');
  const identity = { givenName, familyName, bornOn: '2012-05-14' };
  await send(page, 'PUT', `/victims-identified/${victim.id}/identity`, identity, { 'if-match': '"v1"' });
  const findMentions = async () =>
    (await send(page, 'POST', '/matches', { text: `A neighbor saw ${name}.` })).nameMentions;
  await expect.poll(findMentions, 'A name is found once the tracker has read the keys again.').toHaveLength(1);
  return complaint;
}

test.describe('the name of a known child', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
  });

  test('is a warning before a complaint is logged, and the text stays', async ({ page }) => {
    await logNamedChild(page);
    await page.goto('/app/new');
    const text = page.getByLabel('What was reported');
    const narrative = `A teacher reports that ${name} was sent messages by an adult.`;
    await text.fill(narrative);
    const known = page.getByRole('complementary', { name: 'Matches with other complaints' });
    await expect(known.getByRole('alert')).toContainText('The text names a known child. Use the pseudonym instead.');
    await expect(text).toHaveValue(narrative);
    await checkAccessibility(page);
    await text.fill('A teacher reports that MV1 was sent messages by an adult.');
    await expect(known.getByRole('alert')).toHaveCount(0);
    await page.getByRole('button', { name: 'Discard the draft' }).click();
  });

  test('is a warning after a note with it is saved, until it is dismissed', async ({ page }) => {
    const { id } = await logNamedChild(page);
    await page.goto(`/app/complaints/${id}`);
    await page.getByRole('heading', { name: 'What was reported' }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('dialog').getByLabel('Note').fill(`The school was asked about ${name}.`);
    await page.keyboard.press('Control+Enter');
    const warning = page.getByRole('alert').filter({ hasText: 'The text that you saved names a known child.' });
    await expect(warning).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect(warning).toBeInViewport();
    await checkAccessibility(page);
    await warning.getByRole('button', { name: 'Dismiss' }).click();
    await expect(warning).toHaveCount(0);
  });
});
