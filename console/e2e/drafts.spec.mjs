import { accountOf, checkAccessibility, expect, openSession, test, typeAndPause } from './console-test.mjs';
import { logComplaint, requestsOf, send, triage } from './tracker-api.mjs';

test.use({ expectedMessages: /status of (?:401|404|409|412|428)|net::ERR_FAILED/ });

const author = 'supervisor.task-force';
const resumed = 'This is your unfinished text.';

const dialogOf = (page) => page.getByRole('dialog');
/** Lines of a complaint about the user's own drafts. */
const linesOf = (page) => page.getByRole('region', { name: 'Your unfinished text' });
const cancel = (page) => dialogOf(page).getByRole('button', { name: 'Cancel' }).click();

/** Opens a dialog on the page of a complaint by its key or its button, and waits for the field. */
async function openDialog(page, { id }, open, field) {
  await page.goto(`/app/complaints/${id}`);
  await page.getByRole('heading', { name: 'What was reported' }).waitFor();
  await open();
  await expect(dialogOf(page).getByLabel(field)).toBeVisible();
}

/** Forms whose text is a draft. */
const forms = [
  {
    kind: 'note',
    open: (page, complaint) => openDialog(page, complaint, () => page.keyboard.press('n'), 'Note'),
    text: (page) => dialogOf(page).getByLabel('Note'),
    fillRest: () => undefined,
    done: 'A note is added',
    line: 'You saved an unfinished note',
    name: (reference) => `Note on ${reference}`,
  },
  {
    kind: 'triage',
    open: (page, complaint) => {
      const button = page.getByRole('main').getByRole('button', { name: 'Triage', exact: true });
      return openDialog(page, complaint, () => button.click(), 'Rationale');
    },
    text: (page) => dialogOf(page).getByLabel('Rationale'),
    fillRest: (page) => dialogOf(page).getByLabel('Mode').selectOption('proactive'),
    keepsRest: (page) => expect(dialogOf(page).getByLabel('Mode')).toHaveValue('proactive'),
    done: 'is triaged',
    line: 'You saved an unfinished triage',
    name: (reference) => `Triage of ${reference}`,
  },
  {
    kind: 'closure',
    open: (page, complaint) => openDialog(page, complaint, () => page.keyboard.press('e'), 'Closing narrative'),
    text: (page) => dialogOf(page).getByLabel('Closing narrative'),
    fillRest: (page) => dialogOf(page).getByLabel('Disposition').selectOption('insufficient_information'),
    keepsRest: (page) => expect(dialogOf(page).getByLabel('Disposition')).toHaveValue('insufficient_information'),
    done: 'is closed',
    line: 'You saved an unfinished closure',
    name: (reference) => `Closure of ${reference}`,
  },
];

/** Types a text and waits until its draft is saved. Returns the id of the draft. */
async function typeAndSave(page, form, text) {
  const saving = page.waitForResponse(
    (response) =>
      response.request().method() === 'PUT' &&
      response.request().postData()?.includes(text) === true &&
      response.status() === 200,
  );
  await typeAndPause(page, form.text(page), text);
  const { id } = await (await saving).json();
  await expect(page.getByText(/Draft saved/)).toBeVisible();
  return id;
}

/** Returns the drafts of the account about a complaint. */
async function draftsOf(page, complaint) {
  const { items } = await send(page, 'GET', '/drafts');
  return items.filter(({ complaintId }) => complaintId === complaint.id);
}

const submit = (page, form) => form.text(page).press('Control+Enter');
const isSaid = (page, sentence) => expect(page.getByRole('status').filter({ hasText: sentence })).toBeVisible();

for (const form of forms) {
  test.describe(`the draft of a ${form.kind}`, () => {
    let complaint;
    test.beforeEach(async ({ page }) => {
      await page.clock.install();
      await openSession(page, author);
      complaint = await logComplaint(page);
      if (form.kind === 'closure') await triage(page, complaint);
      await form.open(page, complaint);
    });

    test('survives a reload and the end of the session, for its author alone, and ends when it is submitted', async ({
      page,
    }) => {
      const text = `The first words of a long ${form.kind}.`;
      await form.fillRest(page);
      const id = await typeAndSave(page, form, text);
      expect(page.url()).not.toContain(id);
      expect(await page.evaluate(() => window.localStorage.length + window.sessionStorage.length)).toBe(0);

      await page.reload();
      await form.open(page, complaint);
      await expect(form.text(page)).toHaveValue(text);
      await isSaid(page, resumed);
      await form.keepsRest?.(page);
      await checkAccessibility(page);

      // Another supervisor of the same task force sees the complaint and not the draft.
      await page.context().clearCookies();
      await openSession(page, 'supervisor-2.task-force');
      await form.open(page, complaint);
      await expect(form.text(page)).not.toHaveValue(text);
      await expect(page.getByText(resumed)).toHaveCount(0);
      expect(await draftsOf(page, complaint)).toEqual([]);
      await cancel(page);
      await expect(linesOf(page)).toHaveCount(0);

      await page.context().clearCookies();
      await openSession(page, author);
      await form.open(page, complaint);
      await expect(form.text(page)).toHaveValue(text);
      await isSaid(page, resumed);
      const sent = page.waitForRequest((request) => request.headers()['draft'] !== undefined);
      await submit(page, form);
      expect((await sent).headers()['draft']).toBe(id);
      await isSaid(page, form.done);
      expect(await draftsOf(page, complaint)).toEqual([]);
    });

    test('is a line of its complaint and a link of the home page, which open its form or discard it', async ({
      page,
    }) => {
      const id = await typeAndSave(page, form, 'A text to continue.');
      const line = linesOf(page);
      const reads = await requestsOf(page, async () => {
        await cancel(page);
        await isSaid(page, 'Your text is kept as a draft.');
        await expect(line).toContainText(form.line);
      });
      // Another read of the case would be an entry of the access log.
      expect(reads).not.toContain(`/api/v1/complaints/${complaint.id}/case`);
      await checkAccessibility(page);
      await line.getByRole('button').press('Enter');
      await expect(form.text(page)).toHaveValue('A text to continue.');
      expect(`${page.url()} ${await page.title()}`).not.toContain(id);
      await page.keyboard.press('Escape');
      await expect(line.getByRole('button')).toBeFocused();

      const drafts = page.getByRole('listitem').filter({ hasText: form.name(complaint.reference) });
      const requests = await requestsOf(page, async () => {
        await page.goto('/app/');
        await expect(drafts).toBeVisible();
        await page.waitForLoadState('networkidle');
      });
      expect(requests.sort()).toEqual(['/api/v1/attention', '/api/v1/saved-views']);
      await checkAccessibility(page);
      await drafts.getByRole('link').click();
      await expect(form.text(page)).toHaveValue('A text to continue.');
      await cancel(page);
      await page.goto('/app/');
      await drafts.getByRole('button', { name: 'Discard the draft' }).click();
      await isSaid(page, 'The draft is discarded.');
      await expect(drafts).toHaveCount(0);
      expect(await draftsOf(page, complaint)).toEqual([]);
    });
  });
}

// Every form has the same hook, so one form shows the rest.
test.describe('the draft of a form', () => {
  const [form] = forms;
  let complaint;
  test.beforeEach(async ({ page }) => {
    await page.clock.install();
    await openSession(page, author);
    complaint = await logComplaint(page);
    await form.open(page, complaint);
  });

  test('has the text of a session that ended while it was typed', async ({ page }) => {
    await page.context().clearCookies();
    await openSession(page, author);
    await form.open(page, complaint);
    await typeAndSave(page, form, 'Typed before the session ended.');
    await page.context().clearCookies();
    await typeAndPause(page, form.text(page), 'Typed after the session ended.');
    await expect(page.getByText('The draft is not saved. Your text is still here.')).toBeVisible();
    await checkAccessibility(page);
    await submit(page, form);
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByRole('button', { name: 'I have read this and agree' }).press('Enter');
    await dialog.getByLabel('Password').fill(accountOf(author).password);
    await dialog.getByLabel('Password').press('Enter');
    await isSaid(page, form.done);
    expect(await draftsOf(page, complaint)).toEqual([]);
  });

  test('is saved when the form closes, and ends when it is discarded', async ({ page }) => {
    await form.text(page).fill('Typed in the last second.');
    await cancel(page);
    await isSaid(page, 'Your text is kept as a draft.');
    const requests = await requestsOf(page, async () => {
      await page.goto(`/app/complaints/${complaint.id}`);
      await expect(linesOf(page)).toContainText(form.line);
    });
    expect(requests).toEqual([`/api/v1/complaints/${complaint.id}/case`]);
    await linesOf(page).getByRole('button', { name: 'Continue the note' }).press('Enter');
    await expect(form.text(page)).toHaveValue('Typed in the last second.');
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await isSaid(page, 'The draft is discarded.');
    await expect(linesOf(page)).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    expect(await draftsOf(page, complaint)).toEqual([]);
    await form.open(page, complaint);
    await expect(form.text(page)).not.toHaveValue('Typed in the last second.');
    await cancel(page);
    expect(await draftsOf(page, complaint)).toEqual([]);
  });

  test('informs the tab that saves later about the other tab', async ({ page, context }) => {
    await typeAndSave(page, form, 'The words of two tabs.');
    const other = await context.newPage();
    await form.open(other, complaint);
    await expect(form.text(other)).toHaveValue('The words of two tabs.');
    await typeAndSave(other, form, 'The words of the other tab.');

    await typeAndPause(page, form.text(page), 'The words of this tab.');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('changed in another tab');
    await expect(form.text(page)).toHaveValue('The words of this tab.');
    await checkAccessibility(page);
    await alert.getByRole('button', { name: 'Show the other text' }).click();
    await expect(form.text(page)).toHaveValue('The words of the other tab.');
    await expect(alert).toHaveCount(0);

    const missing = [];
    other.on('response', (response) => response.status() === 404 && missing.push(response.url()));
    await submit(page, form);
    await isSaid(page, form.done);
    await typeAndPause(other, form.text(other), 'The words of a tab whose draft ended.');
    await expect(other.getByRole('alert')).toContainText('submitted or discarded in another tab');
    await checkAccessibility(other);
    await other.getByRole('button', { name: 'Keep my text' }).click();
    await expect(other.getByText(/Draft saved/)).toBeVisible();
    await other.getByRole('button', { name: 'Discard the draft' }).click();
    await isSaid(other, 'The draft is discarded.');
    // A read of the draft that ended would be a refusal in the trail.
    expect(missing).toEqual([]);
  });

  test('is not written over by a tab that opened the form before it was saved', async ({ page, context }) => {
    const other = await context.newPage();
    await form.open(other, complaint);
    await typeAndSave(page, form, 'The words of the first tab.');
    await typeAndPause(other, form.text(other), 'The words of the second tab.');
    const alert = other.getByRole('alert');
    await expect(alert).toContainText('changed in another tab');
    expect(await draftsOf(page, complaint)).toHaveLength(1);
    await alert.getByRole('button', { name: 'Keep my text' }).click();
    await expect(other.getByText(/Draft saved/)).toBeVisible();
    expect(await draftsOf(page, complaint)).toHaveLength(1);
    await typeAndPause(page, form.text(page), 'More words of the first tab.');
    await expect(page.getByRole('alert')).toContainText('changed in another tab');
    await page.getByRole('button', { name: 'Show the other text' }).click();
    await expect(form.text(page)).toHaveValue('The words of the second tab.');
    await page.getByRole('button', { name: 'Discard the draft' }).click();
    await isSaid(page, 'The draft is discarded.');
  });
});

test('the text of another tab keeps its tier, which no proposal for its facts replaces', async ({ page, context }) => {
  const form = forms.find(({ kind }) => kind === 'triage');
  await page.clock.install();
  await openSession(page, author);
  const complaint = await logComplaint(page, { type: 'csam_possession' });
  await form.open(page, complaint);
  const other = await context.newPage();
  await other.clock.install();
  await form.open(other, complaint);
  const tier = (tab, number) => dialogOf(tab).getByRole('radio', { name: `Tier ${number}` });
  await dialogOf(other).getByLabel('Access to a child').selectOption('Coach');
  await expect(tier(other, 2)).toBeChecked();
  await tier(other, 4).check();
  await typeAndSave(other, form, 'The coach left the club.');

  await typeAndPause(page, form.text(page), 'Words of this tab.');
  await page.getByRole('button', { name: 'Show the other text' }).click();
  await expect(form.text(page)).toHaveValue('The coach left the club.');
  await expect(dialogOf(page).getByRole('list', { name: 'Reasons' })).toContainText('access to a child: Coach');
  await expect(tier(page, 4)).toBeChecked();
  await page.getByRole('button', { name: 'Discard the draft' }).click();
  await isSaid(page, 'The draft is discarded.');
});

test('the draft of a triage fills the form of the triage screen, and discarding it shows the proposal again', async ({
  page,
}) => {
  await page.clock.install();
  await openSession(page, author);
  await page.goto('/app/triage');
  const rationale = page.getByLabel('Rationale');
  const proposed = await rationale.inputValue();
  const form = { text: () => rationale };
  await typeAndSave(page, form, 'A rationale that is not finished.');
  await page.reload();
  await expect(rationale).toHaveValue('A rationale that is not finished.');
  await isSaid(page, resumed);
  await checkAccessibility(page);
  await page.getByRole('button', { name: 'Discard the draft' }).click();
  await isSaid(page, 'The draft is discarded.');
  await expect(rationale).toHaveValue(proposed);
  await expect(page.getByText(resumed)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Decide and continue' })).toBeFocused();
});
