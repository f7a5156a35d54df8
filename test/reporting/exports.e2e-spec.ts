import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import type { ExportPage, ExportView } from '../../src/reporting/exports/export.view.js';
import { exportFormats, handlings, type ExportFormat } from '../../src/reporting/exports/exports.enums.js';
import { LongReads } from '../../src/platform/limits/long-reads.js';
import { headline, measures } from '../../src/reporting/reports/measures/index.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import type { TimelinessView } from '../../src/reporting/reports/timeliness/timeliness.view.js';
import { timingMeasures, timingRules } from '../../src/reporting/reports/timeliness/timing-measures.js';
import { backlogRules } from '../../src/reporting/reports/timeliness/backlog-ages.js';
import type { PerformanceReportView } from '../../src/reporting/performance-reports/performance-report.view.js';
import { Given, madeBy, type GivenAccount, type GivenAgency } from '../support/given.js';
import { barriersIn, elementsOf, structureOf } from '../support/pdf-structure.js';
import { textOfPdf } from '../support/pdf-text.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { cellsIn } from '../support/workbooks.js';

const query = { from: '2026-01-01', until: '2026-04-01' };
const purpose = 'Monthly report.';

let tracker: Tracker;
let given: Given;
/** Agency with more complaints than a connection buffers or a PDF prints. */
let large: GivenAgency;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  large = await given.agency({ name: 'Large '.repeat(120) });
  await given.complaint({ agencyId: large.id });
  await manyComplaints(large, 12_000);
});
afterAll(() => tracker.close());

interface Sent {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

async function send(by: GivenAccount, what: string, body: object): Promise<Sent> {
  const response = await fetch(`${tracker.url}/api/v1/exports/${what}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

function order(overrides: object = {}): object {
  return { format: 'csv', handling: 'unit_only', purpose, query, ...overrides };
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function recordOf(by: GivenAccount, { headers }: Sent): Promise<ExportView> {
  const id = /filename="\w+-([\da-f-]{36})\.\w+"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? '';
  return (await tracker.as(by).get<ExportView>(`/exports/${id}`)).body;
}

interface Table {
  readonly remarks: readonly string[];
  readonly heading: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

function tableIn(bytes: Buffer): Table {
  const lines = parse(bytes, { bom: true, relaxColumnCount: true });
  const remarks = lines.filter(([first = '']) => first.startsWith('# ')).map((cells) => cells.join(','));
  const [heading = [], ...rows] = lines.filter(([first = '']) => !first.startsWith('# '));
  return {
    remarks,
    heading,
    rows: rows.map((cells) => Object.fromEntries(heading.map((key, at) => [key, cells[at] ?? '']))),
  };
}

/** Returns the last line of a CSV file, and whether its hash covers all lines before it. */
function trailerOf(bytes: Buffer): { readonly rows: number; readonly isRight: boolean } | null {
  const at = bytes.lastIndexOf('# rows,');
  const [, rows, sum] =
    /^# rows,(\d+),sha256,([\da-f]{64})\r\n$/.exec(bytes.subarray(Math.max(at, 0)).toString()) ?? [];
  return rows === undefined ? null : { rows: Number(rows), isRight: sum === sha256(bytes.subarray(0, at)) };
}

/** Creates an agency with complaints, a supervisor of it and one of its task force. */
async function unit(complaints = 1): Promise<{ agency: GivenAgency; desk: GivenAccount; head: GivenAccount }> {
  const agency = await given.agency();
  const { taskForceId } = agency;
  for (let n = 0; n < complaints; n += 1) await given.complaint({ agencyId: agency.id });
  return {
    agency,
    desk: await given.account({ agency, role: 'supervisor' }),
    head: await given.account({ taskForceId, seat: 'task_force', role: 'supervisor' }),
  };
}

describe('an export of a report', () => {
  it.each(exportFormats)(
    'is the report as %s, with marking, definitions and a hash that identifies it',
    async (format) => {
      const { desk } = await unit(2);

      const sent = await send(desk, 'totals', order({ format, query: { ...query, by: 'type' } }));

      expect(sent.status).toBe(200);
      expect(sent.headers.get('cache-control')).toBe('no-store');
      expect(sent.headers.get('content-disposition')).toMatch(/^attachment; filename="totals-[\da-f-]{36}\.\w+"$/);
      const said = saidIn(format, sent.bytes);
      for (const words of ['UNIT ONLY', purpose, desk.name, query.from, measures[0].words, 'complaints_documented']) {
        expect(said).toContain(words);
      }
      expect(await recordOf(desk, sent)).toMatchObject({
        report: 'totals',
        format,
        handling: 'unit_only',
        purpose,
        state: 'complete',
        rows: headline.length * 2,
        bytes: sent.bytes.length,
        sha256: sha256(sent.bytes),
        createdBy: desk.accountId,
      });
    },
  );

  it('names its author, also at the national seat', async () => {
    const national = await given.account({ seat: 'national', role: 'supervisor' });

    const sent = await send(national, 'totals', order({ query }));

    expect(saidIn('csv', sent.bytes)).toContain(`# createdBy,${national.name}`);
  });

  it('has the figures that the report returns', async () => {
    const { head } = await unit(3);
    const { body } = await tracker
      .as(head)
      .get<TotalsView>(`/reports/totals?from=${query.from}&until=${query.until}&by=agency`);

    const { rows } = tableIn((await send(head, 'totals', order({ query: { ...query, by: 'agency' } }))).bytes);

    const figuresOf = (rowKind: string): unknown[] =>
      rows.filter((row) => row['rowKind'] === rowKind).map((row) => [row['measure'], Number(row['total'])]);
    expect(figuresOf('whole')).toEqual(
      measures.flatMap(({ key, property }) => (body.figures[property] ? [[key, body.figures[property].total]] : [])),
    );
    expect(figuresOf('part')).toEqual(
      body.rows.flatMap(({ figures }) =>
        measures.flatMap(({ key, property }) => (figures[property] ? [[key, figures[property].total]] : [])),
      ),
    );
    expect(body.figures.complaintsDocumented.total).toBe(3);
  });

  it('draws totals and their breakdowns in a PDF', async () => {
    const { head } = await unit(3);

    const { bytes } = await send(head, 'totals', order({ format: 'pdf', query: { ...query, by: 'month,type,mode' } }));

    const said = saidIn('pdf', bytes);
    for (const words of [
      'Totals 1 January 2026 to 31 March 2026',
      'Complaints documented over time',
      'Mar 2026',
      'Complaints documented by type and mode',
      '3 mode unclassified',
    ]) {
      expect(said).toContain(words);
    }
  });

  it('is recorded with its purpose before the first byte, and its end afterwards', async () => {
    const { desk } = await unit();

    const { id } = await recordOf(desk, await send(desk, 'disclosures', order()));

    const entries = await tracker.sql(
      `SELECT action, account_id AS by, reason, became ->> 'state' AS state, withheld FROM audit.entries
        WHERE subject = $1 ORDER BY seq`,
      [id],
    );
    expect(entries).toMatchObject([
      { action: 'export.started', by: desk.accountId, reason: purpose, state: 'started', withheld: ['purpose'] },
      { action: 'export.completed', by: desk.accountId, state: 'complete' },
    ]);
  });

  it('ends with the number of rows and the hash of all bytes before', async () => {
    const { head } = await unit(2);
    const operation = await given.operation({ by: head });
    const orders: [string, object][] = [
      ['totals', {}],
      ['timeliness', { query: { ...query, by: 'source' } }],
      ['backlog', { query: { by: 'agency,state' } }],
      ['disclosures', {}],
      ['records', {}],
      [`performance-reports/${(await preparedReturn(head)).id}`, { query: undefined }],
      [`operations/${operation.id}`, { query: {} }],
    ];

    for (const [what, overrides] of orders) {
      const csv = await send(head, what, order(overrides));
      const json = await send(head, what, order({ ...overrides, format: 'json' }));

      const { rows } = tableIn(csv.bytes);
      expect(trailerOf(csv.bytes)).toEqual({ rows: rows.length, isRight: true });
      expect(csv.bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
      const text = json.bytes.toString();
      const told = JSON.parse(text) as { rows: object[]; trailer: object };
      const sum = sha256(text.slice(0, text.lastIndexOf(',"trailer"')));
      expect(told.trailer).toEqual({ rows: rows.length, sha256: sum });
      expect(told.rows).toHaveLength(rows.length);
    }
  });

  it('shows in XLSX and PDF the same hash of its rows as in CSV', async () => {
    const { desk } = await unit(2);
    const [csv, xlsx, pdf] = [
      (await send(desk, 'totals', order())).bytes,
      (await send(desk, 'totals', order({ format: 'xlsx' }))).bytes,
      (await send(desk, 'totals', order({ format: 'pdf' }))).bytes,
    ];

    const lines = csv
      .toString()
      .split(/(?<=\r\n)/)
      .filter((line) => /^(whole|part),/.test(line));
    const sum = sha256(lines.join(''));
    expect(lines).toHaveLength(headline.length);
    expect(saidIn('xlsx', xlsx)).toContain(sum);
    expect(textOfPdf(pdf)).toContain(sum);
    expect(textOfPdf(pdf)).toContain('End of the export');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '=HYPERLINK("http://198.51.100.1","x")'])(
    'prevents spreadsheets from calculating %s',
    async (name) => {
      const agency = await given.agency({ name });
      const head = await given.account({ taskForceId: agency.taskForceId, seat: 'task_force', role: 'supervisor' });
      await given.complaint({ agencyId: agency.id });

      const csv = await send(head, 'records', order({ purpose: name }));
      const xlsx = await send(head, 'records', order({ purpose: name, format: 'xlsx' }));

      const { rows, remarks } = tableIn(csv.bytes);
      expect(rows.map((row) => row['agency'])).toEqual([`'${name}`]);
      expect(remarks).toContain(`# purpose,'${name}`);
      const cells = cellsIn(xlsx.bytes);
      expect(cells.filter(({ value }) => value === name).map(({ type }) => type)).toEqual(['string', 'string']);
      expect(cells.filter(({ type }) => type === 'formula')).toEqual([]);
    },
  );

  it('suppresses small cells about victims outside the unit, with complementary suppression', async () => {
    const { agency, head } = await unit();
    const { taskForceId } = agency;
    for (const [name, victims] of Object.entries({ Few: 1, Some: 6, Many: 8 })) {
      const complaint = await given.complaint({ agencyId: (await given.agency({ taskForceId, name })).id });
      for (let n = 0; n < victims; n += 1) await given.victim({ complaint });
    }
    const numbers = async (handling: string): Promise<unknown> => {
      const { bytes } = await send(head, 'totals', order({ handling, query: { ...query, by: 'agency' } }));
      const rows = tableIn(bytes).rows.filter((row) => row['measure'] === 'victims_identified');
      return Object.fromEntries(rows.map((row) => [row['agency'], row['total']]));
    };

    const all = { '': '15', [agency.name]: '0', Few: '1', Some: '6', Many: '8' };
    expect(await numbers('unit_only')).toEqual(all);
    const some = { ...all, Few: 'suppressed', Some: 'suppressed' };
    expect(await numbers('law_enforcement_sensitive')).toEqual(some);
    expect(await numbers('public_release')).toEqual(some);
  });

  it('suppresses small historical totals about victims, with complementary suppression', async () => {
    const { agency, head } = await unit();
    const historical = { by: head, measure: 'victims_identified', precision: 'exact' } as const;
    await given.historicalTotal({ ...historical, from: '2026-01-01', until: '2026-02-01', value: 12 });
    await given.historicalTotal({ ...historical, from: '2026-02-01', until: '2026-03-01', value: 3 });
    const complaint = await given.complaint({ agencyId: agency.id });
    for (let n = 0; n < 5; n += 1) await given.victim({ complaint });
    const saidOf = async (handling: string, by?: string): Promise<unknown> => {
      const { bytes } = await send(head, 'totals', order({ handling, query: { ...query, ...(by ? { by } : {}) } }));
      const { rows, remarks } = tableIn(bytes);
      return [
        remarks.filter((remark) => remark.startsWith('# historical total,')).length,
        ...rows
          .filter((row) => row['measure'] === 'victims_identified')
          .map(({ month, recorded, historical: before, total }) => [month, recorded, before, total]),
      ];
    };

    expect(await saidOf('unit_only')).toEqual([2, ['', '5', '15', '20']]);
    expect(await saidOf('public_release')).toEqual([0, ['', '5', '15', '20']]);
    expect(JSON.stringify(await saidOf('public_release', 'month'))).not.toMatch(/"(3|12)"/);
  });
});

describe('an export of another report', () => {
  it('has the timeliness and backlog figures that the routes return, with definitions', async () => {
    const { head } = await unit(3);
    const { timings } = (
      await tracker.as(head).get<TimelinessView>(`/reports/timeliness?from=${query.from}&until=${query.until}`)
    ).body;

    const stopped = tableIn((await send(head, 'timeliness', order())).bytes);
    const open = tableIn((await send(head, 'backlog', order({ query: { by: 'state' } }))).bytes);

    expect(stopped.rows.map((row) => [row['clock'], Number(row['stopped'])])).toEqual(
      timingMeasures.map(({ property }) => [property, timings[property].stopped]),
    );
    expect(stopped.remarks.join()).toContain(timingRules.slice(0, 40));
    expect(open.rows.map((row) => [row['rowKind'], row['state'], row['open'], row['days 0-2']])).toEqual([
      ['whole', '', '3', '3'],
      ['state', 'received', '3', '3'],
      ['part', 'received', '3', '3'],
    ]);
    expect(open.remarks.join()).toContain(backlogRules.age);
  });

  it.each(exportFormats)('is available as %s', async (format) => {
    const { head } = await unit();
    const { id } = await preparedReturn(head);

    for (const [what, title] of [
      ['timeliness', 'Timeliness of a period'],
      ['backlog', 'Backlog'],
      [`performance-reports/${id}`, 'Performance report: operation release'],
    ] as const) {
      const asked = what === 'timeliness' ? query : what === 'backlog' ? {} : undefined;
      const { status, bytes } = await send(head, what, order({ format, query: asked }));
      expect([status, saidIn(format, bytes)]).toEqual([200, expect.stringContaining(title)]);
    }
  });

  it('lists a performance report item by item, without small cells about victims outside the unit', async () => {
    const { agency, head } = await unit();
    const complaint = await given.complaint({ agencyId: agency.id });
    for (const abuseTiming of ['recent', 'ongoing']) await given.victim({ complaint, abuseTiming } as object);
    const { id, taskForceId } = await preparedReturn(head);
    const second = await given.account({ taskForceId, role: 'supervisor' });
    const numbers = async (handling: string): Promise<unknown> => {
      const { rows } = tableIn(
        (await send(head, `performance-reports/${id}`, order({ handling, query: undefined }))).bytes,
      );
      return Object.fromEntries(
        rows.filter((row) => row['measure'] === 'victims_identified').map((row) => [row['of'], row['recorded']]),
      );
    };

    expect(await numbers('unit_only')).toEqual({ '': '2' });
    const draft = await send(
      head,
      `performance-reports/${id}`,
      order({ handling: 'public_release', query: undefined }),
    );
    expect([draft.status, draft.bytes.toString()]).toEqual([422, expect.stringContaining('#/handling')]);

    await approved(id, head, second);
    expect(await numbers('law_enforcement_sensitive')).toEqual({ '': 'suppressed' });
    const said = async (handling: string): Promise<string> =>
      tableIn(
        (await send(head, `performance-reports/${id}`, order({ handling, query: undefined }))).bytes,
      ).remarks.join();
    expect(await said('unit_only')).toContain('# finding,');
    expect(await said('public_release')).not.toContain('# finding,');
  });

  it('produces a PDF that a screen reader reads completely: titles, header cells and charts as text', async () => {
    const { head } = await unit(3);
    const operation = await given.operation({ by: head });
    const orders: readonly (readonly [string, object | undefined, figures: number])[] = [
      ['totals', { ...query, by: 'month,type,mode' }, 3],
      ['totals', { ...query, by: 'taskForce' }, 2],
      ['timeliness', { ...query, by: 'source' }, 1],
      ['backlog', { by: 'agency,state' }, 1],
      ['disclosures', query, 1],
      ['records', query, 0],
      [`performance-reports/${(await preparedReturn(head)).id}`, undefined, 1],
      [`operations/${operation.id}`, {}, 2],
    ];

    for (const [what, asked, figures] of orders) {
      const { status, bytes } = await send(head, what, order({ format: 'pdf', query: asked }));
      const structure = structureOf(bytes);
      expect([what, status, barriersIn(structure)]).toEqual([what, 200, []]);
      expect([what, elementsOf(structure.roots, 'Figure').length]).toEqual([what, figures]);
    }
  });

  it('returns 404 for a performance report that the requester cannot see', async () => {
    const { desk, head } = await unit();
    const { id } = await preparedReturn(head);
    const stranger = await given.account({ role: 'supervisor', seat: 'task_force' });

    for (const by of [desk, stranger]) {
      const seen = (await tracker.as(by).get(`/performance-reports/${id}`)).status;
      expect([(await send(by, `performance-reports/${id}`, order({ query: undefined }))).status, seen]).toEqual([
        seen,
        seen,
      ]);
    }
    expect((await tracker.as(stranger).get(`/performance-reports/${id}`)).status).toBe(404);
  });
});

describe('an export of records', () => {
  it('lists the records of the reader’s seat, one per row, without names', async () => {
    const { agency, desk, head } = await unit();
    const { taskForceId } = agency;
    const neighbour = await given.agency({ taskForceId });
    const complaint = await given.complaint({ agencyId: agency.id });
    const suspect = await given.suspect({ complaint, familyName: 'Quillfeather' });
    const arrest = await given.arrest({ suspect, arrestedOn: '2026-03-01' });
    const theirs = await given.complaint({ agencyId: neighbour.id });
    await given.complaint();

    const own = tableIn((await send(desk, 'records', order())).bytes);
    const all = await send(head, 'records', order());

    expect(own.rows).toHaveLength(3);
    expect(own.rows).toContainEqual({
      measure: 'arrests',
      recordId: arrest.id,
      complaint: complaint.reference,
      day: '2026-03-01',
      agency: agency.name,
      facets: 'arrest taken_into_custody; mode unclassified; type unclassified',
      count: '1',
    });
    expect(tableIn(all.bytes).rows.map((row) => row['complaint'])).toContain(theirs.reference);
    expect(tableIn(all.bytes).rows).toHaveLength(4);
    expect(all.bytes.toString()).not.toContain('Quillfeather');
  });

  it('includes sealed complaints only for readers who see them, and exports records of a single measure', async () => {
    const { agency, desk, head } = await unit();
    const sealed = await given.complaint({ agencyId: agency.id });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [sealed.id]);
    const ids = async (by: GivenAccount, measure: string): Promise<unknown[]> =>
      tableIn((await send(by, 'records', order({ query: { ...query, measure } }))).bytes).rows.map(
        (row) => row['recordId'],
      );

    expect(await ids(desk, 'complaints_documented')).toHaveLength(1);
    expect(await ids(head, 'complaints_documented')).toContain(sealed.id);
    expect(await ids(head, 'arrests')).toEqual([]);
  });

  it('is refused at the national seat, for investigators and for use outside the unit', async () => {
    const { agency, desk } = await unit();
    const national = await given.account({ seat: 'national', role: 'supervisor' });
    const investigator = await given.account({ agency });

    expect(await send(national, 'records', order())).toMatchObject({ status: 403 });
    expect(await send(investigator, 'records', order())).toMatchObject({ status: 403 });
    for (const handling of handlings.filter((one) => one !== 'unit_only')) {
      const { status, bytes } = await send(desk, 'records', order({ handling }));
      expect([status, bytes.toString()]).toEqual([422, expect.stringContaining('#/handling')]);
    }
  });

  it('is limited to five per day', async () => {
    const { desk } = await unit();
    const statuses: number[] = [];
    let last: Sent | undefined;

    for (let n = 0; n < 6; n += 1) {
      last = await send(desk, 'records', order());
      statuses.push(last.status);
    }

    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(last?.headers.get('retry-after')).toBe('86400');
    expect((await send(desk, 'totals', order())).status).toBe(200);
  });
});

describe('POST /exports with invalid input', () => {
  it.each([
    ['no purpose', 'totals', { purpose: undefined }, '#/purpose'],
    ['an empty purpose', 'totals', { purpose: '  ' }, '#/purpose'],
    ['an image as the purpose', 'totals', { purpose: 'data:image/png;base64,iVBORw0KGgo=' }, '#/purpose'],
    ['no handling', 'totals', { handling: undefined }, '#/handling'],
    ['an unknown format', 'totals', { format: 'ods' }, '#/format'],
    ['no query', 'totals', { query: undefined }, '#/query'],
    ['an unknown field', 'records', { query: { ...query, agencyId: 'x' } }, '#/query/agencyId'],
    ['an empty period', 'records', { query: { from: '2026-01-01', until: '2026-01-01' } }, '#/until'],
    ['an unknown measure', 'records', { query: { ...query, measure: 'x' } }, '#/query/measure'],
  ])('rejects %s by field name, and starts no export', async (_, what, overrides, pointer) => {
    const { desk } = await unit();

    const { status, headers, bytes } = await send(desk, what, order(overrides));

    expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    expect(JSON.parse(bytes.toString())).toMatchObject({ errors: [{ pointer }] });
    expect((await tracker.as(desk).get<ExportPage>('/exports')).body.items).toEqual([]);
  });

  it('rejects an export without step-up, and a public one by an investigator', async () => {
    const { agency, desk } = await unit();
    const investigator = await given.account({ agency });
    await tracker.sql(`UPDATE auth.sessions SET stepped_up_at = now() - interval '6 minutes' WHERE id = $1`, [
      desk.sessionId,
    ]);

    expect((await send(desk, 'totals', order())).bytes.toString()).toContain('/problems/reauthentication-required');
    expect((await send(investigator, 'totals', order({ handling: 'public_release' }))).status).toBe(403);
    expect((await send(investigator, 'totals', order({ handling: 'law_enforcement_sensitive' }))).status).toBe(200);
  });

  it('rejects a PDF of too many rows before it starts', async () => {
    const desk = await given.account({ agency: large, role: 'supervisor' });

    const { status, bytes } = await send(desk, 'records', order({ format: 'pdf' }));

    expect([status, bytes.toString()]).toEqual([422, expect.stringContaining('#/format')]);
    const { body } = await tracker.as(desk).get<ExportPage>('/exports');
    expect(body.items).toMatchObject([{ state: 'failed', sha256: null }]);
  });
});

describe('an interrupted export', () => {
  it('ends the connection without a trailer, and is recorded as failed', async () => {
    const desk = await given.account({ agency: large, role: 'supervisor' });
    const reading = await begun(desk);

    await tracker.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'FETCH%long_read'`,
    );

    const { bytes, isWhole } = await rest(reading);
    expect({ isWhole, trailer: trailerOf(bytes) }).toEqual({ isWhole: false, trailer: null });
    expect(await ended(desk)).toMatchObject({ state: 'failed', sha256: null, rows: null });
  });

  it('is recorded as failed when its reader disconnects, and releases the connection', async () => {
    const desk = await given.account({ agency: large, role: 'supervisor' });
    const reading = await begun(desk);

    await reading.cancel();

    expect(await ended(desk)).toMatchObject({ state: 'failed' });
    const open = await tracker.sql(
      `SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND state LIKE 'idle in transaction%' AND query LIKE 'FETCH %'`,
    );
    expect(open).toEqual([]);
  });

  it('does not count towards the daily limit, as its reader has no file', async () => {
    const desk = await given.account({ agency: large, role: 'supervisor' });
    for (let n = 0; n < 6; n += 1) {
      await (await begun(desk)).cancel();
      expect(await ended(desk)).toMatchObject({ state: 'failed' });
    }

    expect((await send(desk, 'records', order())).status).toBe(200);
  });

  it('counts towards the daily limit after several interruptions', async () => {
    const { desk } = await unit();
    const { id } = (await recordOf(desk, await send(desk, 'records', order()))) as { id: string };
    await tracker.sql(
      `INSERT INTO app.exports
       SELECT another.* FROM app.exports e CROSS JOIN generate_series(1, 50) n
        CROSS JOIN LATERAL jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'purpose', n, 'state', 'failed',
          'rows', null, 'bytes', null, 'sha256', null)) another
        WHERE e.id = $1`,
      [id],
    );

    expect((await send(desk, 'records', order())).status).toBe(429);
  });
});

describe('concurrent exports', () => {
  it('never block another account, however slowly one account reads them', async () => {
    const slow = await given.account({ agency: large, role: 'supervisor' });
    const other = await given.account({ agency: large, role: 'supervisor' });
    const reading = await begun(slow);
    const waiting = [orderedBy(slow), orderedBy(slow)];
    await twoWait();

    const refused = await send(slow, 'records', order());
    const answered = await send(other, 'records', order());

    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '15']);
    expect([answered.status, trailerOf(answered.bytes)?.isRight]).toEqual([200, true]);
    await reading.cancel();
    await Promise.all(waiting.map(async (one) => (await one).body?.cancel()));
  });

  it('leave capacity to other task forces', async () => {
    const slow = await Promise.all([1, 2].map(() => given.account({ agency: large, role: 'supervisor' })));
    const { desk } = await unit();
    const readings = await Promise.all(slow.map(begun));

    expect((await send(desk, 'records', order())).status).toBe(200);

    for (const reading of readings) await reading.cancel();
  });

  it('are neither recorded nor counted towards the daily limit when no capacity is free', async () => {
    const slow = await given.account({ agency: large, role: 'supervisor' });
    const reading = await begun(slow);
    const waiting = [orderedBy(slow), orderedBy(slow)];
    await twoWait();

    for (let n = 0; n < 10; n += 1) expect((await send(slow, 'records', order())).status).toBe(503);
    const { body } = await tracker.as(slow).get<ExportPage>('/exports');
    expect(body.items.filter(({ createdBy }) => createdBy === slow.accountId)).toHaveLength(1);

    await reading.cancel();
    const sizes = await Promise.all(waiting.map(async (one) => (await (await one).arrayBuffer()).byteLength));
    expect(Math.min(...sizes)).toBeGreaterThan(1000);
    expect((await send(slow, 'records', order())).status).toBe(200);
  });
});

describe('GET /exports', () => {
  it('lists the account’s own exports, and the seat’s exports for a supervisor', async () => {
    const { agency, desk, head } = await unit();
    const investigator = await given.account({ agency });
    const neighbour = await given.account({
      agency: await given.agency({ taskForceId: agency.taskForceId }),
      role: 'supervisor',
    });
    const { id } = await recordOf(investigator, await send(investigator, 'totals', order()));
    const national = await given.account({ seat: 'national', role: 'supervisor' });
    const stranger = await given.account({ role: 'supervisor' });
    const peer = await given.account({ agency });

    for (const reader of [investigator, desk, head]) {
      const { body } = await tracker.as(reader).get<ExportPage>('/exports?report=totals');
      expect(body.items.map((item) => item.id)).toEqual([id]);
    }
    for (const reader of [neighbour, national, stranger, peer]) {
      expect((await tracker.as(reader).get(`/exports/${id}`)).status).toBe(404);
    }
    expect((await tracker.as(desk).get<ExportPage>('/exports?report=records')).body.items).toEqual([]);
  });
});

async function preparedReturn(by: GivenAccount): Promise<PerformanceReportView> {
  const { id: operationId } = await given.operation({ by, startsOn: '2026-03-01', endsOn: '2026-03-01' });
  return given.made<PerformanceReportView>(by, '/performance-reports', {
    definition: 'operation_release',
    operationId,
  });
}

async function approved(id: string, by: GivenAccount, second: GivenAccount): Promise<void> {
  const { body, etag } = await tracker.as(by).get<PerformanceReportView>(`/performance-reports/${id}`);
  const answers = body.findings.map(({ number }) => ({ number, note: 'It is so.' }));
  const answered = await tracker.as(by).put(`/performance-reports/${id}/answers`, { answers }, { 'if-match': etag });
  madeBy(
    await tracker.as(second).put(`/performance-reports/${id}/approval`, undefined, { 'if-match': answered.etag }),
    200,
  );
}

function saidIn(format: ExportFormat, bytes: Buffer): string {
  if (format === 'pdf') return textOfPdf(bytes).replaceAll(/\s+/g, ' ');
  if (format === 'xlsx')
    return cellsIn(bytes)
      .map(({ value }) => String(value))
      .join('\n');
  return format === 'json' ? bytes.toString() : tableIn(bytes).remarks.join('\n') + bytes.toString();
}

/** Copies the agency's complaint in bulk, without triggers. */
async function manyComplaints({ id }: GivenAgency, count: number): Promise<void> {
  const laying = new pg.Client({
    connectionString: tracker.database.adminUrl,
    options: '-c session_replication_role=replica',
  });
  await laying.connect();
  try {
    await laying.query(
      `INSERT INTO app.complaints
       SELECT another.* FROM app.complaints c CROSS JOIN generate_series(1, $2::int) n
        CROSS JOIN LATERAL jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'reference', c.reference || n)) another
        WHERE c.agency_id = $1`,
      [id, count],
    );
  } finally {
    await laying.end();
  }
}

type Reading = ReadableStreamDefaultReader<Uint8Array>;

async function twoWait(): Promise<void> {
  while (tracker.app.get(LongReads).load.waiting < 2) await new Promise((resolve) => setTimeout(resolve, 5));
}

function orderedBy(by: GivenAccount): Promise<Response> {
  return fetch(`${tracker.url}/api/v1/exports/records`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(order()),
  });
}

async function begun(by: GivenAccount): Promise<Reading> {
  const response = await orderedBy(by);
  expect(response.status).toBe(200);
  const reading = (response.body as ReadableStream<Uint8Array>).getReader();
  expect((await reading.read()).value?.length).toBeGreaterThan(1000);
  return reading;
}

async function rest(reading: Reading): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  try {
    for (;;) {
      const { done, value } = await reading.read();
      if (done) return { bytes: Buffer.concat(parts), isWhole: true };
      parts.push(value);
    }
  } catch {
    return { bytes: Buffer.concat(parts), isWhole: false };
  }
}

/** Returns the account's latest export once it has ended. */
async function ended(by: GivenAccount): Promise<ExportView | undefined> {
  for (let tries = 0; tries < 3000; tries += 1) {
    const { body } = await tracker.as(by).get<ExportPage>('/exports');
    if (body.items.every(({ state }) => state !== 'started')) return body.items[0];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
}
