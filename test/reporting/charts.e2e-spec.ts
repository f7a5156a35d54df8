import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChartTable } from '../../src/reporting/charts/chart.view.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { madeBy, recordCounted, type CountedRecord } from './counted-record.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const spring = 'from=2018-03-01&until=2018-06-01';
const charts = {
  'over-time': 'month',
  'by-type-and-mode': 'type,mode',
  'by-task-force': 'taskForce',
} as const;
type ChartName = keyof typeof charts;
const names = Object.keys(charts) as ChartName[];

let tracker: Tracker;
let given: Given;
let counted: CountedRecord;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
  counted = await recordCounted(tracker, given);
});
afterAll(() => tracker.close());

async function tableOf(reader: GivenAccount, chart: ChartName, query: string): Promise<ChartTable> {
  const accept = { accept: 'application/json' };
  return madeBy(await tracker.as(reader).get<ChartTable>(`/charts/${chart}?${query}`, accept), 200).body;
}

async function pictureOf(reader: GivenAccount, chart: ChartName, query: string): Promise<string> {
  return madeBy(await tracker.as(reader).get(`/charts/${chart}?${query}`), 200).text;
}

async function totalsOf(reader: GivenAccount, chart: ChartName, query: string): Promise<TotalsView> {
  const path = `/reports/totals?${query}&by=${charts[chart]}`;
  return madeBy(await tracker.as(reader).get<TotalsView>(path), 200).body;
}

describe.each(names)('the chart %s', (chart) => {
  const complaints = `${spring}&measure=complaints_documented`;

  it('is a self-contained image with a text description', async () => {
    const { nation } = counted;
    const answer = await tracker.as(nation).get(`/charts/${chart}?${complaints}`);
    const { title, alternativeText } = await tableOf(nation, chart, complaints);

    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-length': String(Buffer.byteLength(answer.text)),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      vary: expect.stringMatching(/\baccept\b/i),
    });
    expect(answer.text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg [^>]*role="img"/);
    expect(answer.text).toMatch(/^<svg [^>]*aria-labelledby="title" aria-describedby="desc"/m);
    expect(answer.text).toContain(`<title id="title">${title}</title>`);
    expect(answer.text).toContain(`<desc id="desc">${alternativeText}</desc>`);
    expect(answer.text).not.toMatch(/<script|<style|<image|<foreignObject|href|url\(|style=|\son\w+=/i);
  });

  it.each(['complaints_documented', 'victims_identified', 'people_trained'])(
    'of %s has the figures of the totals',
    async (measure) => {
      const { desks, nation } = counted;
      const property = measure.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as 'arrests';
      for (const reader of [nation, desks[0].head, desks[1].staff[0]]) {
        const totals = await totalsOf(reader, chart, spring);
        const table = await tableOf(reader, chart, `${spring}&measure=${measure}`);
        const expected = totals.rows
          .map(({ taskForce, month, type, mode, figures }) => ({
            taskForce,
            month,
            type,
            mode,
            figure: figures[property],
          }))
          .filter(({ figure }) => figure.total > 0);

        expect(table).toMatchObject({ measure, from: '2018-03-01', until: '2018-06-01', scope: totals.scope });
        expect(table.rows.filter(({ figure }) => figure.total > 0)).toEqual(expected);
        expect(table.total).toEqual(totals.figures[property]);
        const written = await pictureOf(reader, chart, `${spring}&measure=${measure}`);
        for (const { figure } of expected) expect(written).toMatch(new RegExp(`[> ]${figure.total}[ <]`));
      }
    },
  );

  it('contains nothing that the seat cannot see', async () => {
    const { desks } = counted;
    const [{ staff, agencies, taskForce }, abroad] = desks;
    const [reader] = staff;
    const own = await tableOf(reader, chart, complaints);
    const whole = await tableOf(reader, chart, `${complaints}&scope=taskForce`);

    expect(own.scope).toEqual({ level: 'agency', taskForceId: taskForce.id, agencyId: agencies[0].id });
    expect(own.total.total).toBeLessThan(whole.total.total);
    expect(own.alternativeText).toContain(`${agencies[0].name}, ${taskForce.code} Task Force.`);
    for (const picture of [await pictureOf(reader, chart, complaints), JSON.stringify(whole)]) {
      expect(picture).not.toContain(abroad.taskForce.code);
      expect(picture).not.toContain(agencies[1].name);
    }
  });

  it.each([
    ['', ['#/measure']],
    ['measure=arrests', ['#/from']],
    ['measure=arrests&from=2018-03-01', ['#/until']],
    ['measure=arrests&from=2018-03-01&period=2018-03', ['#/period']],
    [`${spring}&measure=tips`, ['#/measure']],
    [`${spring}&measure=arrests&by=month`, ['#/by']],
    [`from=2018-02-30&until=2018-06-01&measure=arrests`, ['#/from']],
    [`from=2018-06-01&until=2018-06-01&measure=arrests`, ['#/until']],
    [`${spring}&measure=arrests&measure=arrests`, ['#/measure']],
    [`${spring}&measure=arrests&taskForceId=x`, ['#/taskForceId']],
    [`${spring}&measure=arrests&taskForceId=01890a5d-0000-7000-8000-000000000000`, ['#/taskForceId']],
    [`${spring}&measure=arrests&scope=taskForce&agencyId=01890a5d-0000-7000-8000-000000000000`, ['#/agencyId']],
  ])('of %j is rejected by pointer', async (query, pointers) => {
    const answer = await tracker.as(counted.desks[0].staff[0]).get(`/charts/${chart}?${query}`);
    const errors = answer.body['errors'] as { pointer: string }[];

    expect([answer.status, answer.headers['content-type']]).toEqual([422, 'application/problem+json']);
    expect([...new Set(errors.map(({ pointer }) => pointer))].sort()).toEqual([...pointers].sort());
  });

  it('is available in its two formats only', async () => {
    const reader = tracker.as(counted.nation);
    const path = `/charts/${chart}?${complaints}`;

    const refused = await reader.get(path, { accept: 'text/html' });
    expect([refused.status, refused.headers['content-type'], refused.headers['vary']]).toEqual([
      406,
      'application/problem+json',
      'accept',
    ]);
    expect(refused.body).toEqual({
      type: '/problems/not-acceptable',
      title: 'The response is not available in a format that the request accepts. Ask for a listed format.',
      status: 406,
      available: ['image/svg+xml', 'application/json'],
    });
    expect((await reader.get(path, { accept: 'image/*' })).headers['content-type']).toMatch('image/svg+xml');
    expect((await reader.get(path, { accept: 'application/json' })).headers['content-type']).toMatch(
      'application/json',
    );
  });
});

it('draws historical totals in a chart, with their precision', async () => {
  const { desks, nation } = counted;
  const taskForceId = desks[0].taskForce.id;
  const figure = {
    source: 'Annual report',
    from: '2017-01-01',
    until: '2017-02-01',
    measure: 'arrests',
    taskForceId,
    by: desks[0].head,
  } as const;
  await given.historicalTotal({ ...figure, value: 7000, precision: 'at_least' });
  await given.historicalTotal({
    ...figure,
    from: '2017-02-01',
    until: '2017-05-01',
    value: 9100,
    precision: 'approximate',
  });
  const query = `from=2017-01-01&until=2017-05-01&measure=arrests&taskForceId=${taskForceId}`;

  const picture = await pictureOf(nation, 'over-time', query);
  expect(picture).toContain('>≥ 7,000<');
  expect(picture).toContain('>historical totals<');
  expect(picture).toContain('Not broken down by month, and not drawn: ≈ 9,100.');
  expect(await tableOf(nation, 'over-time', query)).toMatchObject({
    total: { recorded: 0, historical: 16_100, total: 16_100, precision: 'approximate' },
    alternativeText: expect.stringContaining('Each: January 2017: at least 7,000; all others: none.'),
  });
  expect(await pictureOf(nation, 'by-type-and-mode', query)).toContain('>≈ 16,100<');
  expect(await pictureOf(nation, 'by-task-force', query)).toMatch(/>≈ 16(,100|k)</);
});
