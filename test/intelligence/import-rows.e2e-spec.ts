import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportKind } from '../../src/intelligence/import/import.enums.js';
import type { ImportView } from '../../src/intelligence/import/import.view.js';
import type { StagedRowList, StagedRowView } from '../../src/intelligence/import/staged-row.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { fileEntered, rowsSent } from './imports.js';

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

const head = ['Source', 'Received', 'State', 'Summary', 'Suspect phone', 'Type', 'Disposition', 'Closed on'];
const row = [
  'NCMEC',
  '3/1/2018',
  'Nebraska',
  'An adult asked for a meeting.',
  '402-555-0100',
  'odd',
  'Unable to identify suspect',
  '6/30/2018',
];

const sent = (rows: readonly (readonly string[])[], kind: ImportKind = 'complaints'): Promise<Answer<ImportView>> =>
  rowsSent(us, kind, rows);

async function rowsOf({ body }: Answer<ImportView>, client = us): Promise<StagedRowView[]> {
  return (await client.get<StagedRowList>(`/imports/${body.id}/rows`)).body.items;
}

describe('the rows of an import', () => {
  it('are shown as they will be recorded, with their warnings', async () => {
    const [shown] = await rowsOf(await sent([head, row]));

    expect(shown).toEqual({
      row: 2,
      agencyId: agency.id,
      agency: { id: agency.id, name: agency.name },
      complaintId: null,
      complaint: null,
      values: expect.arrayContaining([
        { field: 'source', value: 'ncmec_cybertip' },
        { field: 'receivedAt', value: '2018-03-01T18:00:00.000Z' },
        { field: 'receivedPrecision', value: 'day' },
        { field: 'state', value: 'NE' },
        { field: 'narrative', value: 'An adult asked for a meeting.\n\nNot read on import: Type: odd' },
        { field: 'disposition', value: 'unable_to_identify_suspect' },
        { field: 'closedAt', value: '2018-06-30T17:00:00.000Z' },
      ]) as unknown,
      identifiers: [{ role: 'suspect', kind: 'phone', platform: null, value: '+14025550100' }],
      warnings: [{ field: 'type', detail: expect.stringContaining('must be one of') as unknown }],
    });
    expect(shown?.values.map(({ field }) => field)).not.toContain('type');
  });

  it('are the first 20 in the order of the file, without faulty ones, and none after the commit', async () => {
    const rows = Array.from({ length: 30 }, (_, n) => [...row.slice(0, 3), `Seen ${n} times.`]);
    const answer = await sent([head.slice(0, 4), ['NCMEC', 'soon', 'NE', 'x'], ...rows]);

    expect((await rowsOf(answer)).map((shown) => shown.row)).toEqual(Array.from({ length: 20 }, (_, n) => n + 3));
    await fileEntered(us, answer, { withoutFaulty: true });
    expect(await rowsOf(answer)).toEqual([]);
  });

  it('of suspects name their complaint, and the access log has the read', async () => {
    const complaint = await given.complaint({ agencyId: agency.id });
    const columns = ['Complaint', 'Last name', 'Offender class', 'Juvenile', 'Identified'];
    const answer = await sent([columns, [complaint.id, 'Sample', 'Non-contact', 'no', '3/2/2026']], 'suspects');

    expect(await rowsOf(answer)).toEqual([
      expect.objectContaining({
        complaintId: complaint.id,
        complaint: expect.objectContaining({ id: complaint.id, reference: expect.any(String) as unknown }) as unknown,
        values: expect.arrayContaining([
          { field: 'familyName', value: 'Sample' },
          { field: 'juvenile', value: 'false' },
        ]) as unknown,
      }),
    ]);
    const entries = await tracker.sql<{ records: string[]; complaints: string[] }>(
      `SELECT * FROM audit.entries WHERE action = 'import-rows.listed' AND account_id = $1`,
      [supervisor.accountId],
    );
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries[0])).toContain(complaint.id);
  });

  it('are not accessible beyond the seat, nor without the permission for a single record', async () => {
    const answer = await sent([head, row]);
    const neighbour = await given.account({
      agency: await given.agency({ taskForceId: agency.taskForceId }),
      role: 'supervisor',
    });
    const auditor = await given.account({ agency, role: 'auditor' });
    const path = `/imports/${answer.body.id}/rows`;

    expect((await tracker.as(neighbour).get(path)).status).toBe(404);
    expect((await tracker.as(auditor).get(path)).status).toBe(403);
  });
});
