import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../support/client.js';
import { cpuMsOfAsync } from '../support/cpu-time.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import { fileSent } from '../intelligence/imports.js';
import type { GivenAgency } from '../support/people.js';
import { drawnText, handWrittenPdf, pdfOfAreas, pdfOfCodes, pdfOfForms, pdfOfWidths } from '../support/pdfs.js';
import { isLong } from '../support/times.js';
import { freshNumber, icacReport, jsonBytes, zipOf } from '../support/tips.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { workbookOf, workbookType } from '../support/workbooks.js';

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
const worst = { p99: 0, busy: 0, files: 0 };

beforeAll(async () => {
  tracker = await startTracker({
    clock: new Date('2026-06-01T12:00:00Z'),
    config: { REQUESTS_PER_MINUTE: '1000000' },
    // The latency of others is measured with the priority of production.
    workers: isLong && process.platform === 'linux' ? { niceIncrement: 19 } : {},
  });
  given = new Given(tracker);
  agency = await given.agency();
});
afterAll(async () => {
  if (worst.files > 0)
    figure('hostile files', {
      files: worst.files,
      'p99 of another client, at worst, in ms': Math.round(worst.p99),
      'longest wait of the serving thread, at worst, in ms': Math.round(worst.busy),
    });
  await tracker.close();
});

async function somebody(): Promise<Client> {
  return tracker.as(await given.account({ agency, role: 'supervisor' }));
}

/** Thread that requests the tracker's health every 20 ms and records each latency. */
const prober = `
  const { parentPort, workerData } = require('node:worker_threads');
  const took = [];
  const ask = async () => {
    const began = performance.now();
    await fetch(workerData).then((answer) => answer.text(), () => undefined);
    took.push(performance.now() - began);
  };
  const asking = [];
  const timer = setInterval(() => asking.push(ask()), 20);
  parentPort.on('message', async () => {
    clearInterval(timer);
    await Promise.all(asking);
    parentPort.postMessage(took);
  });
`;

interface Measured {
  readonly p99: number;
  readonly busy: number;
}

async function measured(work: () => Promise<void>): Promise<Measured> {
  const asking = new Worker(prober, { eval: true, workerData: `${tracker.url}/health/live`, execArgv: [] });
  await delay(200);
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  await work();
  await delay(100);
  loop.disable();
  const told = new Promise<number[]>((resolve) => asking.once('message', resolve));
  asking.postMessage('end');
  const took = (await told).sort((one, other) => one - other);
  await asking.terminate();
  return { p99: took[Math.ceil(took.length * 0.99) - 1] ?? Infinity, busy: loop.max / 1e6 };
}

/** Work that takes longer than this is long enough to ask meanwhile. */
const longEnoughMs = 1000;
/**
 * Minimum number of answers in that time. A tracker that parses on its serving thread gives two, before and after. A quiet
 * machine gives about forty, so a busy one has an order of magnitude of room.
 */
const minAnswers = 4;

/** Expects other clients to be answered during the work. The `long` tier also measures the latency, as a figure. */
async function expectOthersAnswered(work: () => Promise<void>): Promise<void> {
  const began = performance.now();
  const others = { isOver: false, answered: 0 };
  const asking = (async () => {
    while (!others.isOver) {
      await fetch(`${tracker.url}/health/live`).then((answer) => answer.text());
      others.answered += 1;
      await delay(20);
    }
  })();
  if (isLong) await measureLatency(work);
  else await work();
  const { answered } = others;
  const tookMs = performance.now() - began;
  others.isOver = true;
  await asking;
  if (tookMs > longEnoughMs) expect(answered).toBeGreaterThanOrEqual(minAnswers);
}

async function measureLatency(work: () => Promise<void>): Promise<void> {
  const { p99, busy } = await measured(work);
  worst.files += 1;
  worst.p99 = Math.max(worst.p99, p99);
  worst.busy = Math.max(worst.busy, busy);
}

function summary(incidentSummary: object, over: object = {}): Buffer {
  return jsonBytes({ ...icacReport({ reportId: freshNumber() }), reportedInformation: { incidentSummary, ...over } });
}

const times = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString());
const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const captures = (count: number, of: number) =>
  numbers(count).map((at) => ({ captureType: 'URL', value: `https://chat.example/${at % of}` }));

/** Two thousand identifiers, and sixty thousand copies of one of them. */
const repeated = { sourceInformation: { sourceCaptures: [...captures(2000, 2000), ...captures(60_000, 1999)] } };
const children = numbers(199).map((at) => ({
  firstName: `Child${at}`,
  lastName: `Family${at}`,
  screenName: { value: `c${at}` },
}));
const texts = numbers(400).map((at) => ({ value: `The user wrote ${'child of a family '.repeat(800)}${at}` }));

const tips: readonly (readonly [string, () => Buffer])[] = [
  ['60,000 incident types', () => summary({ incidentType: numbers(60_000).map((at) => `type ${at}`) })],
  ['40,000 times of the incident', () => summary({ incidentDateTime: times(40_000) })],
  ['60,000 repeated identifiers among 2,000', () => summary({}, { incidentDetails: { webpageIncident: [repeated] } })],
  [
    '200 children and 400 long texts',
    () =>
      summary(
        {},
        {
          reportedPeople: { childVictims: children, intendedRecipients: children },
          incidentDetails: { webpageIncident: [{ additionalInformations: texts }] },
        },
      ),
  ],
  ['two million empty lists', () => summary({ x: [numbers(2_000_000).map(() => [])] })],
  ['XML of 100,000 levels', () => Buffer.from(`<report>${'<a>'.repeat(100_000)}`)],
  ['XML of 99,000 elements', () => Buffer.from(`<report>${'<reportedPerson a="b"/>'.repeat(99_000)}</report>`)],
  [
    'an archive of 500 reports and 1,400 other entries',
    () =>
      zipOf(Object.fromEntries(numbers(1900).map((at) => [at < 500 ? `${at}.json` : `${at}.txt`, '{"reportId":1}']))),
  ],
  [
    'an archive of large reports',
    () =>
      zipOf(
        Object.fromEntries(
          numbers(6).map((at) => [`${at}.json`, summary({ x: numbers(200_000).map((n) => `${n} ${at}`) })]),
        ),
      ),
  ],
];

const headings = 'source,mode,type,receivedAt,state,narrative';
const csv = (rows: string): Buffer => Buffer.from(`${headings}\n${rows}`);

const files: readonly (readonly [string, string, () => Buffer])[] = [
  ['one megabyte of line breaks', 'text/csv', () => csv('\n'.repeat(1_000_000))],
  ['rows of nothing but commas', 'text/csv', () => csv(',,,,,\n'.repeat(200_000))],
  ['short rows', 'text/csv', () => csv('x\n'.repeat(20_000))],
  ['wide rows', 'text/csv', () => csv(`${'x,'.repeat(5000)}\n`.repeat(300))],
  ['huge cells', 'text/csv', () => csv(`public_complaint,,,,,${'a b '.repeat(60_000)}\n`.repeat(60))],
  ['blank lines', 'application/x-ndjson', () => Buffer.from('\n'.repeat(1_000_000))],
  [
    'rows of many keys',
    'application/x-ndjson',
    () =>
      Buffer.from(
        `{${numbers(20_000)
          .map((at) => `"k${at}":""`)
          .join(',')}}\n`.repeat(12),
      ),
  ],
  [
    'a workbook of many empty rows',
    workbookType,
    () =>
      workbookOf({
        sheetData: numbers(400_000)
          .map((at) => `<row r="${at + 1}"/>`)
          .join(''),
      }),
  ],
  [
    'a workbook of formulas over many cells',
    workbookType,
    () =>
      workbookOf({
        sheetData: `<row>${headings
          .split(',')
          .map((one) => `<c t="inlineStr"><is><t>${one}</t></is></c>`)
          .join(
            '',
          )}</row><row>${'<c><f t="array" ref="A2:A900000"/></c>'.repeat(900)}</row>${'<row><c><v>1</v></c></row>'.repeat(20_000)}`,
      }),
  ],
];

const pdfs: readonly (readonly [string, () => Buffer])[] = [
  ['20,000 ranges of 65,536 codes', () => pdfOfCodes(20_000)],
  ['40 forms that each draw the next twice', () => pdfOfForms({ depth: 40, times: 2 })],
  ['eight forms that each draw the next ten times', () => pdfOfForms({ depth: 8, times: 10 })],
  ['widths of 400 million codes', () => pdfOfWidths(400_000_000)],
  ['20,000 rectangles and as many texts', () => pdfOfAreas(20_000)],
];
/** Times the CPU time of a harmless PDF of the same size, with an order of magnitude of room (pdf-work.spec.ts). */
const maxRatioOfPdf = 1200;

async function propose(sender: Client, file: Buffer): Promise<object> {
  const { status, body } = await sender.send('POST', '/tip-proposals', file, { 'content-type': 'application/pdf' });
  return { status, body };
}

describe('other clients are answered while a hostile file is parsed', () => {
  it.each(tips)('as a report: %s', async (_, file) => {
    const bytes = file();
    const sender = await somebody();

    await expectOthersAnswered(async () => {
      const { status } = await sender.send('POST', '/tip-imports', bytes, {
        'content-type': 'application/octet-stream',
      });
      expect([200, 422]).toContain(status);
    });
  });

  it.each(files)('as a file of rows: %s, as %s', async (_, type, file) => {
    const bytes = file();
    const sender = await somebody();

    await expectOthersAnswered(async () => {
      const { status } = await fileSent(sender, 'complaints', bytes, { type, overrides: { leavesOutOther: true } });
      expect([200, 422]).toContain(status);
    });
  });

  it('as an account list of line breaks only', async () => {
    const admin = tracker.as(await given.account({ agency, role: 'admin' }));

    await expectOthersAnswered(async () => {
      const { status } = await admin.post('/account-batches', { csv: `email,name,role\n${'\n'.repeat(30_000)}x` });
      expect([201, 422]).toContain(status);
    });
  });

  it.each(pdfs)('as a report in PDF, which is refused in the time of a harmless one: %s', async (_, file) => {
    const bytes = file();
    const harmless = handWrittenPdf(drawnText('MD5: 0'), { objects: [`(${'a'.repeat(bytes.length)})`] });
    const sender = await somebody();
    // The first file of a thread loads the library.
    await propose(sender, harmless);
    const harmlessMs = await cpuMsOfAsync(() => propose(sender, harmless));

    const hostileMs = await cpuMsOfAsync(() =>
      expectOthersAnswered(async () => {
        expect(await propose(sender, bytes)).toMatchObject({
          status: 422,
          body: { type: '/problems/file-too-complex', resource: 'time' },
        });
      }),
    );

    expect(hostileMs / harmlessMs).toBeLessThan(maxRatioOfPdf);
  });
});
