import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImportView } from '../../src/intelligence/import/import.view.js';
import type { Client } from '../support/client.js';
import { Given, type GivenAccount, type GivenAgency, type GivenComplaint } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { asHolder } from '../support/transactions.js';
import { until } from '../support/until.js';
import { faultsOfFile, figuresOf, fileEntered, rowsSent } from './imports.js';

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let supervisor: GivenAccount;
let us: Client;
let complaint: GivenComplaint;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());
beforeEach(async () => {
  agency = await given.agency();
  supervisor = await given.account({ agency, role: 'supervisor' });
  us = tracker.as(supervisor);
  complaint = await given.complaint({ by: supervisor, receivedAt: '2018-03-01T15:00:00Z' });
});

const totals = () => figuresOf(us, 'from=2018-01-01&until=2020-01-01&measures=prosecutions,pleas,victims_identified');

describe('an import of prosecutions', () => {
  const head = [
    'Complaint',
    'Last name',
    'First name',
    'Prosecutor',
    'Court',
    'Docket',
    'Filed',
    'Outcome',
    'Disposed on',
  ];
  const row = (name: string, docket: string, ...end: readonly [string, string]): string[] => [
    ...[complaint.reference, name, 'Alex', 'US attorney', 'District of Nebraska', docket, '6/20/2018'],
    ...end,
  ];
  const suspect = async (familyName: string): Promise<void> => {
    const facts = {
      givenName: 'Alex',
      familyName,
      offenderClass: 'unknown',
      juvenile: false,
      identifiedOn: '2018-04-01',
    };
    expect((await us.post('/suspects', { complaintId: complaint.id, ...facts })).status).toBe(201);
  };
  beforeEach(async () => {
    await suspect('Sample');
    await suspect('Example');
  });

  it('files each case and records its end, which count on their days', async () => {
    const answer = await rowsSent(us, 'prosecutions', [
      head,
      row('Sample', '8:18-cr-1', 'Plea', '11/2/2018'),
      row('Example', '8:18-cr-2', '', ''),
    ]);
    expect(answer.body).toMatchObject({ ready: 2, faulty: 0 });
    await fileEntered(us, answer);

    const recorded = await tracker.sql(
      `SELECT p.forum, p.case_number, p.filed_on::text, p.outcome, p.disposed_on::text FROM app.prosecutions p
        WHERE p.complaint_id = $1 ORDER BY p.case_number`,
      [complaint.id],
    );
    expect(recorded).toEqual([
      {
        forum: 'us_attorney',
        case_number: '8:18-cr-1',
        filed_on: '2018-06-20',
        outcome: 'plea',
        disposed_on: '2018-11-02',
      },
      { forum: 'us_attorney', case_number: '8:18-cr-2', filed_on: '2018-06-20', outcome: 'pending', disposed_on: null },
    ]);
    expect(await totals()).toMatchObject({ prosecutions: { recorded: 2 }, pleas: { recorded: 1 } });
  });

  it('are known in a second file, and never changed by it', async () => {
    await fileEntered(us, await rowsSent(us, 'prosecutions', [head, row('Sample', '8:18-cr-1', 'Plea', '11/2/2018')]));
    const again = await rowsSent(us, 'prosecutions', [
      head,
      row('Sample', '8:18-CR-1', 'Plea', '11/2/2018'),
      row('Sample', '8:18-cr-1', 'Acquitted', '11/2/2018'),
    ]);

    expect(again.body).toMatchObject({ known: 1, ready: 0, faulty: 1 });
    expect(await faultsOfFile(us, again)).toEqual(['3,row,"already exists with other content, which is not changed"']);
  });

  it('are known without a column that says whether a juvenile was tried as an adult', async () => {
    const facts = { givenName: 'Robin', familyName: 'Young', offenderClass: 'unknown', identifiedOn: '2018-04-01' };
    const young = { complaintId: complaint.id, ...facts, juvenile: true };
    expect((await us.post('/suspects', young)).status).toBe(201);
    const file = [head, row('Young', '8:18-cr-3', '', '')].map((cells) =>
      cells.map((one) => one.replace('Alex', 'Robin')),
    );
    const recorded = file.map((cells, n) => [...cells, n === 0 ? 'Tried as adult' : 'yes']);
    await fileEntered(us, await rowsSent(us, 'prosecutions', recorded));

    expect((await rowsSent(us, 'prosecutions', file)).body).toMatchObject({ known: 1, faulty: 0 });
    const otherwise = await rowsSent(
      us,
      'prosecutions',
      recorded.map((cells) => cells.map((one) => one.replace('yes', 'no'))),
    );
    expect(otherwise.body).toMatchObject({ known: 0, faulty: 1 });
  });

  it.each([
    [['Sample', '1', 'Plea', ''], '2,disposedOn,"must be set together with outcome"'],
    [['Sample', '1', '', '11/2/2018'], '2,outcome,"must be set together with disposedOn"'],
    [['Sample', '1', 'Plea', '6/1/2018'], '2,disposedOn,"must not be before the day the case was filed"'],
    [['Nobody', '1', '', ''], '2,familyName,"names a suspect that does not exist or is not accessible"'],
  ] as const)('have the rules of a single one: %j', async ([name, docket, outcome, disposedOn], fault) => {
    const answer = await rowsSent(us, 'prosecutions', [head, row(name, docket, outcome, disposedOn)]);

    expect(await faultsOfFile(us, answer)).toEqual([fault]);
  });
});

describe('an import of identified victims', () => {
  const head = ['Complaint', 'Pseudonym', 'Abuse timing', 'Production victim', 'Safeguarding status', 'Identified on'];
  const row = (pseudonym: string, timing = 'Historical'): string[] => [
    ...[complaint.reference, pseudonym, timing, 'yes', 'Located', '5/14/2018'],
  ];

  it('records each child under its pseudonym, which counts on the day of the identification', async () => {
    await fileEntered(us, await rowsSent(us, 'victims_identified', [head, row('MV1'), row('MV2', 'Ongoing')]));

    const recorded = await tracker.sql(
      `SELECT v.pseudonym, v.abuse_timing, v.production_victim, v.safeguarding_status, v.identified_on::text
         FROM app.victims_identified v WHERE v.complaint_id = $1 ORDER BY v.pseudonym`,
      [complaint.id],
    );
    const facts = { production_victim: true, safeguarding_status: 'located', identified_on: '2018-05-14' };
    expect(recorded).toEqual([
      { pseudonym: 'MV1', abuse_timing: 'historical', ...facts },
      { pseudonym: 'MV2', abuse_timing: 'ongoing', ...facts },
    ]);
    expect(await totals()).toMatchObject({ victimsIdentified: { recorded: 2 } });
  });

  it('keeps two children with the same facts apart, and knows each in a second file', async () => {
    const file = [head, row('MV1'), row('MV2')];
    await fileEntered(us, await rowsSent(us, 'victims_identified', file));

    expect((await rowsSent(us, 'victims_identified', file)).body).toMatchObject({ known: 2, ready: 0, faulty: 0 });
  });

  it.each([
    ['MV2', 'MV1', 2, 'MV1'],
    ['MV1', 'MV3', 3, 'MV2'],
  ])('never gives a child another pseudonym than its log: %s above %s', async (first, second, line, missing) => {
    const answer = await rowsSent(us, 'victims_identified', [head, row(first), row(second)]);

    expect(answer.body).toMatchObject({ ready: 1, faulty: 1 });
    expect(await faultsOfFile(us, answer)).toEqual([
      `${line},pseudonym,"is not the next one of its complaint: ${missing} is neither recorded nor in a row above"`,
    ]);
    expect(await fileEntered(us, answer, { withoutFaulty: true })).toMatchObject({ logged: 1, faulty: 1 });
  });

  it('is a fault at the commit if another child took the pseudonym after the validation', async () => {
    const answer = await rowsSent(us, 'victims_identified', [head, row('MV1'), row('MV2')]);
    const facts = { abuseTiming: 'historical', productionVictim: true, safeguardingStatus: 'located' };
    const child = { complaintId: complaint.id, ...facts, identifiedOn: '2018-05-14' };
    const { body, etag } = await us.post<{ id: string }>('/victims-identified', child);
    const path = `/victims-identified/${body.id}/void`;
    expect((await us.post(path, { reason: 'Was nobody.' }, { 'if-match': etag })).status).toBe(200);
    expect(await fileEntered(us, answer)).toMatchObject({ logged: 1, faulty: 1 });

    expect(await faultsOfFile(us, answer)).toEqual([
      '2,pseudonym,"is not the next one of its complaint, which is MV2"',
    ]);
  });

  it('records the rows of a long file in order, also while another worker has its first chunk', async () => {
    const rows = Array.from({ length: 120 }, (_, n) => row(`MV${n + 1}`));
    const { body, etag } = await rowsSent(us, 'victims_identified', [head, ...rows]);
    expect(body).toMatchObject({ ready: 120, faulty: 0 });
    const path = `/imports/${body.id}`;
    await asHolder(tracker, async (holder) => {
      await holder.query(`SELECT pg_advisory_xact_lock(hashtextextended('import ' || $1, 1))`, [body.id]);
      expect((await us.put(`${path}/commit`, {}, { 'if-match': etag })).status).toBe(202);
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    await until(async () => (await us.get<ImportView>(path)).body.state === 'committed');

    expect((await us.get<ImportView>(path)).body).toMatchObject({ logged: 120, faulty: 0 });
  });

  it.each(['Name', 'Victim name', 'Last name', 'Date of birth', 'DOB'])(
    'refuses a file with a column %s, also when other columns are left out',
    async (column) => {
      for (const leavesOutOther of [false, true]) {
        const rows = [
          [...head, column],
          [...row('MV1'), 'Robin Sample'],
        ];
        const answer = await rowsSent(us, 'victims_identified', rows, { leavesOutOther });

        expect([answer.status, answer.body]).toEqual([
          422,
          expect.objectContaining({
            errors: [
              expect.objectContaining({
                detail:
                  'has a column at 7 that identifies a child: an import holds pseudonyms only. Remove the column, and keep identities in the vault',
              }),
            ],
          }),
        ]);
        expect(answer.text).not.toContain('Robin');
      }
    },
  );

  it('refuses a name in the column of the pseudonym, and does not repeat it', async () => {
    const answer = await rowsSent(us, 'victims_identified', [head, row('Robin Sample')]);

    expect(await faultsOfFile(us, answer)).toEqual([
      '2,pseudonym,"must be a pseudonym such as MV1, numbered within its complaint, and never a name"',
    ]);
  });
});
