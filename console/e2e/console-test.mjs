import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { dataFolderOf, portOf } from './locations.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Number of this worker, and of its demo. */
const worker = Number(process.env.TEST_PARALLEL_INDEX);
const pictures = `${root}docs/console`;

/** The checks of accessibility, which run in the page. */
const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'section508', 'best-practice'];
/** Widths of a desk, a tablet and a telephone. */
const widths = { wide: 1280, medium: 768, narrow: 320 };

export { expect };

/** A page that fails its test on an error, and on a message about the content security policy or Trusted Types. */
export const test = base.extend({
  baseURL: `http://localhost:${portOf(worker)}`,
  /** Messages that a test causes on purpose. */
  expectedMessages: [/status of (?:401|403|404|409|412|422)/, { option: true }],
  page: async ({ page, expectedMessages }, use) => {
    const faults = [];
    page.on('pageerror', (error) => faults.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      if (/Content Security Policy|Trusted ?Type/i.test(text)) faults.push(text);
      else if (message.type() === 'error' && !expectedMessages.test(text)) faults.push(text);
    });
    await use(page);
    expect(faults).toEqual([]);
  },
});

/** Returns the email and password of an account of the demo, such as `supervisor.task-force`. */
export function accountOf(name) {
  const accounts = JSON.parse(readFileSync(`${dataFolderOf(worker)}/demo-accounts.json`, 'utf8'));
  const account = accounts.find(({ email }) => email === `${name}@example.org`);
  if (!account) throw new Error(`The demo has no account ${name}.`);
  return account;
}

/** Opens the home page. */
export async function openHome(page) {
  await page.goto('/app/');
  await expectHome(page);
}

/** Signs in on the page by keyboard, and waits for the home page. */
export async function signIn(page, name) {
  const { email, password } = accountOf(name);
  await page.goto('/app/');
  await page.getByRole('button', { name: 'I have read this and agree' }).press('Enter');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByLabel('Password').press('Enter');
  await expectHome(page);
}

async function expectHome(page) {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Good to see you');
}

/** Cookies of the sessions that the tests of this worker share, by account. */
const sharedSessions = new Map();

/** Gives the browser of a page the session of an account. No page opens. A test that ends its session needs its own. */
export async function openSession(page, name, { isOwn = false } = {}) {
  if (!isOwn && sharedSessions.has(name)) {
    await page.context().addCookies(sharedSessions.get(name));
    return;
  }
  const { email, password } = accountOf(name);
  const answer = await page.request.post('/api/v1/sessions', { data: { email, password } });
  expect(answer.ok(), await answer.text()).toBe(true);
  if (!isOwn) sharedSessions.set(name, await page.context().cookies());
}

/** Forgets the shared session of an account, because a test has ended it. */
export function forgetSession(name) {
  sharedSessions.delete(name);
}

/**
 * Types a text, and passes the pause after which its draft is saved. The clock of the page must be installed: it goes ahead, so that
 * no test waits.
 */
export async function typeAndPause(page, field, text) {
  await field.fill(text);
  await page.clock.fastForward(2000);
}

/**
 * Holds the requests of an address until the returned function is called. They are continued then, unless the test ends them in another
 * way.
 */
export async function holdRequests(page, address, end = (route) => route.continue()) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(address, async (route) => {
    await released;
    await end(route);
  });
  return release;
}

/** Chooses in a picker by letters of a name, by keyboard. */
export async function choose(page, field, name) {
  // A field that has the name already would list nothing.
  await field.clear();
  // Keys, as the field takes no text that is set in the same moment as the focus.
  await field.pressSequentially(name);
  await expect(page.getByRole('option', { name, exact: true })).toBeVisible();
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(field).toHaveValue(name);
}

/**
 * Rules about the page behind an open dialog or list. These hide it from assistive technology by `aria-hidden`. axe does not know that the
 * focus cannot go there, and misses the landmarks and the heading.
 */
const pageRules = ['aria-hidden-focus', 'landmark-one-main', 'page-has-heading-one', 'region'];

/** Checks the present state of the page for faults of accessibility. */
export async function checkAccessibility(page) {
  const isCovered = (await page.getByRole('dialog').or(page.getByRole('listbox')).count()) > 0;
  // A document keeps them until it is left.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (options) => (await window.axe.run(options)).violations, {
    runOnly: axeTags,
    rules: Object.fromEntries((isCovered ? pageRules : []).map((rule) => [rule, { enabled: false }])),
    // Otherwise axe also describes each element without a fault.
    resultTypes: ['violations'],
  });
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map(({ target, html }) => [target.join(' '), html.slice(0, 160)])]),
  ).toEqual([]);
}

/** Checks the page at three widths for faults and sideways scrolling. Takes a picture at each, but for CI, which changes no files. */
export async function takePictures(page, name) {
  const before = page.viewportSize();
  for (const [label, width] of Object.entries(widths)) {
    await page.setViewportSize({ width, height: label === 'narrow' ? 720 : 900 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${name} scrolls sideways at ${width} pixels`).toBeLessThanOrEqual(0);
    const picture = { path: `${pictures}/${name}-${label}.png`, fullPage: label !== 'wide' && name !== 'queue' };
    if (process.env.CI !== 'true') await page.screenshot(picture);
    if (label !== 'medium') await checkAccessibility(page);
  }
  await page.setViewportSize(before);
}
