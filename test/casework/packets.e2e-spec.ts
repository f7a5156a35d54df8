import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync, type Unzipped } from 'fflate';
import type { DisclosurePage } from '../../src/casework/disclosures/disclosure.view.js';
import type { PacketPage } from '../../src/casework/packets/packet.view.js';
import type { Manifest } from '../../src/casework/packets/packet-files.js';
import { markings } from '../../src/casework/packets/packets.enums.js';
import { excludedColumns } from '../../src/casework/packets/sections.js';
import { listOmittedTables, packetDeclarations } from '../../src/casework/records/packet-declarations.js';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import { Given, type GivenComplaint } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { barriersIn, elementsOf, readOutOf, structureOf } from '../support/pdf-structure.js';
import { textOfPdf } from '../support/pdf-text.js';
import { freshNumber } from '../support/tips.js';
import { aSubject } from '../intelligence/subject-index-fixtures.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';

const run = promisify(execFile);

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const wanted = { recipient: 'United States Attorney', basis: 'government_attorney', purpose: 'Filing under seal.' };
/** Unique words, each in a field that a redacted copy either omits or keeps. */
const told = {
  narrative: 'a child named Zinnia',
  adult: 'Quillfeather',
  juvenile: 'Brambleton',
  rationale: 'near Zinnia',
  purpose: 'for the hearing of Zinnia',
  recipient: 'counsel of Zinnia',
};

describe('a packet', () => {
  it('contains the record as JSON and PDF, the history and the audit trail, and standard tools verify it', async () => {
    const { complaint, by } = await aCase();

    const { files, sha256 } = await packetOf(by, { complaintId: complaint.id, rendering: 'sealed' });

    const { reference } = complaint;
    const json = packetDeclarations.all().map(({ name }) => `${reference}/${name}.json`);
    const printed = [`${reference}/history.json`, `${reference}/trail.json`, `${reference}/${reference}.pdf`];
    expect(Object.keys(files).sort()).toEqual(
      [...json, ...printed, 'README.txt', 'SHA256SUMS', 'manifest.json'].sort(),
    );
    expect(textIn(files, 'README.txt')).toContain('The PDF file in the folder is for reading and printing.');
    expect(jsonIn(files, `${reference}/suspects.json`)).toHaveLength(2);
    expect(textIn(files, `${reference}/complaint.json`)).toContain(told.narrative);
    expect(jsonIn(files, `${reference}/history.json`).length).toBeGreaterThan(3);
    const manifest = JSON.parse(textIn(files, 'manifest.json')) as Manifest;
    expect(manifest).toMatchObject({
      rendering: 'sealed',
      createdAt: stoppedAt.toISOString(),
      complaints: [reference],
    });
    for (const { path, sha256: sum } of manifest.files) {
      expect(
        createHash('sha256')
          .update(files[path] ?? '')
          .digest('hex'),
      ).toBe(sum);
    }
    const { body } = await tracker.as(by).get<PacketPage>(`/packets?complaintId=${complaint.id}`);
    expect(body.items).toMatchObject([{ sha256, rendering: 'sealed', createdBy: by.accountId }]);
    expect(await checked(files)).toBe('every file is what it was');
    const forged = { ...files, [`${reference}/suspects.json`]: Buffer.from('[]') };
    expect(await checked(forged)).toBe('a file is not what it was');
  });

  it.each(['sealed', 'redacted'] as const)('has a PDF that a screen reader reads in full (%s)', async (rendering) => {
    const { complaint, by } = await aCase();

    const { files } = await packetOf(by, { complaintId: complaint.id, rendering });

    const structure = structureOf(files[`${complaint.reference}/${complaint.reference}.pdf`] ?? new Uint8Array());
    expect(barriersIn(structure)).toEqual([]);
    expect(structure.title).toBe(`${complaint.reference}, ${rendering}`);
    expect(elementsOf(structure.roots, 'Sect').map(({ children }) => children[0]?.tag)).toEqual(
      [...packetDeclarations.all(), 'history', 'trail'].map(() => 'H2'),
    );
    expect(structure.artifacts).toHaveLength(structure.pages);
    expect(structure.roots.map(readOutOf)[0]?.startsWith(markings[rendering])).toBe(true);
  });

  it('omits from a redacted copy the data on children, free text and the identity of juvenile suspects', async () => {
    const { complaint, by } = await aCase();
    const { reference, id: complaintId } = complaint;

    const { purpose, recipient } = told;
    const sealed = await packetOf(by, { complaintId, rendering: 'sealed', purpose, recipient });
    const redacted = await packetOf(by, { complaintId, rendering: 'redacted', purpose, recipient });

    for (const tells of [jsonOf, printOf]) {
      for (const word of Object.values(told)) expect(tells(sealed.files)).toContain(word);
      for (const word of ['Zinnia', told.juvenile, 'ongoing']) expect(tells(redacted.files)).not.toContain(word);
      expect(tells(redacted.files)).toContain(told.adult);
    }
    expect(printOf(sealed.files)).toContain('SEALED.');
    expect(printOf(redacted.files)).toContain('REDACTED COPY.');
    expect(jsonIn(redacted.files, `${reference}/victims-identified.json`)).toMatchObject([
      { pseudonym: 'MV1', abuseTiming: '[redacted]', productionVictim: '[redacted]' },
    ]);
    expect(Object.keys(redacted.files)).toEqual(Object.keys(sealed.files));
  });

  it('omits from a redacted copy when a child was identified and what was done for the child', async () => {
    const { complaint, by } = await aCase();
    const { reference, id: complaintId } = complaint;

    const sealed = await packetOf(by, { complaintId, rendering: 'sealed' });
    const redacted = await packetOf(by, { complaintId, rendering: 'redacted' });

    const kinds = ({ files }: Packed): unknown[] =>
      (jsonIn(files, `${reference}/history.json`) as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds(sealed)).toEqual(expect.arrayContaining(['child_identified', 'child_safeguarded', 'triaged']));
    const others = kinds(sealed).filter((kind) => !String(kind).startsWith('child_'));
    // The history of a packet includes the packet made before it.
    expect(kinds(redacted)).toEqual([...others, 'disclosed']);
    expect(printOf(sealed.files)).toContain('Safeguarding of MV1: ');
    expect(printOf(redacted.files)).toContain('The complaint was triaged [redacted]');
    expect(printOf(redacted.files)).not.toMatch(/Safeguarding of|safeguarding step was/);
  });

  it('omits from a redacted copy the court and case number of a juvenile, unless tried as an adult', async () => {
    const complaint = await given.complaint({ state: 'assigned' });
    const { id: complaintId, reference, by } = complaint;
    await tracker.sql(`UPDATE app.complaints SET state = 'under_investigation' WHERE id = $1`, [complaintId]);
    for (const [caseNumber, juvenile, isTriedAsAdult] of [
      ['8:26CR00017', false, false],
      ['JV 26-31', true, false],
      ['8:26CR00018', true, true],
    ] as const) {
      const suspect = await given.suspect({ complaint, juvenile });
      const filing = { forum: 'local', court: `Court of ${caseNumber}`, filedOn: '2026-03-01', caseNumber };
      await given.made(by, '/prosecutions', { suspectId: suspect.id, ...filing, isTriedAsAdult });
    }

    const { files } = await packetOf(by, { complaintId, rendering: 'redacted' });

    expect(jsonIn(files, `${reference}/prosecutions.json`)).toMatchObject([
      { court: 'Court of 8:26CR00017', caseNumber: '8:26CR00017', juvenile: false },
      { court: '[redacted]', caseNumber: '[redacted]', juvenile: true },
      { court: 'Court of 8:26CR00018', caseNumber: '8:26CR00018', juvenile: true },
    ]);
    expect(jsonOf(files)).not.toContain('JV 26-31');
    expect(printOf(files)).not.toContain('JV 26-31');
    expect(printOf(files)).toContain('forum: \nlocal prosecutor');
  });

  it.each(['sealed', 'redacted'] as const)('does not reveal excluded records anywhere (%s)', async (rendering) => {
    const { complaint, by, suspectId } = await aCase();
    const { id: complaintId, taskForceId, reference } = complaint;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const operation = await given.operation({ by: head, membership: 'tagged' });
    await tracker.as(head).post(`/operations/${operation.id}/members`, { complaintIds: [complaintId] });
    const subject = { ...aSubject, familyName: told.adult, suspectId, wasLawfullyObtained: true };
    await given.made(by, '/subject-index/entries', subject);
    const hold = { complaintId, authority: 'District Court', reason: 'An appeal.', reviewOn: '2099-01-01' };
    await given.made(head, '/legal-holds', hold);
    const order = {
      complaintId,
      kind: 'seal',
      orderNumber: 'CI 26-1',
      court: 'District Court',
      orderedOn: '2026-02-20',
    };
    const entered = await given.made<{ id: string }>(head, '/seal-orders', order);
    const second = await given.account({ taskForceId, role: 'supervisor' });
    await given.changed({ ...entered, by: second }, `/seal-orders/${entered.id}/execution`, {});

    const { files } = await packetOf(head, { complaintId, rendering });

    const acts = (jsonIn(files, `${reference}/trail.json`) as { action: string }[]).map(({ action }) => action);
    expect(acts).toEqual(['complaint.received', ...acts.slice(1)]);
    expect(acts).toContain('complaint.triaged');
    const hidden = ['operation.tagged', 'index-entry.submitted', 'legal-hold.placed', 'seal-order.entered'];
    for (const act of [...hidden, 'seal-order.executed']) expect(acts).not.toContain(act);
    const stands = await tracker.trailOf(complaintId);
    expect(stands.map(({ action }) => action)).toEqual(expect.arrayContaining([...hidden, 'seal-order.executed']));
    for (const words of [jsonOf(files), printOf(files)]) {
      expect(words).not.toMatch(/operation|subject index|legal hold|order of a court|District Court|sealed by/i);
    }
  });

  it('shows a day without an hour for events that have only a day', async () => {
    const { complaint, by } = await aCase();

    const { files } = await packetOf(by, { complaintId: complaint.id, rendering: 'sealed' });

    const history = jsonIn(files, `${complaint.reference}/history.json`);
    expect(history).toContainEqual(
      expect.objectContaining({
        kind: 'suspect_identified',
        occurredAt: null,
        occurredOn: '2026-03-01',
        isDayOnly: true,
      }),
    );
    expect(history).toContainEqual(
      expect.objectContaining({ kind: 'received', occurredAt: '2026-03-01T18:00:00.000Z', isDayOnly: false }),
    );
    expect(printOf(files)).toMatch(/occurred on: \n2026-03-01\nevent: \nA suspect was identified/);
    // A page break may separate the two.
    expect(printOf(files)).toMatch(/occurred at: \n2026-03-01 18:00:00 UTC\n(?:.*\n){0,3}?event: \nReceived/);
  });

  it('has the versions of a tip with its prior reports, and without the encrypted content', async () => {
    const agency = await given.agency();
    const by = await given.account({ agency, role: 'supervisor' });
    const tip = `<report reportId="${freshNumber()}"><incidentSummary><platform>Example Chat</platform></incidentSummary>
      <personOrUserReported><screenName>owl</screenName><priorCTReports>700100031</priorCTReports></personOrUserReported>
    </report>`;
    const type = { 'content-type': 'application/xml' };
    const { body } = await tracker.as(by).post<TipImportView>('/tip-imports', Buffer.from(tip), type);
    const { complaintId = null, reference = null } = body.items[0] ?? {};

    const sealed = await packetOf(by, { complaintId, rendering: 'sealed' });
    const redacted = await packetOf(by, { complaintId, rendering: 'redacted' });

    const path = `${reference}/tip-versions.json`;
    const priorReports = [{ reportId: '700100031', role: 'suspect' }];
    expect(jsonIn(sealed.files, path)).toMatchObject([{ number: 1, annotations: [], priorReports }]);
    expect(printOf(sealed.files)).toMatch(/prior reports: \nrole suspect, report id 700100031/);
    expect(jsonIn(redacted.files, path)).toMatchObject([
      { number: 1, annotations: '[redacted]', priorReports: '[redacted]' },
    ]);
    for (const { files } of [sealed, redacted]) expect(textIn(files, path)).not.toMatch(/wrappedKey|encrypted|digest/i);
  });

  it('is recorded as a disclosure and as access to each person in it', async () => {
    const { complaint, by, suspectId } = await aCase();

    await packetOf(by, { complaintId: complaint.id, rendering: 'redacted' });

    const supervisor = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
    const { body } = await tracker.as(supervisor).get<DisclosurePage>(`/disclosures?complaintId=${complaint.id}`);
    expect(body.items).toMatchObject([{ kind: 'packet', recipient: wanted.recipient, basis: wanted.basis }]);
    const looks = await tracker.sql<{ records: string[] }>(
      `SELECT records FROM audit.entries WHERE action = 'packet.created' AND records @> ARRAY[$1::uuid]`,
      [suspectId],
    );
    expect(looks).toHaveLength(1);
  });

  it('contains one folder per complaint of an investigation', async () => {
    const { complaint, by } = await aCase();
    const supervisor = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
    const other = await given.complaint({ agencyId: complaint.agencyId, state: 'assigned' });
    const assigned = await given.complaint({ agencyId: complaint.agencyId, state: 'assigned' });
    const investigation = await given.made<{ id: string }>(supervisor, '/investigations', {
      complaintIds: [other.id, assigned.id],
      agencyId: complaint.agencyId,
      title: 'Two tips, one account',
      openedOn: '2026-03-02',
    });

    const { files } = await packetOf(supervisor, { investigationId: investigation.id, rendering: 'sealed' });

    expect(files[`${other.reference}/complaint.json`]).toBeDefined();
    expect(files[`${assigned.reference}/${assigned.reference}.pdf`]).toBeDefined();
    expect(by.agencyId).toBe(complaint.agencyId);
  });

  it('contains a folder for each merged complaint, also in an investigation', async () => {
    const complaint = await given.complaint({ state: 'assigned' });
    const { taskForceId, agencyId } = complaint;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const other = await given.complaint({ agencyId, state: 'assigned' });
    const investigation = await given.made<{ id: string }>(head, '/investigations', {
      complaintIds: [complaint.id, other.id],
      agencyId,
      title: 'Two tips, one account',
      openedOn: '2026-03-02',
    });
    const twin = await given.complaint({ agencyId });
    for (const merged of [twin.id, other.id]) {
      const { etag } = await tracker.as(head).get(`/complaints/${merged}`);
      await given.changed({ ...twin, etag, by: head }, `/complaints/${merged}/merge`, {
        into: complaint.id,
        reason: 'The same account.',
      });
    }

    const foldersOf = async (of: object): Promise<string[]> => {
      const { files } = await packetOf(head, { ...of, rendering: 'sealed' });
      return Object.keys(files).flatMap((path) => (path.endsWith('/complaint.json') ? [path.split('/')[0] ?? ''] : []));
    };

    const all = [complaint, twin, other].map(({ reference }) => reference).sort();
    expect((await foldersOf({ complaintId: complaint.id })).sort()).toEqual(all);
    expect((await foldersOf({ investigationId: investigation.id })).sort()).toEqual(all);
    expect(await foldersOf({ complaintId: twin.id })).toEqual([twin.reference]);
    const { body } = await tracker.as(head).get<PacketPage>(`/packets?complaintId=${complaint.id}`);
    expect(body.items).toMatchObject([{ complaints: 3 }]);
    const told = await tracker.as(head).get<DisclosurePage>(`/disclosures?complaintId=${twin.id}`);
    expect(told.body.items.map(({ kind: what }) => what)).toEqual(['packet', 'packet', 'packet']);
  });

  it('covers at most thirty complaints', async () => {
    const complaint = await given.complaint();
    const { id: complaintId, agencyId, by } = complaint;
    for (let count = 0; count < 30; count += 1) await given.complaint({ agencyId, by });
    await tracker.sql(
      `UPDATE app.complaints SET merged_into = $1, state_before = state, state = 'merged' WHERE agency_id = $2 AND id <> $1`,
      [complaintId, agencyId],
    );

    const answer = await tracker.as(by).post('/packets', { ...wanted, complaintId, rendering: 'sealed' });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/complaintId' }] } });
  });

  it('is created again on each request, also with the same Idempotency-Key', async () => {
    const { id: complaintId, by } = await given.complaint();
    const body = { ...wanted, complaintId, rendering: 'redacted' };

    const make = () => tracker.as(by).post('/packets', body, { 'idempotency-key': 'the same' });
    expect([(await make()).status, (await make()).status]).toEqual([200, 200]);

    const { items } = (await tracker.as(by).get<DisclosurePage>(`/disclosures?complaintId=${complaintId}`)).body;
    expect(new Set(items.map(({ recordId }) => recordId)).size).toBe(2);
  });

  it.each([
    ['without exactly one subject', {}, '#'],
    ['for a missing complaint', { complaintId: '018f3c2a-7d1e-7b3a-9c55-1f2e3d4c5b6a' }, '#/complaintId'],
    ['for a missing investigation', { investigationId: '018f3c2a-7d1e-7b3a-9c55-1f2e3d4c5b6a' }, '#/investigationId'],
  ])('rejects a request %s', async (_, of, pointer) => {
    const by = await given.account();

    const answer = await tracker.as(by).post('/packets', { ...wanted, ...of, rendering: 'sealed' });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it('requires a step-up, and a legal basis for content that a provider reported', async () => {
    const complaint = await given.complaint({ source: 'ncmec_cybertip', externalReference: '4712' });
    const body = { ...wanted, complaintId: complaint.id, rendering: 'sealed' };
    const unfounded = await tracker.as(complaint.by).post('/packets', { ...body, basis: 'not_tip_content' });
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = NULL WHERE id = $1', [complaint.by.sessionId]);

    const answer = await tracker.as(complaint.by).post('/packets', body);

    expect(unfounded).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/basis' }] } });
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
    expect(await tracker.sql('SELECT FROM app.packets WHERE complaint_id = $1', [complaint.id])).toEqual([]);
  });
});

describe('the packet sections', () => {
  it('cover every table that references a complaint, except those excluded with a reason', async () => {
    const tables = await tracker.sql<{ name: string }>(
      `SELECT relname AS name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE attname = 'complaint_id' AND relkind = 'r' AND relnamespace = 'app'::regnamespace ORDER BY 1`,
    );

    const known = [
      ...new Set(
        packetDeclarations
          .all()
          .map(({ table }) => table)
          .filter((table) => table !== 'complaints'),
      ),
      ...listOmittedTables().keys(),
    ];
    expect(known.sort()).toEqual(tables.map(({ name }) => name));
  });

  it('classify each column by the data it contains', async () => {
    for (const { table, concerns, encrypted = [] } of packetDeclarations.all()) {
      const columns = await tracker.sql<{ name: string }>(
        `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
        [`app.${table}`],
      );
      const silent: readonly string[] = [...excludedColumns, ...encrypted];
      const told = columns.map(({ name }) => name).filter((name) => !silent.includes(name));

      expect({ table, columns: Object.keys(concerns).sort() }).toEqual({ table, columns: told.sort() });
    }
    const encrypted = packetDeclarations
      .all()
      .flatMap(({ table, encrypted: columns = [] }) => columns.map((column) => `${table}.${column}`));
    expect(encrypted).toEqual(
      ['content_digest', 'key_id', 'wrapped_key', 'encrypted'].map((column) => `tip_versions.${column}`),
    );
  });
});

describe('data that the audit trail withholds', () => {
  /** Columns that a redacted copy keeps, with the reason. */
  const toldAllTheSame: Readonly<Record<string, string>> = {
    'complaints.agency_case_number': "The number of the agency's own case, which names nobody.",
    'complaints.external_reference': 'The number by which its source knows a report, and nobody in it.',
    'legal_processes.authority': 'Which court or office issued it.',
    'legal_processes.number': 'The number of that court or office, which tells of nobody.',
  };

  it('is also omitted from a redacted copy, with listed exceptions', async () => {
    const withheld = await tracker.sql<{ table: string; column: string }>(
      `SELECT relname AS "table", convert_from(hidden, 'UTF8') AS "column"
         FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        CROSS JOIN LATERAL regexp_split_to_table(encode(t.tgargs, 'escape'), '\\\\000') h (escaped)
        CROSS JOIN LATERAL (SELECT decode(escaped, 'escape')) d (hidden)
        WHERE t.tgname = relname || '_entered' AND escaped <> ''`,
    );
    const concernOf = new Map<string, string>(
      packetDeclarations
        .all()
        .flatMap(({ table, concerns }) =>
          Object.entries(concerns).map(([column, concern]) => [`${table}.${column}`, concern] as const),
        ),
    );

    const told = withheld.map(({ table, column }) => `${table}.${column}`).filter((one) => concernOf.has(one));

    expect(told).toEqual(expect.arrayContaining(['disclosures.recipient', 'prosecutions.case_number']));
    expect(told.filter((one) => concernOf.get(one) === 'matter').sort()).toEqual(Object.keys(toldAllTheSame));
  });
});

async function aCase(): Promise<{ complaint: GivenComplaint; by: GivenAccount; suspectId: string }> {
  const complaint = await given.complaint({ narrative: `About ${told.narrative}.` });
  const { by } = complaint;
  const adult = await given.suspect({ complaint, familyName: told.adult });
  await given.suspect({ complaint, familyName: told.juvenile, bornOn: '2011-01-01', juvenile: true });
  const child = await given.victim({ complaint, abuseTiming: 'ongoing' });
  await given.changed(child, `/victims-identified/${child.id}/safeguarding`, {
    status: 'safe_verified',
    reason: 'Found.',
  });
  await given.moved(complaint, [
    ['triage', { type: 'enticement', mode: 'reactive', priority: 1, rationale: told.rationale }],
  ]);
  return { complaint, by, suspectId: adult.id };
}

interface Packed {
  readonly files: Unzipped;
  readonly sha256: string;
}

async function packetOf(by: GivenAccount, overrides: object): Promise<Packed> {
  const response = await fetch(`${tracker.url}/api/v1/packets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...wanted, ...overrides }),
  });
  if (response.status !== 200) throw new Error(await response.text());
  expect(response.headers.get('content-type')).toBe('application/zip');
  const archive = new Uint8Array(await response.arrayBuffer());
  return { files: unzipSync(archive), sha256: createHash('sha256').update(archive).digest('hex') };
}

function textIn(files: Unzipped, path: string): string {
  return strFromU8(files[path] ?? new Uint8Array());
}

function jsonIn(files: Unzipped, path: string): unknown[] {
  return JSON.parse(textIn(files, path)) as unknown[];
}

function jsonOf(files: Unzipped): string {
  return Object.entries(files)
    .map(([path, bytes]) => (path.endsWith('.json') ? strFromU8(bytes) : ''))
    .join();
}

function printOf(files: Unzipped): string {
  return Object.entries(files)
    .map(([path, bytes]) => (path.endsWith('.pdf') ? textOfPdf(bytes) : ''))
    .join();
}

async function checked(files: Unzipped): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'packet-'));
  try {
    for (const [path, bytes] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    const isMac = process.platform === 'darwin';
    const [tool, options]: [string, string[]] = isMac
      ? ['shasum', ['-a', '256', '--check']]
      : ['sha256sum', ['--check']];
    return await run(tool, [...options, 'SHA256SUMS'], { cwd: folder }).then(
      () => 'every file is what it was',
      () => 'a file is not what it was',
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
