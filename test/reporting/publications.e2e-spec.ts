import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ExportPage } from '../../src/reporting/exports/export.view.js';
import type { MeasureKey } from '../../src/reporting/reports/measures/index.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import type { PerformanceReportView } from '../../src/reporting/performance-reports/performance-report.view.js';
import { Given, madeBy, type GivenAccount, type GivenAgency } from '../support/given.js';
import { orderFile, orderTotals, shownNumbers, type PublicTotals } from './public-files.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';

const victims = 'victims_identified';
const offenders = 'offenders_identified_hands_on_or_production';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

/** Each test has its own task force with two agencies. */
let agency: GivenAgency;
let neighbour: GivenAgency;
let head: GivenAccount;

beforeEach(async () => {
  agency = await given.agency();
  const { taskForceId } = agency;
  neighbour = await given.agency({ taskForceId });
  head = await given.account({ taskForceId, role: 'supervisor' });
});

async function record(
  count: number,
  identifiedOn: string,
  of: GivenAgency = agency,
  measure: MeasureKey = victims,
): Promise<void> {
  if (count === 0) return;
  const complaint = await given.complaint({ agencyId: of.id });
  for (let n = 0; n < count; n += 1) {
    if (measure === victims) await given.victim({ complaint, identifiedOn });
    else await given.suspect({ complaint, offenderClass: 'producer', identifiedOn });
  }
}

/** Returns the numbers of a measure in a public file of totals, with null for suppressed ones. */
async function published(query: PublicTotals, measure: MeasureKey = victims, by = head): Promise<(number | null)[]> {
  return shownNumbers(await orderTotals(tracker, by, query))
    .filter((one) => one.measure === measure)
    .map(({ shown }) => shown);
}

const month = (n: number): { readonly from: string; readonly until: string } => ({
  from: `2026-0${n}-01`,
  until: `2026-0${n + 1}-01`,
});

describe('published figures', () => {
  it('keep a month suppressed when the longer period is published after the months', async () => {
    for (const [index, count] of [9, 7, 3].entries()) await record(count, `2025-0${index + 1}-10`);

    const months = [];
    for (const n of [1, 2, 3]) months.push(await published({ from: `2025-0${n}-01`, until: `2025-0${n + 1}-01` }));
    const quarter = await published({ from: '2025-01-01', until: '2025-04-01' });

    expect([...months, quarter]).toEqual([[9], [7], [null], [null]]);
  });

  it('keep a month suppressed when the months are published after the longer period', async () => {
    for (const [index, count] of [9, 7, 3].entries()) await record(count, `2025-0${index + 1}-10`);

    const quarter = await published({ from: '2025-01-01', until: '2025-04-01' });
    const months = [];
    for (const n of [1, 2, 3]) months.push(await published({ from: `2025-0${n}-01`, until: `2025-0${n + 1}-01` }));

    expect([quarter, ...months]).toEqual([[19], [9], [null], [null]]);
  });

  it('reveal no single day to a reader who requests periods that grow by a day', async () => {
    const days = [6, 1, 0, 2, 5, 3, 0, 4];
    for (const [index, count] of days.entries()) await record(count, `2025-05-0${index + 1}`);

    const grown: (number | null)[] = [];
    for (const index of days.keys()) {
      grown.push(...(await published({ from: '2025-05-01', until: `2025-05-0${index + 2}` })));
    }

    // The eight between the sixth and the fourteenth are on four unknown days.
    expect(grown).toEqual([6, null, null, null, 14, null, null, 21]);
  });

  it('reveal no small number of an agency when the total was published before', async () => {
    await record(9, '2025-01-10');
    await record(3, '2025-01-11', neighbour);
    const period = { from: '2025-01-01', until: '2025-02-01' };

    const total = await published(period);
    const [one] = await published({ ...period, agencyId: agency.id });
    const [other] = await published({ ...period, agencyId: neighbour.id });

    expect([total, one, other]).toEqual([[12], null, null]);
  });

  it('reveal no small number of a facet when the total was published before', async () => {
    const complaint = await given.complaint({ agencyId: agency.id });
    for (const [abuseTiming, count] of [
      ['recent', 9],
      ['ongoing', 3],
    ] as const) {
      for (let n = 0; n < count; n += 1) await given.victim({ complaint, identifiedOn: '2025-01-10', abuseTiming });
    }
    const period = { from: '2025-01-01', until: '2025-02-01' };

    expect(await published(period)).toEqual([12]);
    expect(await published({ ...period, by: 'timing' })).toEqual([12, null, null]);
  });

  it('of one measure remain whole in a file broken down by a facet of another measure', async () => {
    await record(9, '2025-01-10', agency, offenders);
    await record(7, '2025-01-10');
    const period = { from: '2025-01-01', until: '2025-02-01' };

    // The row of producers counts no child, and the row without a class counts no offender.
    expect(await published({ ...period, by: 'offender' }, offenders)).toEqual([9, 9, 0]);
    expect(await published({ ...period, by: 'offender' })).toEqual([7, 0, 7]);
  });

  it('suppress few offenders in an export as in a press release', async () => {
    await record(3, '2026-02-10', agency, offenders);

    expect(await published(month(2), offenders)).toEqual([null]);
    const { id } = await given.operation({ by: head, startsOn: '2026-02-01', endsOn: '2026-02-28' });
    const { text } = await tracker.as(head).post(`/reports/operations/${id}/release`);
    expect(text).toMatch(/identified \[fewer than five\]\([^)]+\) offenders/);
  });

  it('are compared with press releases, operations and performance reports', async () => {
    await record(9, '2026-01-10');
    await record(3, '2026-02-10');
    const { id } = await given.operation({ by: head, startsOn: '2026-01-01', endsOn: '2026-01-31' });
    const { text } = await tracker.as(head).post(`/reports/operations/${id}/release`);

    expect(text).toMatch(/identified \[9\]\([^)]+\) children/);
    expect(await published({ from: '2026-01-01', until: '2026-03-01' })).toEqual([null]);
    const whole = await given.operation({ by: head, startsOn: '2026-01-01', endsOn: '2026-02-28' });
    expect(shownNumbers(await orderFile(tracker, head, `operations/${whole.id}`)).map(({ shown }) => shown)).toEqual([
      0,
      null,
    ]);
    const release = await tracker.as(head).post(`/reports/operations/${whole.id}/release`);
    expect(release.text).toMatch(/identified \[an undisclosed number of\]\([^)]+\) children/);
  });

  it('of the nation are compared with those of its task forces', async () => {
    const national = await given.account({ seat: 'national', role: 'supervisor' });
    const other = await given.agency();
    const otherHead = await given.account({ taskForceId: other.taskForceId, role: 'supervisor' });
    await record(9, '1999-01-10');
    await record(3, '1999-01-10', other);
    const period = { from: '1999-01-01', until: '1999-02-01' };

    expect(await published(period, victims, national)).toEqual([12]);
    expect(await published(period)).toEqual([null]);
    expect(await published(period, victims, otherHead)).toEqual([null]);
  });

  it('remain unchanged when a record is added to days already published', async () => {
    for (const [index, count] of [9, 7, 4].entries()) await record(count, `2025-0${index + 1}-10`);
    const quarter = { from: '2025-01-01', until: '2025-04-01' };
    const first = await published({ ...quarter, by: 'month' });
    await record(1, '2025-03-11');

    expect(first).toEqual([20, 9, null, null]);
    expect(await published({ ...quarter, by: 'month' })).toEqual(first);
    expect(await published({ from: '2025-03-01', until: '2025-04-01' })).toEqual([null]);
    const { body } = await tracker
      .as(head)
      .get<{ figures: { victimsIdentified: { recorded: number } } }>(
        `/reports/totals?from=${quarter.from}&until=${quarter.until}`,
      );
    expect(body.figures.victimsIdentified.recorded).toBe(21);
  });

  it('are not suppressed in a file that is not public', async () => {
    await record(9, '2025-01-10', agency, offenders);
    await record(3, '2025-02-10', agency, offenders);
    await published({ from: '2025-01-01', until: '2025-03-01' }, offenders);

    for (const handling of ['unit_only', 'law_enforcement_sensitive']) {
      const query = { from: '2025-01-01', until: '2025-03-01', by: 'month' };
      const file = await orderFile(tracker, head, 'totals', { handling, query });
      expect(
        shownNumbers(file)
          .filter((one) => one.measure === offenders)
          .map(({ shown }) => shown),
      ).toEqual([12, 9, 3]);
    }
  });

  it('state in the file why a number is suppressed', async () => {
    await record(2, '2025-01-10');

    const { text } = await orderTotals(tracker, head, { from: '2025-01-01', until: '2025-02-01' });

    expect(text).toMatch(/# suppression,.*Primary: it counts 1 to 4 victims or offenders\. Complementary: /);
  });
});

describe('a publication', () => {
  it('waits for a concurrent publication and is compared with it', async () => {
    await record(9, '2025-01-10');
    await record(3, '2025-01-11', neighbour);
    const period = { from: '2025-01-01', until: '2025-02-01' };

    // Both have read their figures and wait for the register before either decides.
    const holder = await lockOfPublications();
    const both = Promise.all([published(period), published({ ...period, agencyId: agency.id })]);
    await twoWaiting();
    await holder.end();

    expect((await both).flat().filter((shown) => shown === null)).toHaveLength(1);
  });

  it('is rejected and logged where its suppressed numbers alone would reveal one', async () => {
    await record(4, '2025-01-10');
    await record(4, '2025-02-10');
    await published({ from: '2025-01-01', until: '2025-03-01' });

    const refused = await orderTotals(tracker, head, { from: '2025-01-01', until: '2025-03-01', by: 'month' });

    expect(refused).toMatchObject({
      status: 409,
      body: {
        type: expect.stringMatching(/disclosure-risk$/),
        title: expect.stringMatching(/^The file was not published\. .* Publish fewer breakdowns or a longer period\.$/),
        measure: victims,
      },
    });
    const { body } = await tracker.as(head).get<ExportPage>('/exports');
    expect(body.items).toHaveLength(1);
    const entries = await tracker.sql(
      `SELECT outcome, reason FROM audit.entries WHERE account_id = $1 AND action = 'reports:export' AND outcome = 'refused'`,
      [head.accountId],
    );
    expect(entries).toEqual([{ outcome: 'refused', reason: 'disclosure-risk' }]);
  });

  it('is rejected for a locked report that differs from the published figures of its days', async () => {
    await record(9, '2026-02-10');
    await published(month(2));
    await record(1, '2026-02-11');
    const { id: operationId } = await given.operation({ by: head, startsOn: '2026-02-01', endsOn: '2026-02-28' });
    const { id } = await given.made<PerformanceReportView>(head, '/performance-reports', {
      definition: 'operation_release',
      operationId,
    });
    await approved(id);

    const refused = await orderFile(tracker, head, `performance-reports/${id}`);

    expect([refused.status, refused.body['type']]).toEqual([409, expect.stringMatching(/differs-from-published$/)]);
  });

  it('of a locked report is accepted when it agrees with the register', async () => {
    await record(9, '2026-02-10');
    const { id: operationId } = await given.operation({ by: head, startsOn: '2026-02-01', endsOn: '2026-02-28' });
    const { id } = await given.made<PerformanceReportView>(head, '/performance-reports', {
      definition: 'operation_release',
      operationId,
    });
    await approved(id);

    const shown = shownNumbers(await orderFile(tracker, head, `performance-reports/${id}`));

    expect(shown.filter((one) => one.measure === victims).map((one) => one.shown)).toEqual([9]);
  });

  it('is readable by supervisors of its seat and of the task force above only', async () => {
    await record(9, '2025-01-10');
    const publisher = await given.account({ agency, role: 'supervisor' });
    await published({ from: '2025-01-01', until: '2025-02-01' }, victims, publisher);
    const [publication] = await tracker.sql<{ id: string }>('SELECT id FROM app.publications WHERE published_by = $1', [
      publisher.accountId,
    ]);
    const app = new pg.Client({ connectionString: tracker.database.appUrl });
    await app.connect();
    const readBy = async ({ token }: GivenAccount): Promise<number> => {
      await app.query('BEGIN');
      const session = hashOf(token);
      const begun = await app.query('SELECT * FROM auth.begin_request($1, true, NULL, NULL)', [session]);
      expect(begun.rows).toHaveLength(1);
      const { rowCount } = await app.query('SELECT FROM app.publications WHERE id = $1', [publication?.id]);
      await app.query('ROLLBACK');
      return rowCount ?? 0;
    };
    const elsewhere = await given.agency();
    const { taskForceId } = agency;
    const readers = [publisher, head];
    const others = [
      await given.account({ agency: neighbour, role: 'supervisor' }),
      await given.account({ taskForceId: elsewhere.taskForceId, role: 'supervisor' }),
      await given.account({ seat: 'national', role: 'supervisor' }),
      await given.account({ agency, role: 'investigator' }),
      await given.account({ taskForceId, role: 'auditor' }),
      await given.account({ taskForceId, role: 'admin' }),
    ];

    for (const reader of readers) expect(await readBy(reader)).toBe(1);
    for (const other of others) expect(await readBy(other)).toBe(0);
    await app.end();
  });

  it('is not listed at another seat', async () => {
    await record(9, '2025-01-10');
    const publisher = await given.account({ agency, role: 'supervisor' });
    await published({ from: '2025-01-01', until: '2025-02-01' }, victims, publisher);
    const listed = async (by: GivenAccount): Promise<string[]> =>
      (await tracker.as(by).get<ExportPage>('/exports')).body.items.map(({ id }) => id);

    const [id, ...more] = await listed(publisher);
    expect(more).toEqual([]);
    const elsewhere = await given.agency();
    for (const other of [
      await given.account({ agency: neighbour, role: 'supervisor' }),
      await given.account({ taskForceId: elsewhere.taskForceId, role: 'supervisor' }),
      await given.account({ seat: 'national', role: 'supervisor' }),
    ]) {
      expect(await listed(other)).not.toContain(id);
    }
  });

  it('writes one row and one audit entry, and neither when the file is rejected', async () => {
    await record(9, '2025-01-10');
    await published({ from: '2025-01-01', until: '2025-02-01' });

    const rows = await tracker.sql<{ id: string; n: number }>(
      `SELECT p.id, jsonb_array_length(p.records)::int AS n FROM app.publications p WHERE p.published_by = $1`,
      [head.accountId],
    );
    const entries = await tracker.sql(
      `SELECT action FROM audit.entries WHERE account_id = $1 AND action = 'figures.published'`,
      [head.accountId],
    );
    const { body } = await tracker.as(head).get<ExportPage>('/exports');
    expect([rows.map(({ n }) => n), entries]).toEqual([[9], [{ action: 'figures.published' }]]);
    expect(rows[0]?.id).toBe(body.items[0]?.id);
  });
});

async function approved(id: string): Promise<void> {
  const second = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
  const { body, etag } = await tracker.as(head).get<PerformanceReportView>(`/performance-reports/${id}`);
  const answers = body.findings.map(({ number }) => ({ number, note: 'It is so.' }));
  const answered = await tracker.as(head).put(`/performance-reports/${id}/answers`, { answers }, { 'if-match': etag });
  madeBy(
    await tracker.as(second).put(`/performance-reports/${id}/approval`, undefined, { 'if-match': answered.etag }),
    200,
  );
}

async function lockOfPublications(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: tracker.database.ownerUrl });
  await client.connect();
  await client.query(`SELECT pg_advisory_lock(hashtext('publications'))`);
  return client;
}

/** Waits until two sessions wait for an advisory lock. */
function twoWaiting(): Promise<void> {
  return until(async () => {
    const waiting = await tracker.sql(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    return waiting.length >= 2;
  });
}
