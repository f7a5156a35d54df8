import { readFile } from 'node:fs/promises';
import { accountOf, checkAccessibility, expect, openHome, openSession, takePictures, test } from './console-test.mjs';

/** Fiscal year with most records of the demo. */
const year = 'period=FY2018&compare=none';

/** Returns the numbers of a column of the first table. */
async function numbersOf(page, column = 1) {
  const cells = page
    .getByRole('table')
    .first()
    .locator(`tbody tr > :nth-child(${column + 1})`);
  return (await cells.allTextContents()).map((text) => Number(text.replaceAll(/\D/g, '')));
}

async function openTotals(page, query) {
  await page.goto(`/app/totals?${query}`);
  await expect(page.getByRole('table').or(page.locator('.empty')).first()).toBeVisible();
}

/** Returns what a selection offers, by value. */
async function optionsOf(field) {
  return field.locator('option').evaluateAll((options) => options.map(({ value }) => value).filter(Boolean));
}

test.describe('totals', () => {
  test('lead by keyboard from a measure to its parts, its records and a complaint', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    await openHome(page);
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { level: 1, name: 'Totals' })).toBeFocused();
    await page.getByLabel('Period').selectOption('FY2018');
    await expect(page.getByRole('table', { name: 'All measures, FY2018' })).toBeVisible();
    await takePictures(page, 'totals');

    await page.getByRole('link', { name: 'Complaints documented' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.getByRole('heading', { level: 2, name: 'Complaints documented' })).toBeVisible();
    const chart = page.getByRole('img', { name: /^Chart\. Complaints documented, FY2018: / });
    await expect.poll(() => chart.evaluate(({ naturalWidth }) => naturalWidth)).toBeGreaterThan(0);
    await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(12);
    await page.getByLabel('Break down by').selectOption('type');
    await expect(page.getByRole('table', { name: 'Complaints documented by type' })).toBeVisible();
    const [largest] = await numbersOf(page);
    await takePictures(page, 'totals-measure');

    await page.getByRole('table').locator('tbody tr').first().getByRole('link').first().press('Enter');
    await expect(page.getByText(`The records add up to ${largest.toLocaleString('en-US')}.`)).toBeVisible();
    await expect(page.getByText(/^Complaints documented · .+ · Type: /)).toBeVisible();
    const more = page.getByRole('button', { name: 'Show more' });
    while (await more.isVisible()) {
      const before = await page.getByRole('row').count();
      await more.press('Enter');
      await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(before);
    }
    const rows = await page.locator('tbody td.number').allTextContents();
    expect(rows.reduce((sum, text) => sum + Number(text), 0)).toBe(largest);
    await takePictures(page, 'totals-records');
    await page.getByRole('rowheader').getByRole('link').first().press('Enter');
    await expect(page.getByRole('heading', { name: 'What was reported' })).toBeVisible();
    await page.goBack();
    await page.getByRole('button', { name: 'Back to the totals' }).press('Enter');
    await expect(page.getByLabel('Break down by')).toHaveValue('type');
  });

  test('add up to the number of the period in every part of every measure', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    await openTotals(page, year);
    const totals = await numbersOf(page);
    const measures = await optionsOf(page.getByLabel('Measure', { exact: true }));
    expect(totals).toHaveLength(measures.length);
    expect(totals.filter((total) => total > 0).length, totals.join()).toBeGreaterThan(8);
    for (const [index, measure] of measures.entries()) {
      await openTotals(page, `${year}&measure=${measure}`);
      for (const by of await optionsOf(page.getByLabel('Break down by'))) {
        await openTotals(page, `${year}&measure=${measure}&by=${by}`);
        await expect(page.getByRole('alert')).toHaveCount(0);
        const sum = (await numbersOf(page)).reduce((all, n) => all + n, 0);
        expect(sum, `${measure} by ${by}`).toBe(totals[index]);
      }
    }
  });

  test('show the national seat task forces and counts, and no record', async ({ page }) => {
    await openSession(page, 'supervisor.national');
    await openTotals(page, `${year}&measure=arrests&by=taskForce`);
    const name = await page.getByRole('rowheader').first().textContent();
    const [largest] = await numbersOf(page);
    await page.getByRole('rowheader').first().getByRole('link').press('Enter');
    await expect(page.getByText(`Counted: ${name}, Oct 1, 2017 – Sep 30, 2018.`)).toBeVisible();
    await expect(page.getByText(`: ${largest}.`)).toBeVisible();
    await page.locator('td.number').getByRole('link').first().press('Enter');
    await expect(page.getByText('The national office sees counts, and no records of a task force.')).toBeVisible();
    await expect(page.getByRole('rowheader')).toHaveText([name]);
    await checkAccessibility(page);
  });

  test('show an agency its records, and only counts of its task force', async ({ page }) => {
    await openSession(page, 'investigator.agency');
    await openTotals(page, `${year}&measure=complaints_documented`);
    const sum = async () => (await numbersOf(page)).reduce((all, n) => all + n, 0);
    const own = await sum();
    await page.getByLabel('Records of').selectOption('taskForce');
    await expect.poll(sum).toBeGreaterThan(own);
    await page.locator('td.number').getByRole('link').first().press('Enter');
    await expect(page.getByText('Your agency sees counts of its task force, and no records')).toBeVisible();
    const [listed, total] = [await sum(), await page.getByText('The records add up to').textContent()];
    expect(listed).toBe(Number(total.replaceAll(/\D/g, '')));
  });

  test('compare with the year before and the period before', async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
    await openTotals(page, 'period=2018-05&compare=before&measure=complaints_documented');
    await expect(page.getByRole('columnheader')).toHaveText(['Month', 'May 2018', 'April 2018', 'Difference']);
    const [[now], [before]] = [await numbersOf(page), await numbersOf(page, 2)];
    expect(before).toBeGreaterThan(0);
    await expect(page.getByRole('row').nth(1).getByRole('cell').last()).toContainText(
      now === before ? '0' : new RegExp(`^[+-]${Math.abs(now - before)} \\([+-]\\d+%\\)$`),
    );
    await page.getByLabel('Compare with').selectOption('year');
    await expect(page.getByRole('columnheader', { name: 'May 2017' })).toBeVisible();
  });

  test('take days, and ask nothing of the tracker for wrong ones', async ({ page }) => {
    await openSession(page, 'supervisor.agency');
    const asked = [];
    page.on('request', (request) => request.url().includes('/reports/') && asked.push(request.url()));
    for (const query of ['from=2018-05-02&to=2018-05-01', 'period=FY2018-Q5', 'from=2018-02-30&to=2018-03-01']) {
      await page.goto(`/app/totals?${query}`);
      await expect(page.getByText('The address has no such period.')).toBeVisible();
    }
    await page.getByLabel('First day').fill('2018-05-01');
    await page.getByLabel('Last day').fill('2018-04-30');
    await page.getByLabel('Last day').press('Enter');
    await expect(page.getByText('Give two days')).toBeVisible();
    await expect(page.getByLabel('Last day')).toBeFocused();
    await checkAccessibility(page);
    expect(asked).toEqual([]);
    await page.getByLabel('Last day').fill('2018-05-31');
    await page.getByLabel('Last day').press('Control+Enter');
    await expect(page.getByRole('table', { name: 'All measures, May 1 – 31, 2018' })).toBeVisible();
    expect(asked.every((url) => /from=20\d\d-05-01&until=20\d\d-06-01/.test(url))).toBe(true);
    expect(asked).not.toEqual([]);
  });

  test('are saved as a file of each period for a stated purpose', async ({ page }) => {
    const name = 'supervisor.task-force';
    await openSession(page, name, { isOwn: true });
    await openTotals(page, 'period=2018-05&measure=complaints_documented&by=type');
    await page.getByRole('button', { name: 'Export' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('button', { name: 'Save the file' }).press('Enter');
    await expect(dialog.getByText('Fill in: Purpose').first()).toBeVisible();
    await checkAccessibility(page);
    await dialog.getByLabel('Format').selectOption('csv');
    await dialog.getByLabel('Periods').selectOption('both');
    await dialog.getByLabel('Handling mark').selectOption('law_enforcement_sensitive');
    await dialog.getByLabel('Purpose').fill('Monthly report to the commander.');
    const files = [];
    page.on('download', (file) => files.push(file));
    await dialog.getByLabel('Purpose').press('Control+Enter');
    const password = page.getByLabel('Password');
    await expect(password.or(page.getByText('2 files were saved.')).first()).toBeVisible();
    if (await password.isVisible()) {
      await password.fill(accountOf(name).password);
      await password.press('Enter');
    }
    await expect(page.getByText('2 files were saved.')).toBeVisible();
    await expect.poll(() => files.length).toBe(2);
    for (const [index, day] of ['2018-05-01', '2017-05-01'].entries()) {
      expect(files[index].suggestedFilename()).toMatch(/\.csv$/);
      const text = await readFile(await files[index].path(), 'utf8');
      expect(text).toContain(day);
      expect(text).toContain('Monthly report to the commander.');
    }
    await page.getByRole('button', { name: 'Export' }).press('Enter');
    await expect(dialog.getByLabel('Handling mark').locator('option')).toHaveCount(4);
  });

  test('say that the chart could not be loaded', async ({ page }) => {
    await page.route('**/api/v1/charts/**', (route) => route.fulfill({ status: 404 }));
    await openSession(page, 'supervisor.task-force');
    await openTotals(page, `${year}&measure=arrests`);
    await expect(page.getByText('The chart could not be loaded. The table below has its numbers.')).toBeVisible();
  });
});
