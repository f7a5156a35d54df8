import { expect, openSession, test } from './console-test.mjs';

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
          const isBeside = window.getComputedStyle(cell, '::before').content === `"${cell.dataset.label}"`;
          return isBelow || isBeside || cell.offsetParent === null ? [] : [cell.dataset.label];
        });
      });
      expect(misplaced, `at ${width} pixels`).toEqual([]);
    }
  });
});
