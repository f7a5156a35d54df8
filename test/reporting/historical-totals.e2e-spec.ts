import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HistoricalTotalPage, HistoricalTotalView } from '../../src/reporting/reports/historical-total.view.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { madeBy } from './counted-record.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
let nation: GivenAccount;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
  nation = await given.account({ seat: 'national', role: 'supervisor' });
});
afterAll(() => tracker.close());

/** Each test uses another quarter of the century, so that their periods never overlap. */
const figure = {
  measure: 'arrests',
  from: '1998-01-01',
  until: '2018-03-01',
  value: 83_000,
  precision: 'at_least',
  source: 'Press release of June 2018',
};

async function recordTotal(by: GivenAccount, overrides: object): Promise<HistoricalTotalView> {
  return madeBy(await tracker.as(by).post<HistoricalTotalView>('/historical-totals', { ...figure, ...overrides }), 201)
    .body;
}

async function totals(by: GivenAccount, query: string): Promise<TotalsView> {
  return madeBy(await tracker.as(by).get<TotalsView>(`/reports/totals?${query}`), 200).body;
}

async function head(): Promise<GivenAccount & { readonly taskForceId: string }> {
  const taskForceId = (await given.taskForce()).id;
  return { ...(await given.account({ taskForceId, role: 'supervisor' })), taskForceId };
}

describe('a historical total', () => {
  it('counts in every period that contains all its days, separate from recorded figures', async () => {
    const { id } = await recordTotal(nation, { from: '1998-01-01', until: '2018-03-01' });

    const { figures, historicalTotals } = await totals(nation, 'from=1998-01-01&until=2018-03-01');
    expect(figures.arrests).toEqual({ recorded: 0, historical: 83_000, total: 83_000, precision: 'at_least' });
    expect(figures.victimsIdentified).toEqual({ recorded: 0, historical: 0, total: 0, precision: 'exact' });
    expect(historicalTotals).toEqual([{ ...figure, id, taskForceId: null, type: null, mode: null }]);
    for (const range of ['from=1998-01-02&until=2018-03-01', 'from=1998-01-01&until=2018-02-28']) {
      const report = await totals(nation, range);
      expect([report.figures.arrests.total, report.historicalTotals]).toEqual([0, []]);
    }
  });

  it('is added to recorded figures, and the sum has the lower precision', async () => {
    const by = await head();
    await given.complaint({ taskForceId: by.taskForceId, receivedAt: '2017-05-04T12:00:00Z', type: 'traveler' });
    const year = { measure: 'complaints_documented', from: '2016-01-01', until: '2017-01-01', type: 'traveler' };
    await recordTotal(by, { ...year, value: 40, precision: 'exact' });
    await recordTotal(by, { ...year, type: 'enticement', value: 7, precision: 'approximate' });

    const { figures, rows } = await totals(by, 'from=2016-01-01&until=2018-01-01&by=type');
    expect(figures.complaintsDocumented).toEqual({ recorded: 1, historical: 47, total: 48, precision: 'approximate' });
    expect(rows.map((row) => [row.type, row.figures.complaintsDocumented])).toEqual([
      ['enticement', { recorded: 0, historical: 7, total: 7, precision: 'approximate' }],
      ['traveler', { recorded: 1, historical: 40, total: 41, precision: 'exact' }],
    ]);
  });

  it('counts in its month if it has one, and otherwise in the row without a month', async () => {
    const by = await head();
    await recordTotal(by, {
      measure: 'people_trained',
      from: '2016-02-01',
      until: '2016-03-01',
      value: 1,
      precision: 'exact',
    });
    await recordTotal(by, {
      measure: 'people_trained',
      from: '2016-04-10',
      until: '2016-04-11',
      value: 2,
      precision: 'exact',
    });
    await recordTotal(by, {
      measure: 'people_trained',
      from: '2016-05-31',
      until: '2016-06-02',
      value: 4,
      precision: 'exact',
    });

    const { figures, rows } = await totals(by, 'from=2016-01-01&until=2017-01-01&by=month');
    expect(rows.map((row) => [row.month, row.figures.peopleTrained.historical])).toEqual([
      ['2016-02', 1],
      ['2016-04', 2],
      [null, 4],
    ]);
    expect(figures.peopleTrained.total).toBe(7);
  });

  it('of the whole programme replaces those of its task forces in the sum', async () => {
    const [one, other] = [await head(), await head()];
    const days = { measure: 'presentations', precision: 'exact' };
    await recordTotal(one, { ...days, from: '2001-01-01', until: '2002-01-01', value: 10 });
    await recordTotal(other, { ...days, from: '2003-06-01', until: '2003-07-01', value: 5 });
    await recordTotal(nation, { ...days, from: '2001-01-01', until: '2003-01-01', value: 100 });

    const ever = 'from=2000-01-01&until=2005-01-01';
    const everyone = await totals(nation, `${ever}&by=taskForce`);
    expect(everyone.figures.presentations.total).toBe(105);
    expect(everyone.historicalTotals.map(({ value }) => value)).toEqual([100, 5]);
    expect(everyone.rows.map((row) => [row.taskForce?.id ?? null, row.figures.presentations.total])).toEqual([
      [other.taskForceId, 5],
      [null, 100],
    ]);
    expect((await totals(one, ever)).figures.presentations.total).toBe(10);
    expect((await totals(nation, `${ever}&taskForceId=${one.taskForceId}`)).figures.presentations.total).toBe(10);
    expect((await totals(nation, 'from=2001-01-01&until=2002-01-01')).figures.presentations.total).toBe(10);
  });

  it('counts for an agency in its task force’s totals only', async () => {
    const by = await head();
    const desk = await given.account({ agency: await given.agency({ taskForceId: by.taskForceId }) });
    await recordTotal(by, {
      measure: 'arrests',
      from: '2010-01-01',
      until: '2011-01-01',
      value: 3,
      precision: 'exact',
    });

    const year = 'from=2010-01-01&until=2011-01-01';
    expect((await totals(desk, year)).figures.arrests.historical).toBe(0);
    expect((await totals(desk, year)).historicalTotals).toEqual([]);
    expect((await totals(desk, `${year}&scope=taskForce`)).figures.arrests.historical).toBe(3);
    const agency = await totals(by, `${year}&agencyId=${desk.agencyId ?? ''}`);
    expect([agency.figures.arrests.historical, agency.historicalTotals]).toEqual([0, []]);
    expect((await totals(await head(), year)).figures.arrests.historical).toBe(0);
  });

  it('is visible to the seats it counts for, latest days first', async () => {
    const by = await head();
    const first = await recordTotal(by, { from: '2011-01-01', until: '2012-01-01' });
    const second = await recordTotal(by, { from: '2012-01-01', until: '2013-01-01' });
    const desk = await given.account({ agency: await given.agency({ taskForceId: by.taskForceId }) });

    const { id, measure, from, until, value, precision, source } = first;
    const read = await tracker.as(desk).get(`/historical-totals/${id}`);
    expect(read.body).toMatchObject({ id, measure, from, until, value, precision, source, may: { correct: false } });
    expect(first.may).toEqual({ correct: true });
    const page = await tracker.as(desk).get<HistoricalTotalPage>('/historical-totals?limit=1');
    expect(page.body.items.map(({ id }) => id)).toEqual([second.id]);
    const next = await tracker
      .as(desk)
      .get<HistoricalTotalPage>(`/historical-totals?limit=1&cursor=${page.body.nextCursor ?? ''}`);
    expect(next.body).toMatchObject({ items: [{ id: first.id }], nextCursor: null });

    const stranger = await tracker.as(await head()).get(`/historical-totals/${first.id}`);
    const missing = await tracker.as(await head()).get('/historical-totals/00000000-0000-7000-8000-000000000000');
    expect([stranger.status, stranger.text]).toEqual([404, missing.text]);
  });

  it('rejects overlapping days, and names the other total', async () => {
    const by = await head();
    const { id } = await recordTotal(by, {
      measure: 'victims_identified',
      from: '2010-01-01',
      until: '2011-01-01',
      type: 'traveler',
    });
    const year = { ...figure, measure: 'victims_identified', from: '2010-12-31', until: '2012-01-01' };

    for (const overrides of [{}, { type: 'traveler' }, { mode: 'reactive' }]) {
      const answer = await tracker.as(by).post('/historical-totals', { ...year, ...overrides });
      expect([answer.status, answer.body['type'], answer.body['historicalTotalId']]).toEqual([
        409,
        '/problems/historical-total-overlap',
        id,
      ]);
    }
    for (const overrides of [
      { type: 'enticement' },
      { type: 'traveler', from: '2011-01-01' },
      { measure: 'arrests' },
    ]) {
      madeBy(await tracker.as(by).post('/historical-totals', { ...year, ...overrides }), 201);
    }
  });

  it('rejects overlapping days under concurrent requests', async () => {
    const by = await head();
    const atOnce = (measure: string): Promise<number[]> =>
      Promise.all(
        Array.from({ length: 8 }, async (_, at) => {
          const days = { measure, from: `2010-0${at + 1}-01`, until: '2011-01-01' };
          return (await tracker.as(by).post('/historical-totals', { ...figure, ...days })).status;
        }),
      );

    // The first round opens the connections that the second round uses.
    for (const measure of ['training_sessions', 'people_reached']) {
      const statuses = await atOnce(measure);
      expect(statuses.sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
    }
  });

  it('is corrected by its own seat, on the version read', async () => {
    const by = await head();
    const { id } = await recordTotal(by, { from: '2014-01-01', until: '2015-01-01' });
    const right = { value: 84_000, precision: 'exact', source: 'Erratum of July 2018' };
    const path = `/historical-totals/${id}`;

    expect((await tracker.as(by).put(path, right)).status).toBe(428);
    const corrected = await tracker.as(by).put(path, right, { 'if-match': '"v1"' });
    expect([corrected.status, corrected.body]).toEqual([200, expect.objectContaining({ ...right, version: 2 })]);
    expect((await tracker.as(by).put(path, right, { 'if-match': '"v1"' })).status).toBe(412);
    expect((await tracker.as(nation).put(path, right, { 'if-match': '"v2"' })).status).toBe(200);
    const desk = await given.account({
      role: 'supervisor',
      agency: await given.agency({ taskForceId: by.taskForceId }),
    });
    expect((await tracker.as(desk).put(path, right, { 'if-match': '"v3"' })).status).toBe(403);
    expect((await tracker.as(await head()).put(path, right, { 'if-match': '"v3"' })).status).toBe(404);
  });

  it('is recorded by supervisors at the national seat and at a task force', async () => {
    const by = await head();
    const { taskForceId } = by;
    const desk = await given.account({ role: 'supervisor', agency: await given.agency({ taskForceId }) });
    const investigator = await given.account({ taskForceId });

    expect((await tracker.as(desk).post('/historical-totals', figure)).status).toBe(403);
    expect((await tracker.as(investigator).post('/historical-totals', figure)).status).toBe(403);
    const named = await recordTotal(nation, { taskForceId, from: '2009-01-01', until: '2010-01-01' });
    expect(named.taskForceId).toBe(taskForceId);
  });

  it.each([
    [{ measure: 'children' }, '#/measure'],
    [{ until: '1998-01-01' }, '#/until'],
    [{ from: '2018-03-02' }, '#/until'],
    [{ until: '2026-03-04' }, '#/until'],
    [{ value: -1 }, '#/value'],
    [{ value: 1.5 }, '#/value'],
    [{ value: '5' }, '#/value'],
    [{ value: 1_000_000_001 }, '#/value'],
    [{ precision: 'about' }, '#/precision'],
    [{ source: ' ' }, '#/source'],
    [{ source: 'data:image/png;base64,iVBORw0KGgo=' }, '#/source'],
    [{ type: 'unclassified' }, '#/type'],
    [{ measure: 'presentations', type: 'traveler' }, '#/type'],
    [{ measure: 'people_trained', mode: 'reactive' }, '#/mode'],
    [{ taskForceId: null }, '#/taskForceId'],
    [{ taskForceId: '00000000-0000-7000-8000-000000000000' }, '#/taskForceId'],
    [{ agencyId: '00000000-0000-7000-8000-000000000000' }, '#/agencyId'],
  ])('is rejected with %j, at %s', async (wrong, pointer) => {
    const answer = await tracker.as(await head()).post('/historical-totals', { ...figure, ...wrong });

    expect([answer.status, answer.body['errors']]).toEqual([422, [expect.objectContaining({ pointer })]]);
  });

  it('is rejected for a missing task force, also at the national seat', async () => {
    const taskForceId = '00000000-0000-7000-8000-000000000000';
    const answer = await tracker.as(nation).post('/historical-totals', { ...figure, taskForceId });

    expect([answer.status, answer.body['errors']]).toEqual([
      422,
      [expect.objectContaining({ pointer: '#/taskForceId' })],
    ]);
  });
});
