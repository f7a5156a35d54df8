import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgencyPage, AgencyView } from '../../src/organization/agencies/agency.view.js';
import type { ImportView, PreviewView } from '../../src/intelligence/import/import.view.js';
import type { ArrestPage } from '../../src/casework/suspects/arrest.view.js';
import type { ReadSealOrderView } from '../../src/casework/retention/seal-order.view.js';
import type { SuspectPage, SuspectView } from '../../src/casework/suspects/suspect.view.js';
import type { Client } from '../support/client.js';
import { Given, type GivenAccount, type GivenAgency, type GivenComplaint } from '../support/given.js';
import { faultsOfFile, fileEntered, fileSent } from './imports.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let supervisor: GivenAccount;
let us: Client;
let complaint: GivenComplaint;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());
beforeEach(async () => {
  agency = await given.agency();
  supervisor = await given.account({ agency, role: 'supervisor' });
  us = tracker.as(supervisor);
  complaint = await given.complaint({ by: supervisor, externalReference: 'T-1' });
});

const lines = (head: string, ...rows: readonly string[]): string => [head, ...rows].join('\n');
const trailSize = async (): Promise<number> =>
  Number((await tracker.sql<{ n: string }>('SELECT count(*) AS n FROM audit.entries'))[0]?.n);
const countOf = async (table: 'suspects' | 'arrests'): Promise<number> =>
  Number(
    (
      await tracker.sql<{ n: string }>(`SELECT count(*) AS n FROM app.${table} WHERE task_force_id = $1`, [
        agency.taskForceId,
      ])
    )[0]?.n,
  );

describe('an import of suspects', () => {
  const head = 'complaint,givenName,familyName,dateOfBirth,offenderClass,juvenile,identifiedOn';
  const alex = (of = complaint.reference): string => `${of},Alex,Sample,1979-11-02,unknown,false,2026-03-01`;

  it('is validated first, and leaves only staged rows', async () => {
    const before = await tracker.trailOf(complaint.id);
    const { status, body } = await fileSent(us, 'suspects', lines(head, alex()));

    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'suspects', state: 'checked', rows: 1, ready: 1, known: 0, faulty: 0 });
    expect(await countOf('suspects')).toBe(0);
    expect(await tracker.trailOf(complaint.id)).toEqual(before);
    expect(
      await tracker.sql("SELECT FROM audit.entries WHERE action = 'suspect.recorded' AND account_id = $1", [
        supervisor.accountId,
      ]),
    ).toEqual([]);
  });

  it('commits each suspect as the API would, with a trail entry', async () => {
    const done = await fileEntered(
      us,
      await fileSent(us, 'suspects', lines(head, alex(), `${complaint.id},Sam,,,both,true,2020-01-01`)),
    );

    expect(done).toMatchObject({ state: 'committed', logged: 2 });
    const { body } = await us.get<{ items: { id: string }[] }>(`/suspects?complaintId=${complaint.id}`);
    const [first] = body.items;
    expect((await us.get<SuspectView>(`/suspects/${first?.id ?? ''}`)).body).toMatchObject({
      ...{ givenName: 'Alex', familyName: 'Sample', bornOn: '1979-11-02', offenderClass: 'unknown', juvenile: false },
      ...{ identifiedOn: '2026-03-01', agencyId: agency.id },
    });
    const trail = (await tracker.trailOf(complaint.id)).filter(({ source }) => source === 'suspects');
    expect(trail).toMatchObject([
      { action: 'suspect.recorded', accountId: supervisor.accountId },
      { action: 'suspect.recorded' },
    ]);
    const marks = await tracker.sql("SELECT FROM audit.entries WHERE action = 'record.imported' AND subject = $1", [
      done.id,
    ]);
    expect(marks.length).toBeGreaterThan(0);
    expect(await tracker.sql('SELECT FROM staging.import_rows WHERE batch_id = $1', [done.id])).toEqual([]);
  });

  it('finds a complaint by its source number, and accepts JSON booleans', async () => {
    const row = { source: 'public_complaint', externalReference: 'T-1', offenderClass: 'both', juvenile: false };
    const file = JSON.stringify({ ...row, familyName: 'Sample', identifiedOn: '2026-03-01' });

    const answer = await fileSent(us, 'suspects', file, { type: 'application/x-ndjson' });

    expect(await fileEntered(us, answer)).toMatchObject({ logged: 1 });
  });

  it('finds by its number the complaint that was received after an earlier one was sealed', async () => {
    const { taskForceId } = agency;
    const one = await given.account({ taskForceId, role: 'supervisor' });
    const two = await given.account({ taskForceId, role: 'supervisor' });
    const order = { orderNumber: 'CI 26-4417', court: 'District Court of Douglas County', orderedOn: '2026-02-20' };
    const sealing = await given.made<ReadSealOrderView>(one, '/seal-orders', {
      ...{ complaintId: complaint.id, kind: 'seal', ...order },
    });
    await given.changed({ ...sealing, by: two }, `/seal-orders/${sealing.id}/execution`, undefined);
    const later = await given.complaint({ by: supervisor, externalReference: 'T-1' });
    const file = lines(head.replace('complaint', 'source,externalReference'), alex(`${later.source},T-1`));

    const answer = await fileSent(tracker.as(one), 'suspects', file);

    await fileEntered(tracker.as(one), answer);
    const { body } = await tracker.as(one).get<SuspectPage>('/suspects');
    expect(body.items.map(({ complaintId }) => complaintId)).toEqual([later.id]);
  });

  it('recognizes every row of a repeated file, unnamed suspects included', async () => {
    const file = lines(head, alex(), `${complaint.reference},,,,producer,false,2026-03-01`);
    await fileEntered(us, await fileSent(us, 'suspects', file));

    expect((await fileSent(us, 'suspects', file)).body).toMatchObject({ rows: 2, ready: 0, known: 2, faulty: 0 });
    const other = await fileSent(us, 'suspects', lines(head, `${complaint.reference},,,,both,false,2026-03-01`));
    expect(other.body).toMatchObject({ ready: 1 });
    const two = ['both', 'non_contact', 'both'].map((is) => `${complaint.reference},,,,${is},false,2026-03-01`);
    expect((await fileSent(us, 'suspects', lines(head, ...two))).body).toMatchObject({ ready: 2, known: 1, faulty: 0 });
  });

  it('updates no existing suspect, and ignores voided ones', async () => {
    const { id, etag } = await given.suspect({ complaint, givenName: 'Kim', familyName: 'Sample' });
    const kim = `${complaint.reference},Kim,Sample,,both,false,2026-03-01`;
    const file = lines(head, alex(), alex().replace('unknown', 'both'), alex(), kim);
    const answer = await fileSent(us, 'suspects', file);

    expect(answer.body).toMatchObject({ rows: 4, ready: 1, known: 1, faulty: 2 });
    expect(await faultsOfFile(us, answer)).toEqual([
      '3,row,"is already in a row above, with other content"',
      '5,row,"already exists with other content, which is not changed"',
    ]);
    await us.post(`/suspects/${id}/void`, { reason: 'Was nobody.' }, { 'if-match': etag });
    expect((await fileSent(us, 'suspects', file)).body).toMatchObject({ ready: 2, faulty: 1 });
  });

  it('writes a read of each suspect to the trail that its results describe', async () => {
    const { id } = await given.suspect({ complaint, givenName: 'Alex', familyName: 'Sample', bornOn: '1979-11-02' });
    const looks = (): Promise<{ records: string[]; complaint_id: string }[]> =>
      tracker.sql(
        `SELECT records, complaint_id FROM audit.entries WHERE action = 'import.compared' AND account_id = $1`,
        [supervisor.accountId],
      );
    await fileSent(us, 'suspects', lines(head, alex().replace('Alex', 'Kim')));
    expect(await looks()).toEqual([]);
    await fileSent(us, 'suspects', lines(head, alex()));

    expect(await looks()).toEqual([{ records: [id, complaint.id].sort(), complaint_id: complaint.id }]);
  });

  it('reports errors by column, as the API does, and never the rejected value', async () => {
    const answer = await fileSent(
      us,
      'suspects',
      lines(
        head,
        alex().replace('1979-11-02', '1979-02-30'),
        alex().replace('1979-11-02', '2012-11-02'),
        alex().replace('2026-03-01', '2098-01-01'),
        alex().replace('Alex', 'x'.repeat(101)),
        alex().replace('false', 'perhaps'),
        alex().replace('unknown', ''),
        alex(''),
        alex().replace('Sample', '"SAMPLE, CALVIN J"'),
      ),
    );

    expect(await faultsOfFile(us, answer)).toEqual([
      '2,bornOn,"must be a day such as 2018-03-01, or month first with a year of four digits"',
      '3,juvenile,"does not match the day of birth: the suspect was under 18 on the day of the identification"',
      '4,identifiedOn,"must not be in the future"',
      '5,givenName,"must be at most 100 characters long"',
      '6,juvenile,"must be yes or no"',
      '7,offenderClass,"must not be empty"',
      '8,complaint,"must be set, or the source and the externalReference of the complaint"',
      '9,familyName,"must be the family name alone, without a comma: the given name has a field of its own"',
    ]);
    expect(answer.body).toMatchObject({ rows: 8, ready: 0, faulty: 8 });
    expect(await tracker.sql('SELECT FROM staging.import_rows WHERE batch_id = $1', [answer.body.id])).toEqual([]);
  });

  it('returns identical errors for missing and foreign complaints', async () => {
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    const hidden = await given.complaint({ agencyId: neighbour.id, externalReference: 'T-2' });
    const foreign = await given.complaint();
    const names = [hidden.reference, hidden.id, foreign.reference, foreign.id, 'NE-999999', agency.id];
    const answer = await fileSent(us, 'suspects', lines(head, ...names.map(alex)));

    expect((await faultsOfFile(us, answer)).map((fault) => fault.replace(/^\d+,/, ''))).toEqual(
      names.map(() => 'complaint,"names a complaint that does not exist or is not accessible"'),
    );
    const byNumber = head.replace('complaint', 'source,externalReference');
    const numbers = ['public_complaint,T-2', 'public_complaint,T-3'];
    const numbered = await fileSent(us, 'suspects', lines(byNumber, ...numbers.map(alex)));
    expect((await faultsOfFile(us, numbered)).map((fault) => fault.replace(/^\d+,/, ''))).toEqual(
      numbers.map(() => 'externalReference,"names a complaint that does not exist or is not accessible"'),
    );
  });

  it('requires the right to work each complaint, and a supervisor to commit', async () => {
    const investigator = tracker.as(await given.account({ agency }));
    const mine = await given.complaint({ by: supervisor });
    const theirs = await given.complaint({ by: supervisor, state: 'triaged' });
    const { accountId: investigatorId } = await given.account({ agency });
    const assignment = { agencyId: agency.id, investigatorId };
    const desk = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
    const assigned = await desk.put(`/complaints/${theirs.id}/assignment`, assignment, { 'if-match': theirs.etag });
    expect(assigned.status).toBe(200);
    const answer = await fileSent(investigator, 'suspects', lines(head, alex(mine.reference), alex(theirs.reference)));

    expect(await faultsOfFile(investigator, answer)).toEqual(['3,row,"You are not allowed to do this."']);
    const path = `/imports/${answer.body.id}/commit`;
    expect((await investigator.put(path, {}, { 'if-match': answer.etag })).status).toBe(403);
    expect(await fileEntered(us, answer, { withoutFaulty: true })).toMatchObject({ logged: 1 });
  });

  it('rechecks at commit, and recognizes rows recorded or invalidated meanwhile', async () => {
    const kim = alex().replace('Alex', 'Kim');
    const [first, second] = [
      await fileSent(us, 'suspects', lines(head, alex())),
      await fileSent(us, 'suspects', lines(head, alex(), kim)),
    ];
    await fileEntered(us, first);
    await given.suspect({
      complaint,
      givenName: 'Kim',
      familyName: 'Sample',
      bornOn: '1979-11-02',
      offenderClass: 'both',
    });

    expect(await fileEntered(us, second)).toMatchObject({ ready: 0, known: 1, faulty: 1, logged: 0 });
    expect(await faultsOfFile(us, second)).toEqual(['3,row,"already exists with other content, which is not changed"']);
  });

  it('commits many chunks', async () => {
    const rows = Array.from({ length: 230 }, (_, n) => `${complaint.reference},,Sample ${n},,unknown,false,2026-03-01`);

    expect(await fileEntered(us, await fileSent(us, 'suspects', lines(head, ...rows)))).toMatchObject({ logged: 230 });
    expect(await countOf('suspects')).toBe(230);
  });
});

describe('an import of arrests', () => {
  const head = 'complaint,suspect,familyName,dateOfBirth,arrestedOn,kind,juvenileHandling,agency';

  it('finds suspects by id or by name within their complaint', async () => {
    const { id } = await given.suspect({ complaint, familyName: 'Sample', bornOn: '1979-11-02' });
    const file = lines(
      head,
      `,${id},,,2026-03-02,summoned,,`,
      `${complaint.reference},,Sample,,2026-03-01,on_view,,${agency.name}`,
    );
    const answer = await fileSent(us, 'arrests', file);

    expect(answer.body).toMatchObject({ ready: 2 });
    expect(await countOf('arrests')).toBe(0);
    expect(await fileEntered(us, answer)).toMatchObject({ logged: 2 });
    expect((await us.get<ArrestPage>(`/arrests?suspectId=${id}`)).body.items).toMatchObject([
      { arrestedOn: '2026-03-02', kind: 'summoned', agencyId: agency.id, complaintId: complaint.id },
      { arrestedOn: '2026-03-01', kind: 'on_view' },
    ]);
    const trail = (await tracker.trailOf(complaint.id)).filter(({ source }) => source === 'arrests');
    expect(trail.map(({ action }) => action)).toEqual(['arrest.recorded', 'arrest.recorded']);
    expect((await fileSent(us, 'arrests', file)).body).toMatchObject({ ready: 0, known: 2 });
    expect((await fileSent(us, 'arrests', file.replace('summoned', 'on_view'))).body).toMatchObject({
      known: 1,
      faulty: 1,
    });
  });

  it('applies the rules for dates and suspects', async () => {
    await given.suspect({ complaint, familyName: 'Sample', bornOn: '1979-11-02' });
    await given.suspect({ complaint, familyName: 'Sample', bornOn: '1980-11-02' });
    await given.suspect({ complaint, familyName: 'Young', bornOn: '2010-11-02', juvenile: true });
    const { reference } = complaint;
    const answer = await fileSent(
      us,
      'arrests',
      lines(
        head,
        `${reference},,Sample,1979-11-02,2026-02-28,summoned,,`,
        `${reference},,Sample,,2026-03-01,summoned,,`,
        `${reference},,Young,,2026-03-01,summoned,,`,
        `${reference},,Nobody,,2026-03-01,summoned,,`,
        `${reference},,,,2026-03-01,summoned,,`,
        `${reference},,Sample,1979-11-02,2026-03-01,summoned,,Nobody`,
        `${reference},,Young,,2026-03-01,summoned,referred,`,
      ),
    );

    expect(await faultsOfFile(us, answer)).toEqual([
      '2,arrestedOn,"must not be before the complaint was received"',
      '3,familyName,"matches more than one suspect of the complaint: add details or name the suspect"',
      '4,juvenileHandling,"must be set: the arrested person was under 18"',
      '5,familyName,"names a suspect that does not exist or is not accessible"',
      '6,suspect,"must be set, or a name or the day of birth"',
      '7,agency,"names an agency that does not exist or is not accessible"',
    ]);
    expect(answer.body).toMatchObject({ ready: 1, faulty: 6 });
  });

  it('rejects arrests for a merged complaint, also when it was merged after validation', async () => {
    const { id } = await given.suspect({ complaint, familyName: 'Sample' });
    const file = lines(head, `,${id},,,2026-03-01,summoned,,`);
    const before = await fileSent(us, 'arrests', file);
    const { id: into } = await given.complaint({ by: supervisor });
    const desk = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
    const merge = { into, reason: 'The same account.' };
    const { etag } = await us.get(`/complaints/${complaint.id}`);
    expect((await desk.put(`/complaints/${complaint.id}/merge`, merge, { 'if-match': etag })).status).toBe(200);
    const fault = '2,row,"This complaint was merged into another complaint."';

    expect(await faultsOfFile(us, await fileSent(us, 'arrests', file))).toEqual([fault]);
    expect(await fileEntered(us, before)).toMatchObject({ ready: 0, faulty: 1, logged: 0 });
    expect(await faultsOfFile(us, before)).toEqual([fault]);
    expect(await countOf('arrests')).toBe(0);
  });

  it('returns identical errors for missing and foreign suspects', async () => {
    const hidden = await given.suspect();
    const names = [hidden.id, agency.id, 'X'];
    const answer = await fileSent(us, 'arrests', lines(head, ...names.map((one) => `,${one},,,2026-03-01,summoned,,`)));

    expect((await faultsOfFile(us, answer)).map((fault) => fault.replace(/^\d+,/, ''))).toEqual(
      names.map(() => 'suspect,"names a suspect that does not exist or is not accessible"'),
    );
  });
});

describe('an import of agencies', () => {
  const head = 'name,ori,kind,level,state,membership,member since';
  let last = 0;
  const ori = (): string => {
    last += 1;
    return `NE${String(last).padStart(7, '0')}`;
  };
  let admin: Client;
  beforeEach(async () => {
    admin = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'admin' }));
  });

  it('creates agencies with their memberships for a task force administrator', async () => {
    const file = lines(
      head,
      `Northtown Police,${ori()},local_police,local,NE,affiliate,2017-10-01`,
      'Southtown Sheriff,,sheriff,county,NE,affiliate,2018-10-01',
    );
    const answer = await fileSent(admin, 'agencies', file);
    const names = async (): Promise<string[]> =>
      (await admin.get<AgencyPage>('/agencies')).body.items.map(({ name }) => name).sort();

    expect(answer.body).toMatchObject({ ready: 2 });
    expect(await names()).toEqual([agency.name]);
    expect(await fileEntered(admin, answer)).toMatchObject({ logged: 2 });
    expect(await names()).toEqual([agency.name, 'Northtown Police', 'Southtown Sheriff'].sort());
    expect((await fileSent(admin, 'agencies', file)).body).toMatchObject({ ready: 0, known: 2 });
    const other = await fileSent(
      admin,
      'agencies',
      file.replace('county', 'local').replace('2017-10-01', '2016-10-01'),
    );
    expect(await faultsOfFile(admin, other)).toEqual([
      '2,name,"already exists with other content, which is not changed"',
      '3,name,"already exists with other content, which is not changed"',
    ]);
  });

  it('reports errors by column, as the API does', async () => {
    const taken = ori();
    const national = tracker.as(await given.account({ role: 'admin', seat: 'national' }));
    const there = { name: 'Their Police', kind: 'local_police', level: 'local', state: 'NE', ori: taken };
    const { id: taskForceId } = await given.taskForce();
    const membership = { kind: 'affiliate', beganOn: '2017-10-01' };
    expect((await national.post<AgencyView>('/agencies', { ...there, taskForceId, membership })).status).toBe(201);
    const row = `Police,,local_police,local,NE,affiliate,2017-10-01`;
    const answer = await fileSent(
      admin,
      'agencies',
      lines(
        head,
        row.replace(',,', `,${taken},`),
        row.replace(',,', ',short,'),
        row.replace('NE', 'Atlantis'),
        row.replace('affiliate', 'friend'),
        row.replace('2017-10-01', 'once'),
        row,
        row.replace('local,', 'county,'),
      ),
    );

    // An uncommitted file reveals no ORI of an agency beyond the seat (test/casework/look-ups.e2e-spec.ts).
    expect(await faultsOfFile(admin, answer)).toEqual([
      '3,ori,"must be nine capital letters and digits"',
      '4,state,"must be the name of a State or its two-letter postal code"',
      '5,membership,"must be one of the following values: lead, affiliate, non_member"',
      '6,beganOn,"must be a day such as 2018-03-01, or month first with a year of four digits"',
      '8,name,"is already in a row above, with other content"',
    ]);
  });

  it.each(['County', 'Counties served', 'FIPS'])(
    'records the counties of the column %s, and the day of the MOU',
    async (name) => {
      const file = lines(
        `${head},City,${name},MOU date`,
        'Omaha Police,,local_police,local,NE,affiliate,2017-10-01,Omaha,"Douglas County; 31153",9/20/2017',
        'Northtown Police,,local_police,local,Nebraska,affiliate,2017-10-01,,,',
      );

      const answer = await fileSent(admin, 'agencies', file);
      await fileEntered(admin, answer);
      const listed = await admin.get<AgencyPage>('/agencies?q=police');
      const read = listed.body.items.map(async ({ id }) => (await admin.get<AgencyView>(`/agencies/${id}`)).body);
      const again = await fileSent(admin, 'agencies', file.replace('Douglas County; 31153', 'Sarpy / Douglas'));
      const other = await fileSent(admin, 'agencies', file.replace('Douglas County; 31153', 'Douglas'));

      expect(await Promise.all(read)).toMatchObject([
        { name: 'Northtown Police', city: null, countyFips: [], memberships: [{ mouSignedOn: null }] },
        {
          ...{ name: 'Omaha Police', city: 'Omaha', countyFips: ['31055', '31153'] },
          memberships: [{ mouSignedOn: '2017-09-20' }],
        },
      ]);
      expect(again.body).toMatchObject({ ready: 0, known: 2, faulty: 0 });
      expect(await faultsOfFile(admin, other)).toEqual([
        '2,name,"already exists with other content, which is not changed"',
      ]);
    },
  );

  it('names the cell of a county that it cannot read, its position and the cure, and repeats nothing of it', async () => {
    const row = (number: number, state: string, counties: string): string =>
      `Police ${number},,local_police,local,${state},affiliate,2017-10-01,"${counties}"`;

    const answer = await fileSent(
      admin,
      'agencies',
      lines(
        `${head},Counties`,
        row(1, 'NE', 'Douglas, Denver'),
        row(2, 'MD', 'Baltimore'),
        row(3, 'NE', '55'),
        row(4, 'NE', '19155'),
      ),
    );

    expect(await faultsOfFile(admin, answer)).toEqual([
      '2,counties,"has a county at position 2 whose name no county of NE has: correct it, or write its FIPS code of five digits"',
      '3,counties,"has a county at position 1 that is also a city: write County or City with it, or its FIPS code of five digits"',
      '4,counties,"has a county at position 1 that is no FIPS code: write its five digits, such as 31055, or its name"',
      '5,counties,"has a county at position 1 that is not in NE: correct it, or add it to the agency after the import"',
    ]);
  });

  it('requires the task force from the national seat', async () => {
    const national = tracker.as(await given.account({ role: 'admin', seat: 'national' }));
    const { id, code } = await given.taskForce();
    const row = `Police,,local_police,local,NE,affiliate,2017-10-01`;
    const answer = await fileSent(national, 'agencies', lines(`${head},taskForce`, `${row},${code}`, `${row},`));

    expect(await faultsOfFile(national, answer)).toEqual(['3,taskForce,"must be set from the national seat"']);
    expect(await fileEntered(national, answer, { withoutFaulty: true })).toMatchObject({ logged: 1 });
    const { body } = await national.get<AgencyPage>(`/agencies?taskForceId=${id}`);
    expect(body.items).toMatchObject([{ name: 'Police' }]);
  });

  it('is visible to administrators only', async () => {
    const inside = tracker.as(await given.account({ agency, role: 'admin' }));
    const auditor = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'auditor' }));
    const desk = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
    const { body } = await admin.post<ImportView>('/imports', { kind: 'agencies' });

    for (const client of [inside, auditor, us, desk]) {
      expect((await client.post('/imports', { kind: 'agencies' })).status).toBe(403);
    }
    for (const client of [inside, us, desk]) expect((await client.get(`/imports/${body.id}`)).status).toBe(404);
    expect((await auditor.get(`/imports/${body.id}`)).status).toBe(403);
  });
});

describe('an administrator’s imports', () => {
  it('exclude complaints, suspects and arrests, in creation and in lists', async () => {
    const desk = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    const { body } = await tracker.as(desk).post<ImportView>('/imports', { kind: 'suspects' });
    const admin = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'admin' }));

    for (const kind of ['complaints', 'suspects', 'arrests']) {
      expect((await admin.post('/imports', { kind })).status).toBe(403);
    }
    expect((await admin.get(`/imports/${body.id}`)).status).toBe(404);
    expect((await admin.get<{ items: unknown[] }>('/imports')).body.items).toEqual([]);
  });
});

describe('the columns of an import', () => {
  it('map only to fields of its kind', async () => {
    const mapping = [{ field: 'narrative', column: 'What happened' }];

    expect(await us.post('/imports', { kind: 'suspects', mapping })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/mapping' }] },
    });
    expect((await us.post('/imports', { kind: 'complaints', mapping })).status).toBe(201);
    expect(await us.post('/imports', { kind: 'suspects', mapping: [{ field: 'photo', column: 'x' }] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/mapping/0/field' }] },
    });
  });

  it('are previewed without writing anything', async () => {
    const before = await trailSize();
    const sample = 'Case number,Last name,Born,Class\nNE-000001, Sample ,1979-02-30,unknown';
    const mapping = [{ field: 'bornOn', column: 'born' }];
    const { body } = await us.post<PreviewView>('/imports/previews', {
      kind: 'suspects',
      format: 'csv',
      sample,
      mapping,
    });

    expect(body.columns.map(({ field }) => field)).toEqual(['complaint', 'familyName', 'bornOn', 'offenderClass']);
    expect(body.missing).toEqual(['juvenile', 'identifiedOn']);
    expect(body.rows[0]?.fields).toEqual([
      { field: 'complaint', cell: 'NE-000001', value: 'NE-000001', fault: null, isWarning: false },
      { field: 'familyName', cell: ' Sample ', value: 'Sample', fault: null, isWarning: false },
      {
        field: 'bornOn',
        cell: '1979-02-30',
        value: null,
        fault: 'must be a day such as 2018-03-01, or month first with a year of four digits',
        isWarning: false,
      },
      { field: 'offenderClass', cell: 'unknown', value: 'unknown', fault: null, isWarning: false },
    ]);
    expect(await trailSize()).toBe(before);
  });
});
