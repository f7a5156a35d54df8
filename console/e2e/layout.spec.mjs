import { expect, openHome, openSession, test, typeAndPause } from './console-test.mjs';
import { logComplaint } from './tracker-api.mjs';

const email = 'alexander.sample.4711@mail.example.com';

test.describe('layout', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
  });

  test('a cell is below the head of its column or has it beside it, at every width', async ({ page }) => {
    await page.goto('/app/queue?queue=to_assign');
    await expect(page.getByRole('table')).toBeVisible();
    for (const width of [320, 400, 480, 500, 560, 640, 641, 700, 768]) {
      await page.setViewportSize({ width, height: 900 });
      const misplaced = await page.evaluate(() => {
        const left = (element) => Math.round(element.getBoundingClientRect().left);
        const heads = [...document.querySelectorAll('.queue-list thead th')];
        const cells = [...document.querySelector('.queue-list tbody tr').children];
        return cells.flatMap((cell, index) => {
          const head = heads[index];
          const isBelow = head.offsetParent !== null && left(head) === left(cell);
          const { borderTopWidth, borderBottomWidth } = window.getComputedStyle(cell);
          const isBeside =
            window.getComputedStyle(cell, '::before').content === `"${cell.dataset.label}"` &&
            borderTopWidth + borderBottomWidth === '0px0px';
          return isBelow || isBeside || cell.offsetParent === null ? [] : [cell.dataset.label];
        });
      });
      expect(misplaced, `at ${width} pixels`).toEqual([]);
    }
  });

  test('a telephone has the name of a fact above its value', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 720 });
    const { id } = await logComplaint(page);
    await page.goto(`/app/complaints/${id}`);
    const name = await page.getByText('Investigator', { exact: true }).boundingBox();
    const value = await page.getByText('Unassigned', { exact: true }).boundingBox();
    expect(value.y).toBeGreaterThanOrEqual(name.y + name.height);
    expect(value.x).toBe(name.x);
  });

  test('the lines of an address break after a mark, and not within a word', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 720 });
    const persons = [{ role: 'suspect', identifiers: [{ kind: 'email', raw: email }] }];
    const { id } = await logComplaint(page, { persons });
    await page.goto(`/app/complaints/${id}?show=reportedPersons`);
    await expect(page.getByText(email)).toBeVisible();
    const lines = await page.getByText(email).evaluate((element) => {
      const range = document.createRange();
      const found = [];
      for (const node of element.childNodes) {
        for (let at = 0; at < (node.textContent ?? '').length; at += 1) {
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const { top } = range.getBoundingClientRect();
          if (found.at(-1)?.top === top) found.at(-1).text += node.textContent[at];
          else found.push({ top, text: node.textContent[at] });
        }
      }
      return found.map(({ text }) => text);
    });
    expect(lines.join('')).toBe(email);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/[.@]$/);
  });

  test('the header of a supervisor is one line on a laptop', async ({ page }) => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await openHome(page);
    expect((await page.getByRole('banner').boundingBox()).height).toBeLessThan(60);
  });

  test.describe('in a browser of another time zone', () => {
    test.use({ timezoneId: 'Asia/Tokyo' });
    test('the time of a saved draft is that of the task force', async ({ page }) => {
      await page.clock.install();
      await page.goto('/app/new');
      await typeAndPause(page, page.getByLabel('What was reported'), 'An unfinished report.');
      const saved = page.getByText(/^Draft saved/);
      await expect(saved).toBeVisible();
      const now = await page.evaluate(() =>
        new Date().toLocaleTimeString('en-US', { timeZone: 'America/Chicago', hour: 'numeric', hour12: true }),
      );
      const [hour, half] = now.split(' ');
      await expect(saved).toHaveText(new RegExp(`^Draft saved ${hour}:\\d\\d ${half}$`));
    });
  });
});
