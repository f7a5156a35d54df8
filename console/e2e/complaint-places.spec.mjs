import { checkAccessibility, expect, signIn, test, typeAndPause } from './console-test.mjs';
import { send } from './tracker-api.mjs';

const sheriff = 'Example County Sheriff of the Place';

/** Adds an agency that serves Douglas County, unless an earlier test has added it. */
async function addSheriff(page) {
  const { items } = await send(page, 'GET', `/agencies?q=${encodeURIComponent(sheriff)}`);
  if (items.length > 0) return;
  const membership = { kind: 'affiliate', beganOn: '2017-10-01', mouSignedOn: '2017-09-20' };
  const place = { state: 'NE', countyFips: ['31055'] };
  await send(page, 'POST', '/agencies', { name: sheriff, kind: 'sheriff', level: 'county', ...place, membership });
}

/** Imports a tip whose suspect has an address in another State and one in Douglas County. */
async function importTip(page) {
  const { items: agencies } = await send(page, 'GET', '/agencies?limit=1');
  const addresses = [
    { city: 'Denver', state: 'CO' },
    { county: 'Douglas', state: 'NE' },
  ];
  const reportedPeople = { reportedPersons: [{ firstName: 'Rowan', addresses: { addresses } }] };
  const incidentSummary = { incidentType: 'Online Enticement of Children for Sexual Act' };
  const tip = { reportId: Date.now(), reportedInformation: { incidentSummary, reportedPeople } };
  const { items } = await send(page, 'POST', `/tip-imports?agencyId=${agencies[0].id}`, tip);
  return items[0];
}

test.describe('the places of a complaint', () => {
  test.beforeEach(async ({ page }) => {
    await signIn(page, 'admin.task-force');
    await addSheriff(page);
    await page.context().clearCookies();
    await signIn(page, 'supervisor.task-force');
  });

  test('are shown in the triage, which confirms the jurisdiction, and put their agency first', async ({ page }) => {
    const { complaintId, reference } = await importTip(page);
    await page.goto(`/app/complaints/${complaintId}`);
    await page.getByRole('button', { name: 'Triage' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('The tip gives an address of the suspect in Denver, Colorado.')).toBeVisible();
    await expect(dialog.getByText('The tip names places in different States: Colorado and Nebraska.')).toBeVisible();
    await checkAccessibility(page);

    const jurisdiction = dialog.getByLabel('Jurisdiction');
    await expect(jurisdiction.getByRole('option').first()).toHaveText('NE, as recorded');
    await jurisdiction.selectOption('Douglas County, NE');
    await dialog.getByRole('button', { name: 'Triage' }).click();
    await expect(page.getByRole('status').filter({ hasText: `${reference} is triaged` })).toBeVisible();
    const { jurisdiction: confirmed } = await send(page, 'GET', `/complaints/${complaintId}`);
    expect(confirmed).toEqual({ state: 'NE', county: 'Douglas County', city: null });

    // The page has the next acts once it has read the complaint again.
    await expect(page.getByRole('button', { name: 'Assign', exact: true })).toBeVisible();
    await page.keyboard.press('a');
    const field = page.getByRole('dialog').getByRole('combobox', { name: 'Agency' });
    await field.press('ArrowDown');
    const [first] = await page.getByRole('listbox').getByRole('option').all();
    await expect(first).toContainText(sheriff);
    const reason = first.getByText('The agency serves Douglas County, Nebraska.');
    await expect(reason).toHaveAttribute('lang', 'en');
  });

  test('and the facts are in the draft of the triage, which says that its place is no longer offered', async ({
    page,
  }) => {
    await page.clock.install();
    const { complaintId } = await importTip(page);
    const dialog = page.getByRole('dialog');
    const jurisdiction = dialog.getByLabel('Jurisdiction');
    const open = async () => {
      await page.goto(`/app/complaints/${complaintId}`);
      await page.getByRole('main').getByRole('button', { name: 'Triage', exact: true }).click();
      await expect(jurisdiction).toBeVisible();
    };
    await open();
    await jurisdiction.selectOption('Douglas County, NE');
    await dialog.getByLabel('Access to a child').selectOption('Coach');
    await dialog.getByLabel('Hands-on abuse stated').selectOption('No');
    await typeAndPause(page, dialog.getByLabel('Rationale'), 'The suspect is a coach in Douglas County.');
    await expect(dialog.getByText(/Draft saved/)).toBeVisible();

    await open();
    await expect(jurisdiction.getByRole('option', { selected: true })).toHaveText('Douglas County, NE');
    await expect(dialog.getByLabel('Access to a child')).toHaveValue('coach');
    await expect(dialog.getByLabel('Hands-on abuse stated')).toHaveValue('no');
    const sentence = 'The place in your draft is no longer offered.';
    await expect(dialog.getByText(sentence)).toHaveCount(0);

    await page.route(/\/triage-proposal/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), places: [] } });
    });
    await open();
    await expect(dialog.getByText(sentence)).toBeVisible();
    await expect(jurisdiction.getByRole('option')).toHaveText(['NE, as recorded']);
    await checkAccessibility(page);
    await dialog.getByRole('button', { name: 'Discard the draft' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'The draft is discarded.' })).toBeVisible();
  });
});
