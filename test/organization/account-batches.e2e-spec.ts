import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountBatchView } from '../../src/organization/accounts/account-batch.view.js';
import type { Answer, Client, Headers } from '../support/client.js';
import { Given } from '../support/given.js';
import { nextNumber, type GivenAccount, type GivenAgency } from '../support/people.js';
import { password } from '../support/requests.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Unit {
  readonly agency: GivenAgency;
  readonly admin: GivenAccount;
  readonly client: Client;
}

async function unit(): Promise<Unit> {
  const agency = await given.agency();
  const admin = await given.account({ taskForceId: agency.taskForceId, role: 'admin' });
  return { agency, admin, client: tracker.as(admin) };
}

function post(
  client: Client,
  csv: string,
  overrides: object = {},
  headers: Headers = {},
): Promise<Answer<AccountBatchView>> {
  return client.post('/account-batches', { csv, ...overrides }, headers);
}

const freshEmail = (): string => `batch-${nextNumber()}@example.gov`;

async function count(emails: readonly string[]): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>('SELECT count(*)::int AS n FROM app.accounts WHERE email = ANY ($1)', [
    [...emails],
  ]);
  return row?.n ?? 0;
}

/** Returns the faults as row and column, as in "2 email". */
function faultsOf({ body }: Answer<AccountBatchView>): string[] {
  return body.rows.flatMap(({ row, errors }) => errors.map(({ column }) => `${row} ${column}`));
}

describe('a file of accounts', () => {
  it('is validated first: returns the result of each row, and creates nothing', async () => {
    const { agency, client } = await unit();
    const ori = `NB${String(nextNumber()).padStart(7, '0')}`;
    await tracker.sql('UPDATE app.agencies SET ori = $2 WHERE id = $1', [agency.id, ori]);
    const [byOri, byId, byName, own] = [freshEmail(), freshEmail(), freshEmail(), freshEmail()];
    const csv = [
      'email,name,role,agency,affiliation,title',
      `${byOri.toUpperCase()},Dana Reyes,investigator,${ori.toLowerCase()},contractor,Forensic Examiner`,
      `${byId},"Reyes, Sam",Supervisor,${agency.id},,`,
      `${byName},Pat Morgan,auditor,${agency.name},other,`,
      `${own},Alex Sample,supervisor,,,commander`,
    ].join('\n');

    const answer = await post(client, csv);

    expect(answer).toMatchObject({ status: 201, body: { isApplied: false } });
    const { taskForceId, id: agencyId } = agency;
    const taskForce = expect.objectContaining({ id: taskForceId, zone: 'America/Chicago' }) as unknown;
    const seat = { level: 'agency', taskForceId, taskForce, agencyId, agency: { id: agencyId, name: agency.name } };
    expect(answer.body.rows.map(({ row, account }) => ({ row, ...account }))).toEqual([
      {
        row: 2,
        email: byOri,
        name: 'Dana Reyes',
        role: 'investigator',
        seat,
        affiliation: 'contractor',
        title: 'forensic_examiner',
        endsAt: null,
      },
      {
        row: 3,
        email: byId,
        name: 'Reyes, Sam',
        role: 'supervisor',
        seat,
        affiliation: 'agency',
        title: null,
        endsAt: null,
      },
      {
        row: 4,
        email: byName,
        name: 'Pat Morgan',
        role: 'auditor',
        seat,
        affiliation: 'other',
        title: null,
        endsAt: null,
      },
      {
        ...{
          row: 5,
          email: own,
          name: 'Alex Sample',
          role: 'supervisor',
          affiliation: 'agency',
          title: 'commander',
          endsAt: null,
        },
        seat: { level: 'task_force', taskForceId, taskForce, agencyId: null, agency: null },
      },
    ]);
    expect(answer.body.rows.map(({ accountId, invitation }) => accountId ?? invitation)).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(await count([byOri, byId, byName, own])).toBe(0);
  });

  it('reports the faults of each row by column, and continues', async () => {
    const { agency, client } = await unit();
    const foreign = await given.agency();
    const taken = (await given.account({ agency })).email;
    const email = freshEmail();
    const csv = [
      'email,name,role,agency,affiliation,endsAt',
      `nonsense,,chief,,,`,
      `${freshEmail()},Dana Reyes,investigator,${foreign.id},,`,
      `${freshEmail()},Dana Reyes,investigator,No Such Agency,,`,
      `${taken.toUpperCase()},Dana Reyes,investigator,,,`,
      `${email},Dana Reyes,investigator,,,`,
      `${email},Dana Reyes,investigator,,friend,tomorrow`,
      `${email},Dana Reyes,investigator,,,`,
      `${freshEmail()},Dana Reyes,investigator,,,2031-01-01T00:00:00Z`,
      `${freshEmail()},Dana Reyes,investigator,,,,one too many`,
      `,Dana Reyes,investigator,,,`,
    ].join('\n');

    const answer = await post(client, csv);

    expect(answer.status).toBe(201);
    expect(faultsOf(answer).sort()).toEqual(
      [
        ...['2 email', '2 name', '2 role', '3 agency', '4 agency', '5 email', '7 affiliation', '7 endsAt', '8 email'],
        ...['9 endsAt', '10 row', '11 email'],
      ].sort(),
    );
    expect(answer.text).not.toContain('nonsense');
  });

  it.each([
    ['an unclosed quote', 'email,name,role\n"a@example.gov,A,investigator'],
    ['an unknown column', 'email,name,role,password\n'],
    ['a duplicate column', 'email,name,role,Email\n'],
    ['no role column', 'email,name\n'],
    ['501 rows', `email,name,role\n${'a@example.gov,A,auditor\n'.repeat(501)}`],
  ])('with %s is refused whole', async (_, csv) => {
    const { client } = await unit();

    const answer = await post(client, csv);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/csv', detail: expect.any(String) }] } });
  });

  it('from a spreadsheet is accepted: byte order mark, CRLF, quotes, empty lines, cells that look like formulas', async () => {
    const { client } = await unit();
    const email = freshEmail();
    const formula = '=HYPERLINK("http://example.org")';
    const csv = `\ufeffName,EMAIL,Role\r\n\r\n"${formula.replaceAll('"', '""')}",${email},auditor\r\n,,\r\n`;

    const { status, body } = await post(client, csv, { apply: true });

    expect(status).toBe(201);
    expect(body.rows).toMatchObject([{ row: 3, errors: [], account: { name: formula, email } }]);
    const [made] = await tracker.sql('SELECT name FROM app.accounts WHERE email = $1', [email]);
    expect(made).toEqual({ name: formula });
  });

  it('is committed as a whole: creates an account and a working link per row', async () => {
    const { agency, admin, client } = await unit();
    const emails = [freshEmail(), freshEmail()];
    const csv = `email,name,role,agency\n${emails.map((email) => `${email},Dana Reyes,investigator,${agency.name}`).join('\n')}`;

    const { status, body } = await post(client, csv, { apply: true });

    expect(status).toBe(201);
    const [first] = body.rows;
    const token = first?.invitation?.link.split('#invite=')[1];
    expect((await tracker.anonymous().post('/enrolments', { token, password })).status).toBe(204);
    expect((await tracker.anonymous().post('/sessions', { email: emails[0], password })).status).toBe(201);
    const acts = await tracker.sql(
      `SELECT action, account_id AS by FROM audit.entries WHERE subject = $1 AND account_id IS NOT NULL ORDER BY seq`,
      [first?.accountId],
    );
    expect(acts.slice(0, 2)).toEqual([
      { action: 'account-batch.applied', by: admin.accountId },
      { action: 'account.invited', by: admin.accountId },
    ]);
  });

  it('is not committed while a row is faulty', async () => {
    const { client } = await unit();
    const email = freshEmail();

    const answer = await post(client, `email,name,role\n${email},Dana Reyes,auditor\n,Sam Reyes,auditor`, {
      apply: true,
    });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/csv' }] } });
    expect(answer.text).toContain('row 3, email');
    expect(await count([email])).toBe(0);
  });

  it('creates administrator accounts that wait for approval, as always', async () => {
    const { agency, client } = await unit();
    await given.account({ taskForceId: agency.taskForceId, role: 'supervisor', status: 'enrolled' });

    const { body } = await post(client, `email,name,role,agency\n${freshEmail()},Dana Reyes,admin,${agency.name}`, {
      apply: true,
    });

    expect(body.rows).toMatchObject([{ accountId: expect.any(String), invitation: null }]);
    const { body: made } = await client.get(`/accounts/${body.rows[0]?.accountId}`);
    expect(made).toMatchObject({ approvedAt: null });
  });

  it('shows its links once, and omits them from repeats and reads', async () => {
    const { client } = await unit();
    const email = freshEmail();
    const csv = `email,name,role\n${email},Dana Reyes,auditor`;
    const key = { 'idempotency-key': 'batch-1' };

    const first = await post(client, csv, { apply: true }, key);
    const again = await post(client, csv, { apply: true }, key);
    const read = await client.get<AccountBatchView>(`/account-batches/${first.body.id}`);

    expect(first.body.rows[0]?.invitation?.link).toContain('#invite=');
    expect(again).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    for (const { body } of [again, read]) {
      const { accountId } = first.body.rows[0] ?? {};
      expect(body.rows).toEqual([{ row: 2, errors: [], account: null, accountId, invitation: null }]);
    }
    expect(await count([email])).toBe(1);
  });

  it('rejects agencies outside the seat, and the national seat by omission', async () => {
    const { agency } = await unit();
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    const agencyAdmin = tracker.as(await given.account({ agency, role: 'admin' }));
    const national = tracker.as(await given.account({ seat: 'national', role: 'admin' }));
    const [twin, other] = [await given.agency({ name: 'Twin Police' }), await given.agency({ name: 'Twin Police' })];
    const row = (name: string) => `email,name,role,agency\n${freshEmail()},Dana Reyes,auditor,${name}`;

    expect(faultsOf(await post(agencyAdmin, row(neighbour.id)))).toEqual(['2 agency']);
    expect(faultsOf(await post(agencyAdmin, row('')))).toEqual([]);
    expect(faultsOf(await post(national, row('')))).toEqual(['2 agency']);
    expect(faultsOf(await post(national, row('Twin Police')))).toEqual(['2 agency']);
    expect(faultsOf(await post(national, row(twin.id)))).toEqual([]);
    expect((await post(national, row(other.id), { apply: true })).body.rows[0]?.invitation).not.toBeNull();
  });

  it('of 500 rows is committed with a few statements', async () => {
    const { client } = await unit();
    const lines = Array.from({ length: 500 }, () => `${freshEmail()},Dana Reyes,auditor`);

    const { status, body } = await tracker.expectQueries(20, () =>
      post(client, `email,name,role\n${lines.join('\n')}`, { apply: true }),
    );

    expect(status).toBe(201);
    expect(new Set(body.rows.map(({ invitation }) => invitation?.link)).size).toBe(500);
  });

  it('is readable by administrators of its seat, and not below', async () => {
    const { agency, client } = await unit();
    const colleague = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'admin' }));
    const below = tracker.as(await given.account({ agency, role: 'admin' }));
    const { body } = await post(client, 'email,name,role');

    expect((await colleague.get(`/account-batches/${body.id}`)).status).toBe(200);
    expect((await below.get(`/account-batches/${body.id}`)).status).toBe(404);
  });
});
