import { checkAccessibility, expect, openSession, takePictures, test } from './console-test.mjs';
import { logComplaint, requestsOf, send } from './tracker-api.mjs';

const report = {
  persons: [
    {
      role: 'suspect',
      givenName: 'Alex',
      familyName: 'Sample',
      otherName: '<script>alert(1)</script>',
      approximateAge: 41,
      description: 'Drives a red pickup; works nights.',
      identifiers: [
        { kind: 'email', raw: 'alex.sample.4711@example.com', observedAt: '2026-03-02T21:14:00Z' },
        { kind: 'ip', raw: '198.51.100.77', port: 51820, observedAt: '2026-03-02T21:14:05Z' },
      ],
    },
    {
      role: 'victim',
      approximateAge: 13,
      identifiers: [{ kind: 'handle', raw: 'pony_4711', platform: 'Example Chat' }],
    },
    { role: 'reporter', description: 'Mother of the child.' },
  ],
  identifiers: [{ kind: 'url', raw: 'https://example.com/profiles/4711?tab=friends', role: 'suspect' }],
  files: [
    {
      name: 'IMG_4711.jpg',
      sizeBytes: 204_800,
      isViewedByProvider: false,
      classification: 'A1',
      tags: ['chat'],
      hashes: [{ algorithm: 'sha256', value: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }],
    },
  ],
};

const lists = ['/api/v1/identifiers', '/api/v1/reported-files', '/api/v1/reported-persons'];

test.describe('complaint', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
  });

  test('shows the persons of the report with their identifiers, read when they are opened', async ({ page }) => {
    const { id } = await logComplaint(page, report);
    const first = await requestsOf(page, async () => {
      await page.goto(`/app/complaints/${id}`);
      await expect(page.getByRole('heading', { name: 'What was reported' })).toBeVisible();
      await page.waitForLoadState('networkidle');
    });
    expect(first).toEqual([expect.stringMatching(/\/case$/)]);
    const opened = await requestsOf(page, async () => {
      await page.getByRole('link', { name: 'Reported persons and files' }).click();
      await expect(page.getByRole('heading', { name: 'Alex Sample Suspect' })).toBeVisible();
    });
    expect(opened.sort()).toEqual(lists);

    const suspect = page.getByRole('table', { name: 'Identifiers: Suspect' });
    await expect(suspect.getByRole('row')).toHaveCount(3);
    await expect(suspect).toContainText('alex.sample.4711@example.com');
    await expect(suspect).toContainText('port 51820');
    await expect(suspect).toContainText('Mar 2, 2026, 3:14:05 PM CST');
    await expect(page.getByText('<script>alert(1)</script>')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Identifiers: Victim' })).toContainText('Example Chat');
    await expect(page.getByRole('table', { name: 'Other identifiers' })).toContainText('Suspect');
    const file = page.getByRole('heading', { name: 'IMG_4711.jpg Warrant needed' });
    await expect(file).toBeVisible();
    await expect(page.getByRole('table', { name: 'Hashes of the file' })).toContainText('SHA256');
    await takePictures(page, 'complaint-reported');
  });

  test('hides the name of a reported child, also from the page itself', async ({ page }) => {
    const { id } = await logComplaint(page, report);
    await page.goto(`/app/complaints/${id}?show=reportedPersons`);
    const child = page.getByRole('heading', { name: 'Hidden Victim' });
    await expect(child).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Name not known Reporter' })).toBeVisible();
    const { items } = await send(page, 'GET', `/reported-persons?complaintId=${id}`);
    const victim = items.find(({ role }) => role === 'victim');
    expect([victim.givenName, victim.familyName, victim.bornOn]).toEqual([null, null, null]);
  });

  test('says that a report names nobody', async ({ page }) => {
    const { id } = await logComplaint(page);
    await page.goto(`/app/complaints/${id}?show=reportedPersons`);
    await expect(page.getByText('The report names no person, identifier or file.')).toBeVisible();
    await expect(page.getByText('No suspect and no child is identified yet.')).toBeVisible();
    await checkAccessibility(page);
  });

  test('shows a new note in the timeline', async ({ page }) => {
    const { id } = await logComplaint(page);
    await page.goto(`/app/complaints/${id}`);
    const events = page.locator('.events li');
    await expect(events).toHaveCount(1);
    await page.keyboard.press('n');
    await page.getByRole('dialog').getByLabel('Note').fill('The school was called.');
    await page.keyboard.press('Control+Enter');
    await expect(events).toHaveCount(2);
  });

  test('says that no complaint has the reference to merge into', async ({ page }) => {
    const { id } = await logComplaint(page);
    await page.goto(`/app/complaints/${id}`);
    await page.getByRole('button', { name: 'Merge' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Merge into').fill('ne-999999');
    await dialog.getByLabel('Reason').fill('The same report.');
    await page.keyboard.press('Control+Enter');
    await expect(dialog.getByRole('group', { name: 'There is a problem' })).toContainText(
      'No complaint has this reference.',
    );
  });

  test.describe('with a voided identifier', () => {
    test.use({ expectedMessages: /net::ERR_FAILED/ });
    test('leaves it out, and says when the lists cannot be read', async ({ page }) => {
      const { id } = await logComplaint(page, report);
      const { items } = await send(page, 'GET', `/identifiers?complaintId=${id}`);
      const email = items.find(({ kind }) => kind === 'email');
      await send(
        page,
        'POST',
        `/identifiers/${email.id}/void`,
        { reason: 'Copied by mistake.' },
        {
          'if-match': `"v${email.version}"`,
        },
      );
      let isAway = true;
      await page.route('**/api/v1/reported-files*', (route) => (isAway ? route.abort() : route.continue()));
      await page.goto(`/app/complaints/${id}?show=reportedPersons`);
      await expect(page.getByRole('alert')).toContainText('The tracker cannot be reached.');
      await checkAccessibility(page);
      isAway = false;
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(page.getByRole('table', { name: 'Identifiers: Suspect' })).toContainText('198.51.100.77');
      await expect(page.getByText('alex.sample.4711@example.com')).toHaveCount(0);
    });
  });
});
