import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync, type Unzipped } from 'fflate';
import type { DisclosurePage } from '../src/disclosures/disclosures.contract.js';
import type { PacketPage } from '../src/packets/packets.contract.js';
import type { Manifest } from '../src/packets/packet-files.js';
import { leftOut, sections, silentColumns } from '../src/packets/sections.js';
import { Given, type GivenComplaint } from './support/given.js';
import type { GivenAccount } from './support/people.js';
import { startTracker, stoppedAt, type Tracker } from './support/tracker.js';

const run = promisify(execFile);

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const wanted = { recipient: 'United States Attorney', basis: 'government_attorney', purpose: 'Filing under seal.' };
/** Words that nothing else has, each where a redacted copy must not have it, or must. */
const told = {
  narrative: 'a child named Zinnia',
  adult: 'Quillfeather',
  juvenile: 'Brambleton',
  rationale: 'near Zinnia',
  purpose: 'for the hearing of Zinnia',
};

describe('a packet', () => {
  it('holds the record as JSON and as PDF, what happened and the trail, and any tool verifies it', async () => {
    const { complaint, by } = await aCase();

    const { files, sha256 } = await packetOf(by, { complaintId: complaint.id, rendering: 'sealed' });

    const { reference } = complaint;
    const json = sections.map(({ name }) => `${reference}/${name}.json`);
    const printed = [`${reference}/history.json`, `${reference}/trail.json`, `${reference}/${reference}.pdf`];
    expect(Object.keys(files).sort()).toEqual(
      [...json, ...printed, 'README.txt', 'SHA256SUMS', 'manifest.json'].sort(),
    );
    expect(jsonIn(files, `${reference}/suspects.json`)).toHaveLength(2);
    expect(textIn(files, `${reference}/complaint.json`)).toContain(told.narrative);
    expect(jsonIn(files, `${reference}/history.json`).length).toBeGreaterThan(3);
    const manifest = JSON.parse(textIn(files, 'manifest.json')) as Manifest;
    expect(manifest).toMatchObject({ rendering: 'sealed', madeAt: stoppedAt.toISOString(), complaints: [reference] });
    for (const { path, sha256: sum } of manifest.files) {
      expect(
        createHash('sha256')
          .update(files[path] ?? '')
          .digest('hex'),
      ).toBe(sum);
    }
    const { body } = await tracker.as(by).get<PacketPage>(`/packets?complaintId=${complaint.id}`);
    expect(body.items).toMatchObject([{ sha256, rendering: 'sealed', madeBy: by.accountId }]);
    expect(await checked(files)).toBe('every file is what it was');
    const forged = { ...files, [`${reference}/suspects.json`]: Buffer.from('[]') };
    expect(await checked(forged)).toBe('a file is not what it was');
  });

  it('leaves out, redacted, what concerns a child, what was told in words, and who a juvenile suspect is', async () => {
    const { complaint, by } = await aCase();
    const { reference, id: complaintId } = complaint;

    const { purpose } = told;
    const sealed = await packetOf(by, { complaintId, rendering: 'sealed', purpose });
    const redacted = await packetOf(by, { complaintId, rendering: 'redacted', purpose });

    const all = (files: Unzipped): string =>
      Object.entries(files)
        .map(([path, bytes]) => (path.endsWith('.json') ? strFromU8(bytes) : ''))
        .join();
    for (const word of Object.values(told)) expect(all(sealed.files)).toContain(word);
    for (const word of ['Zinnia', told.juvenile, 'ongoing']) expect(all(redacted.files)).not.toContain(word);
    expect(all(redacted.files)).toContain(told.adult);
    expect(jsonIn(redacted.files, `${reference}/victims-identified.json`)).toMatchObject([
      { pseudonym: 'MV1', abuseTiming: '[redacted]', productionVictim: '[redacted]' },
    ]);
    expect(Object.keys(redacted.files)).toEqual(Object.keys(sealed.files));
    expect(redacted.files[`${reference}/${reference}.pdf`]?.length).toBeGreaterThan(5000);
  });

  it('is a disclosure, and a look at everybody it tells of', async () => {
    const { complaint, by, suspectId } = await aCase();

    await packetOf(by, { complaintId: complaint.id, rendering: 'redacted' });

    const supervisor = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
    const { body } = await tracker.as(supervisor).get<DisclosurePage>(`/disclosures?complaintId=${complaint.id}`);
    expect(body.items).toMatchObject([{ what: 'packet', recipient: wanted.recipient, basis: wanted.basis }]);
    const looks = await tracker.sql<{ records: string[] }>(
      `SELECT records FROM audit.entries WHERE action = 'packet.made' AND records @> ARRAY[$1::uuid]`,
      [suspectId],
    );
    expect(looks).toHaveLength(1);
  });

  it('is of an investigation: every complaint of it has its folder', async () => {
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

  it.each([
    ['of both or neither', {}, '#'],
    ['of what is not there', { complaintId: '018f3c2a-7d1e-7b3a-9c55-1f2e3d4c5b6a' }, '#/complaintId'],
    [
      'of an investigation that is not there',
      { investigationId: '018f3c2a-7d1e-7b3a-9c55-1f2e3d4c5b6a' },
      '#/investigationId',
    ],
  ])('is none %s', async (_, of, pointer) => {
    const by = await given.account();

    const answer = await tracker.as(by).post('/packets', { ...wanted, ...of, rendering: 'sealed' });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it('takes a step-up, and a basis for what a provider reported', async () => {
    const complaint = await given.complaint({ source: 'ncmec_cybertip', externalReference: '4712' });
    const body = { ...wanted, complaintId: complaint.id, rendering: 'sealed' };
    const unfounded = await tracker.as(complaint.by).post('/packets', { ...body, basis: 'not_tip_content' });
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = NULL WHERE id = $1', [complaint.by.sessionId]);

    const answer = await tracker.as(complaint.by).post('/packets', body);

    expect(unfounded).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/basis' }] } });
    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/step-up-required' } });
    expect(await tracker.sql('SELECT FROM app.packets WHERE complaint_id = $1', [complaint.id])).toEqual([]);
  });
});

describe('the sections', () => {
  it('are every table that hangs on a complaint, but for those that are left out for a reason', async () => {
    const tables = await tracker.sql<{ name: string }>(
      `SELECT relname AS name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE attname = 'complaint_id' AND relkind = 'r' AND relnamespace = 'app'::regnamespace ORDER BY 1`,
    );

    const known = [
      ...sections.map(({ table }) => table).filter((table) => table !== 'complaints'),
      ...Object.keys(leftOut),
    ];
    expect(known.sort()).toEqual(tables.map(({ name }) => name));
  });

  it('say of each column what it is about', async () => {
    for (const { table, concerns } of sections) {
      const columns = await tracker.sql<{ name: string }>(
        `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
        [`app.${table}`],
      );
      const silent: readonly string[] = silentColumns;
      const told = columns.map(({ name }) => name).filter((name) => !silent.includes(name));

      expect({ table, columns: Object.keys(concerns).sort() }).toEqual({ table, columns: told.sort() });
    }
  });
});

async function aCase(): Promise<{ complaint: GivenComplaint; by: GivenAccount; suspectId: string }> {
  const complaint = await given.complaint({ narrative: `About ${told.narrative}.` });
  const { by } = complaint;
  const adult = await given.suspect({ complaint, familyName: told.adult });
  await given.suspect({ complaint, familyName: told.juvenile, bornOn: '2011-01-01', juvenile: true });
  await given.victim({ complaint, abuseTiming: 'ongoing' });
  await given.moved(complaint, [
    ['triage', { type: 'enticement', mode: 'reactive', priority: 1, rationale: told.rationale }],
  ]);
  return { complaint, by, suspectId: adult.id };
}

async function packetOf(by: GivenAccount, over: object): Promise<{ files: Unzipped; sha256: string }> {
  const response = await fetch(`${tracker.url}/api/v1/packets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...wanted, ...over }),
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

/** What a stock tool says of the files, unpacked into a folder. */
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
