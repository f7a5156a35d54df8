import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import { hostileText } from './hostile.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import {
  freshNumber,
  halfTips,
  icacReport,
  jsonBytes,
  providerReport,
  replacedAt,
  textsIn,
  zipOf,
} from '../support/tips.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { isLong, times } from '../support/times.js';

const isAtLength = process.env['npm_lifecycle_event'] === 'fuzz';
const reports =
  isAtLength && process.env['FUZZ_FILES'] === undefined ? 100_000 : times('FUZZ_FILES', { api: 400, long: 2000 });
const seed = Number(process.env['FUZZ_SEED'] ?? 20_260_302);
const inAnArchive = 200;

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;

beforeAll(async () => {
  tracker = await startTracker({ clock: new Date('2026-06-01T12:00:00Z'), config: { REQUESTS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
  agency = await given.agency();
});
afterAll(() => tracker.close());

const spoiled = [
  {
    name: 'values.json',
    made: fc
      .array(
        fc.tuple(fc.constantFrom(...textsIn(icacReport())), fc.oneof(hostileText, fc.jsonValue({ maxDepth: 3 }))),
        {
          minLength: 1,
          maxLength: 6,
        },
      )
      .map((changes) =>
        jsonBytes(
          changes.reduce<unknown>(
            (made, [place, by]) => replacedAt(made, place, by),
            icacReport({ reportId: freshNumber() }),
          ),
        ),
      ),
  },
  {
    name: 'texts.xml',
    made: fc
      .array(fc.tuple(fc.nat(60), hostileText), { minLength: 1, maxLength: 6 })
      .map((changes) => Buffer.from(withTexts(providerReport({ reportId: freshNumber() }), new Map(changes)))),
  },
  {
    name: 'elements.xml',
    made: fc
      .array(fc.tuple(fc.nat(60), fc.nat(60), fc.constantFrom('twice', 'gone', 'within')), {
        minLength: 1,
        maxLength: 4,
      })
      .map((changes) =>
        Buffer.from(
          changes.reduce(
            (report, [from, to, how]) => withElements(report, from, to, how),
            providerReport({ reportId: freshNumber() }),
          ),
        ),
      ),
  },
  ...['json', 'xml'].map((ending) => ({
    name: `bytes.${ending}`,
    made: fc.array(fc.tuple(fc.nat(6000), fc.nat(255)), { minLength: 1, maxLength: 6 }).map((changes) => {
      const reportId = freshNumber();
      const file = ending === 'json' ? jsonBytes(icacReport({ reportId })) : Buffer.from(providerReport({ reportId }));
      for (const [at, byte] of changes) file[at % file.length] = byte;
      return file;
    }),
  })),
];

describe('fuzzed reports', () => {
  it(
    `are rejected by name or parsed, ${reports} of them, without an internal error`,
    async () => {
      const outcomes = new Map<string, number>();
      for (let sent = 0; sent < reports; sent += inAnArchive) {
        const { name, made } = spoiled[(sent / inAnArchive) % spoiled.length] as (typeof spoiled)[number];
        const files = fc.sample(made, { numRuns: Math.min(inAnArchive, reports - sent), seed: seed + sent });
        const body = await imported(Object.fromEntries(files.map((file, at) => [`${at}-${name}`, file])));

        expect(body.items).toHaveLength(files.length);
        for (const { outcome } of body.items) {
          const kind = `${name} ${outcome}`;
          outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
        }
      }

      figure(isAtLength ? 'files at length' : 'files', { files: reports, ...Object.fromEntries(outcomes) });
      expect(await halfTips(tracker, agency)).toBe(0);
      expect([...outcomes.keys()].filter((kind) => kind.endsWith('created')).length).toBeGreaterThan(isLong ? 2 : 0);
    },
    60_000 + reports * 60,
  );

  it('are rejected or parsed where the bytes of their archive are corrupt', async () => {
    const archive = zipOf({ 'a.json': jsonBytes(icacReport()), 'b.xml': providerReport() });
    const changes = fc.array(fc.tuple(fc.nat(6000), fc.nat(255)), { minLength: 1, maxLength: 6 });
    for (const broken of fc.sample(changes, { numRuns: Math.min(2000, reports / 10), seed })) {
      const file = Buffer.from(archive);
      for (const [at, byte] of broken) file[at % file.length] = byte;
      expect([200, 422]).toContain((await sent(file)).status);
    }
    expect(await halfTips(tracker, agency)).toBe(0);
  });
});

/** Sends each archive from another account, because frequent senders are limited. */
async function sent(file: Buffer) {
  const client = tracker.as(await given.account({ agency, role: 'supervisor' }));
  return client.send<TipImportView>('POST', '/tip-imports', file, { 'content-type': 'application/zip' });
}

async function imported(files: Readonly<Record<string, Buffer>>): Promise<TipImportView> {
  const { status, body } = await sent(zipOf(files));
  expect(status).toBe(200);
  return body;
}

function withTexts(report: string, changes: ReadonlyMap<number, string>): string {
  let at = 0;
  return report.replaceAll(/>([^<>\n]+)</g, (all) => {
    const by = changes.get(at);
    at += 1;
    return by === undefined ? all : `>${by.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}<`;
  });
}

function withElements(report: string, from: number, to: number, how: string): string {
  const elements = [...report.matchAll(/<(\w+)(?:\s[^<>]*)?>(?:[^<>]|<(?!\/?\1\b)[^<>]*>)*<\/\1>/g)];
  const [one, other] = [elements[from % elements.length]?.[0] ?? '', elements[to % elements.length]?.[0] ?? ''];
  if (how === 'gone') return report.replace(one, '');
  return report.replace(other, () => (how === 'twice' ? `${other}${one}` : other.replace('>', () => `>${one}`)));
}
