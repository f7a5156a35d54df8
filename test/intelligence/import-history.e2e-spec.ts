import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AttentionView } from '../../src/casework/attention/attention.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { QueueList } from '../../src/casework/complaints/queue.view.js';
import type { TimelinePage } from '../../src/casework/timeline/timeline.view.js';
import type { ImportView } from '../../src/intelligence/import/import.view.js';
import type { BacklogView } from '../../src/reporting/reports/timeliness/backlog.view.js';
import type { TimelinessView } from '../../src/reporting/reports/timeliness/timeliness.view.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { complaintsSeenBy, faultsOfFile, fileEntered, rowsSent } from './imports.js';
import { csvOf } from './spreadsheets.js';

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let preparer: GivenAccount;
let committer: GivenAccount;
let us: Client;
let other: Client;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());
beforeEach(async () => {
  agency = await given.agency();
  [preparer, committer] = [
    await given.account({ agency, role: 'supervisor' }),
    await given.account({ agency, role: 'supervisor' }),
  ];
  [us, other] = [tracker.as(preparer), tracker.as(committer)];
});

const head = ['Source', 'Number', 'Received', 'State', 'Summary', 'Disposition', 'Closed on'];
const row = (n: number, received: string, disposition = '', closed = ''): string[] => [
  ...['NCMEC', `T-${n}`, received, 'NE', 'An adult asked for a meeting.'],
  ...[disposition, closed],
];

const sent = (...rows: readonly (readonly string[])[]): Promise<Answer<ImportView>> =>
  rowsSent(us, 'complaints', [head, ...rows]);

async function waiting(): Promise<unknown> {
  const { items } = (await other.get<AttentionView>('/attention')).body;
  const queues = (await other.get<QueueList>('/queues')).body.items;
  const { backlog } = (await other.get<BacklogView>('/reports/backlog')).body;
  // The retention of an old complaint may be over, which is not work on the complaint.
  const lists = items.filter(({ kind }) => kind !== 'retention_due').map(({ kind, count }) => [kind, count]);
  return [lists, queues.map(({ queue, count }) => [queue, count]), backlog];
}

describe('a complaint with a disposition in a log', () => {
  it('arrives closed on its day, decided by the committer on the proposal of the preparer', async () => {
    await fileEntered(
      other,
      await sent(row(1, '3/1/2008', 'Unable to identify suspect', '6/30/2008'), row(2, '3/1/2008')),
    );

    const [closed, open] = (await complaintsSeenBy(us)).sort((a, b) =>
      (a.disposition ?? 'z').localeCompare(b.disposition ?? 'z'),
    );
    expect(closed).toMatchObject({
      ...{
        state: 'closed',
        disposition: 'unable_to_identify_suspect',
        receivedOn: '2008-03-01',
        stateSince: '2008-06-30T17:00:00.000Z',
      },
      ...{ dueAt: null, priority: null, cycle: 1, allowedMoves: ['reopened'] },
    });
    expect(open).toMatchObject({ state: 'received', disposition: null });
    const decided = await tracker.sql(
      `SELECT d.code, d.proposed_by, d.disposed_by, d.disposed_at FROM app.dispositions d WHERE d.complaint_id = $1`,
      [closed?.id],
    );
    expect(decided).toEqual([
      {
        ...{ code: 'unable_to_identify_suspect', proposed_by: preparer.accountId, disposed_by: committer.accountId },
        disposed_at: new Date('2008-06-30T17:00:00Z'),
      },
    ]);
    const { items } = (await us.get<TimelinePage>(`/complaints/${closed?.id ?? ''}/timeline`)).body;
    expect(items.map(({ kind, occurredOn, isDayOnly, sentence }) => [kind, occurredOn, isDayOnly, sentence])).toEqual(
      expect.arrayContaining([
        ['closed', '2008-06-30', true, expect.stringMatching(/^Closed as unable to identify a suspect, recorded by /i)],
      ]),
    );
  });

  it('waits for nobody and is in no backlog', async () => {
    const before = await waiting();
    const rows = Array.from({ length: 30 }, (_, n) => row(n, '3/1/2008', 'Unable to identify suspect', '6/30/2008'));
    await fileEntered(other, await sent(...rows));

    expect(await complaintsSeenBy(us)).toHaveLength(30);
    expect(await waiting()).toEqual(before);
  });

  it('counts on its days: received in its month, and its time to disposition on the day of the closing', async () => {
    await fileEntered(
      other,
      await sent(row(1, '3/1/2008', 'Unable to identify suspect', '6/30/2008'), row(2, '3/31/2008 11:30 PM')),
    );

    const totals = async (from: string, until: string): Promise<unknown> =>
      (await us.get<TotalsView>(`/reports/totals?from=${from}&until=${until}`)).body.figures.complaintsDocumented
        .recorded;
    expect([await totals('2008-03-01', '2008-04-01'), await totals('2008-04-01', '2026-12-31')]).toEqual([2, 0]);
    const closings = async (from: string, until: string): Promise<unknown> =>
      (await us.get<TimelinessView>(`/reports/timeliness?from=${from}&until=${until}`)).body.timings.disposition
        .stopped;
    expect([await closings('2008-06-30', '2008-07-01'), await closings('2008-07-01', '2026-12-31')]).toEqual([1, 0]);
    const [timing] = await tracker.sql<{ wall: string }>(
      `SELECT t.wall_seconds::text AS wall FROM timing.timings t JOIN app.complaints c ON c.id = t.complaint_id
        WHERE c.agency_id = $1 AND t.measure = 'disposition'`,
      [agency.id],
    );
    // Noon of 1 March in winter time to noon of 30 June in summer time.
    expect(timing).toEqual({ wall: String(121 * 86_400 - 3600) });
    expect(await tracker.sql('SELECT * FROM tally.differences()')).toEqual([]);
  });

  it('is reopened like any other, in a second cycle', async () => {
    await fileEntered(other, await sent(row(1, '3/1/2008', 'Unable to identify suspect', '6/30/2008')));
    const [closed] = await complaintsSeenBy(us);
    const id = closed?.id ?? '';
    const { etag } = await other.get(`/complaints/${id}`);
    const reopened = await other.change<ComplaintView>(
      `/complaints/${id}/reopen`,
      { reason: 'New facts.' },
      { 'if-match': etag },
    );

    expect(reopened.body).toMatchObject({ state: 'reopened', disposition: null, cycle: 2 });
  });

  it.each([
    ['Unable to identify suspect', '2/28/2008', 'closedOn,"must not be before the complaint was received"'],
    ['Unable to identify suspect', '1/1/2027', 'closedOn,"must not be in the future"'],
    ['Unable to identify suspect', '', 'closedOn,"must be set together with disposition"'],
    ['', '6/30/2008', 'disposition,"must be set together with closedOn"'],
    ['Unable to identify suspect', 'in summer', 'closedOn,"must be a day such as'],
    ['Gone', '6/30/2008', 'disposition,"must be one of '],
  ])('is a fault when it is not closed rightly: %s on "%s"', async (disposition, closedOn, fault) => {
    const answer = await sent(row(1, '3/1/2008', disposition, closedOn));

    expect(answer.body).toMatchObject({ ready: 0, faulty: 1, closing: 0 });
    expect(await faultsOfFile(us, answer)).toEqual([expect.stringContaining(`2,${fault}`)]);
  });

  it('may be closed on the day of its receipt, and not before its time', async () => {
    await fileEntered(
      other,
      await sent(
        row(1, '3/1/2008 4:00 PM', 'Unable to identify suspect', '3/1/2008'),
        row(2, '3/2/2026', 'Unable to identify suspect', '3/2/2026'),
      ),
    );

    expect((await complaintsSeenBy(us)).map(({ receivedAt, stateSince }) => [receivedAt, stateSince])).toEqual([
      ['2026-03-02T15:00:00.000Z', '2026-03-02T15:00:00.000Z'],
      ['2008-03-01T22:00:00.000Z', '2008-03-01T22:00:00.000Z'],
    ]);
  });

  it('is a fault when it is closed on the day before a receipt at midnight', async () => {
    const answer = await sent(row(1, '5/11/2018 12:00 AM', 'Unable to identify suspect', '5/10/2018'));

    expect(await faultsOfFile(us, answer)).toEqual(['2,closedOn,"must not be before the complaint was received"']);
  });

  it('is known in a second file, and changes no complaint that is open here', async () => {
    const closed = row(1, '3/1/2008', 'Unable to identify suspect', '6/30/2008');
    await fileEntered(other, await sent(closed, row(2, '3/1/2008')));
    const again = await sent(closed, row(2, '3/1/2008', 'Unable to identify suspect', '6/30/2008'));

    expect(again.body).toMatchObject({ known: 1, ready: 0, faulty: 1, closing: 0 });
    expect(await faultsOfFile(us, again)).toEqual([
      '3,disposition,"is not that of the recorded complaint, which is not changed: close it there"',
    ]);
  });
});

describe('the commit of an import with closed complaints', () => {
  const commit = (client: Client, { body, etag }: Answer<ImportView>): Promise<Answer> =>
    client.put(`/imports/${body.id}/commit`, {}, { 'if-match': etag });

  it('is refused to the person who prepared it, and open to another', async () => {
    const answer = await sent(row(1, '3/1/2008', 'Unable to identify suspect', '6/30/2008'));

    expect(answer.body).toMatchObject({ closing: 1, uploadedBy: preparer.accountId });
    expect(await commit(us, answer)).toMatchObject({ status: 403, body: { type: '/problems/second-person-required' } });
    expect(await fileEntered(other, answer)).toMatchObject({ logged: 1, committedBy: committer.accountId });
  });

  it('is refused to the person who uploaded the file of another', async () => {
    const { file, type } = csvOf([head, row(1, '3/1/2008', 'Unable to identify suspect', '6/30/2008')]);
    const begun = await other.post<ImportView>('/imports', { kind: 'complaints' });
    const headers = { 'content-type': type, 'if-match': begun.etag };
    const answer = await us.send<ImportView>('PUT', `/imports/${begun.body.id}/file`, file, headers);

    for (const client of [us, other])
      expect(await commit(client, answer)).toMatchObject({ body: { type: '/problems/second-person-required' } });
  });

  it('is refused to a dependent account', async () => {
    await tracker.sql(`INSERT INTO auth.account_acts (account_id, act, actor_id) VALUES ($1, 'created', $2)`, [
      committer.accountId,
      preparer.accountId,
    ]);
    const answer = await sent(row(1, '3/1/2008', 'Unable to identify suspect', '6/30/2008'));

    expect(await commit(other, answer)).toMatchObject({
      status: 403,
      body: { type: '/problems/approver-not-independent' },
    });
    expect(await complaintsSeenBy(us)).toEqual([]);
  });

  it('is refused by the database too', async () => {
    const { body } = await sent(row(1, '3/1/2008', 'Unable to identify suspect', '6/30/2008'));
    const decided = tracker.sql(
      `UPDATE app.import_batches SET state = 'committing', committed_by = started_by WHERE id = $1`,
      [body.id],
    );

    await expect(decided).rejects.toThrow('import_batches_second_person_check');
  });

  it('needs no second person without closed complaints', async () => {
    const answer = await sent(row(1, '3/1/2008'));

    expect(answer.body).toMatchObject({ closing: 0 });
    expect(await fileEntered(us, answer)).toMatchObject({ logged: 1 });
  });
});
