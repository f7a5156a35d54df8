import { inflateSync } from 'node:zlib';
import { checkAccessibility, expect, openSession, test } from './console-test.mjs';
import { logComplaint } from './tracker-api.mjs';

const pictures = new URL('../../test-results/console-pictures/', import.meta.url).pathname;
const mark = 'Law enforcement sensitive';

const screens = [
  ['home', '/app/', '.tile'],
  ['queue', '/app/queue?queue=all', 'tbody tr'],
  ['triage', '/app/triage', '.triage-form'],
  ['new complaint', '/app/new', '#content textarea'],
  ['search', '/app/search', '.search-form'],
  ['my account', '/app/me', '.page .card'],
  ['help', '/app/help', 'kbd'],
];

/** Opens each screen, and a complaint with all its parts, and runs the check on it. */
async function onEachScreen(page, check) {
  const { id } = await logComplaint(page, {
    narrative: `${'A parent reports a stranger in a game chat. '.repeat(30)}The last words of the report.`,
    persons: [
      {
        role: 'suspect',
        otherName: 'Night Owl',
        identifiers: [{ kind: 'url', raw: `https://example.com/${'long-address-of-a-profile/'.repeat(6)}` }],
      },
    ],
  });
  const complaint = ['', '?show=reportedPersons', '?show=matches', '?show=decisions'].map((part) => [
    `complaint${part.replace('?show=', ' ')}`,
    `/app/complaints/${id}${part}`,
    '.case',
  ]);
  for (const [name, path, content] of [...screens, ...complaint]) {
    await page.goto(path);
    await expect(page.locator(content).first()).toBeVisible();
    await expect(page.locator('main .loading')).toHaveCount(0);
    await check(name);
  }
  return id;
}

function pagesOf(pdf) {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Returns how often each line of glyphs stands in the pages of a PDF, with the number of its glyphs. */
function glyphLinesOf(pdf) {
  const text = pdf.toString('latin1');
  const lines = new Map();
  for (const { index, 0: head } of text.matchAll(/stream\r?\n/g)) {
    const start = index + head.length;
    let content;
    try {
      content = inflateSync(pdf.subarray(start, text.indexOf('endstream', start))).toString('latin1');
    } catch {
      continue; // A stream that is not compressed, such as a font's.
    }
    for (const [line] of content.matchAll(/\bBT\b[^]*?\bET\b/g)) {
      const glyphs = [...line.matchAll(/<([0-9A-F]+)> Tj/g)].map(([, glyph]) => glyph).join('');
      lines.set(glyphs, (lines.get(glyphs) ?? 0) + 1);
    }
  }
  return [...lines].map(([glyphs, times]) => ({ length: glyphs.length / 4, times }));
}

test.describe('paper and colors', () => {
  test.beforeEach(async ({ page }) => {
    await openSession(page, 'supervisor.task-force');
  });

  test('print has the handling mark and the printer, and no controls', async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 718, height: 960 });
    await onEachScreen(page, async (name) => {
      await expect(page.getByText(mark, { exact: true }).first(), name).toBeVisible();
      await expect(page.locator('.print-foot'), name).toContainText(mark);
      await expect(page.locator('.print-foot'), name).toContainText(
        /Printed by Supervisor \(task force\) on .*\(America\/Chicago\)/,
      );
      await expect(page.getByRole('navigation', { name: 'Main' }), name).toBeHidden();
      for (const button of await page.getByRole('button').all()) await expect(button, name).toBeHidden();
      if (['queue', 'triage', 'complaint'].includes(name)) await checkAccessibility(page);
      await page.screenshot({ path: `${pictures}print-${name.replaceAll(' ', '-')}.png`, fullPage: true });
    });
  });

  test('print shows the whole report, and marks every page', async ({ page }) => {
    const { id } = await logComplaint(page, {
      narrative: `${'A parent reports a stranger in a game chat. '.repeat(300)}The last words of the report.`,
    });
    await page.goto(`/app/complaints/${id}`);
    const end = page.getByText('The last words of the report.');
    await expect(page.getByRole('heading', { name: 'What was reported' })).toBeVisible();
    await expect(end).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(end).toBeVisible();
    const pdf = await page.pdf({ format: 'Letter' });
    const pages = pagesOf(pdf);
    expect(pages).toBeGreaterThan(2);
    // The mark is at the head and the foot of each page, and the name of the printer at the foot.
    const lines = glyphLinesOf(pdf);
    expect(lines).toContainEqual({ length: mark.length, times: 2 * pages });
    const printer = await page.locator('.print-foot p').textContent();
    expect(lines).toContainEqual({ length: printer.length, times: pages });
  });

  test('forced colors leave nothing unreadable', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await onEachScreen(page, async (name) => {
      await checkAccessibility(page);
      await page.screenshot({ path: `${pictures}forced-${name.replaceAll(' ', '-')}.png` });
    });
  });

  test('no screen scrolls sideways at 320 pixels and at 400 percent', async ({ page }) => {
    // 1280 by 1024 pixels at 400 percent are 320 by 256.
    await page.setViewportSize({ width: 320, height: 256 });
    const overflows = [];
    const check = async (name) => {
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) overflows.push(`${name}: ${over} pixels`);
    };
    await onEachScreen(page, check);
    await page.goto('/app/queue?queue=all');
    await page.locator('a.line-link').first().click();
    await expect(page.getByRole('link', { name: 'Open the complaint' })).toBeVisible();
    await check('preview');
    await page.getByRole('button', { name: 'Menu' }).click();
    await check('menu');
    expect(overflows).toEqual([]);
  });
});
