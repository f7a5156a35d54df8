import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountBatchView } from '../../src/organization/accounts/account-batch.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { Housekeeping } from '../../src/platform/database/housekeeping.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { ReadSealOrderView } from '../../src/casework/retention/seal-order.view.js';
import type { FoundIdentities, ScannedText } from '../../src/casework/vault/identity-search.view.js';
import type { Answer, Client } from '../support/client.js';
import { aTip, Given, type GivenAccount, type GivenAgency, type GivenComplaint } from '../support/given.js';
import { faultsOfFile, fileEntered, fileSent } from '../intelligence/imports.js';
import { nextNumber } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { namedVictim } from './vault-fixtures.js';

/*
 * Enumeration attacks with one value after the other: names of children, numbers of tips, addresses of accounts.
 * Version 0.1.0 allowed each of them (docs/security/review-findings.md).
 */

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Entry {
  readonly action: string;
  readonly outcome: string;
  readonly records: readonly string[] | null;
}

function entriesOf({ accountId }: { readonly accountId: string }, ...actions: readonly string[]): Promise<Entry[]> {
  return tracker.sql<Entry>(
    'SELECT action, outcome, records FROM audit.entries WHERE account_id = $1 AND action = ANY ($2) ORDER BY seq',
    [accountId, actions],
  );
}

async function distinctOf({ accountId }: { readonly accountId: string }, kind: string): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    'SELECT distinct_values AS n FROM auth.lookup_days WHERE account_id = $1 AND kind = $2',
    [accountId, kind],
  );
  return row?.n ?? 0;
}

function namesFrom(first: number, count: number): string[] {
  const letters = (n: number): string =>
    [...String(n).padStart(6, '0')].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('');
  return Array.from({ length: count }, (_, n) => `Q${letters(first + n)}`);
}

async function childOf(complaint: GivenComplaint, familyName = 'Zarembinski'): Promise<string> {
  const victim = await given.victim({ complaint });
  await namedVictim(given, victim, { givenName: 'Quillon', familyName });
  return victim.id;
}

function scan(by: GivenAccount, complaintId: string, text: string): Promise<Answer<ScannedText>> {
  return tracker.as(by).post<ScannedText>('/victim-identities/scan', { complaintId, purpose: 'recording', text });
}

async function withdrawn({ accountId, taskForceId }: GivenAccount): Promise<void> {
  const head = await given.account({ ...(taskForceId ? { taskForceId } : {}), role: 'supervisor' });
  await given.made(head, '/identity-access-withdrawals', { accountId, reason: 'Too many looks.' });
}

async function sealed(complaint: { readonly id: string; readonly taskForceId: string }): Promise<GivenAccount> {
  const { id: complaintId, taskForceId } = complaint;
  const [one, two] = [
    await given.account({ taskForceId, role: 'supervisor' }),
    await given.account({ taskForceId, role: 'supervisor' }),
  ];
  const order = { orderNumber: 'CI 26-4417', court: 'District Court of Douglas County', orderedOn: '2026-02-20' };
  const entered = await given.made<ReadSealOrderView>(one, '/seal-orders', { complaintId, kind: 'seal', ...order });
  const answer = await tracker
    .as(two)
    .put(`/seal-orders/${entered.id}/execution`, undefined, { 'if-match': entered.etag });
  expect(answer.status).toBe(200);
  return one;
}

describe('a dictionary of names', () => {
  it('finds no family name of another case, and writes each scan to the trail', async () => {
    const held = await given.complaint();
    const victimId = await childOf(held);
    const own = await given.complaint({ by: held.by });
    const text = [...namesFrom(1, 100), 'Zarembinski', ...namesFrom(101, 100)].join('. the ');

    const other = await scan(held.by, own.id, text);
    const same = await scan(held.by, held.id, text);

    expect(other.body.mentions).toEqual([]);
    expect(same.body.mentions).toHaveLength(1);
    expect(await entriesOf(held.by, 'identities.scanned')).toEqual([
      { action: 'identities.scanned', outcome: 'done', records: [own.id] },
      { action: 'identities.scanned', outcome: 'done', records: expect.arrayContaining([victimId, held.id]) },
    ]);
  });

  it('finds no child of a case that the account does not work', async () => {
    const held = await given.complaint({ state: 'triaged' });
    await childOf(held);
    const { agencyId, taskForceId } = held;
    const agency: GivenAgency = { id: agencyId, taskForceId, name: '' };
    const [assignee, colleague] = [await given.account({ agency }), await given.account({ agency })];
    await given.moved(held, [['assignment', { agencyId, investigatorId: assignee.accountId }]]);
    const own = await given.complaint({ by: colleague });
    const text = 'Quillon Zarembinski was here.';

    expect((await scan(colleague, held.id, text)).status).toBe(403);
    expect((await scan(colleague, own.id, text)).body.mentions).toEqual([]);
    expect((await scan(assignee, own.id, text)).body.mentions).toHaveLength(1);
    const { status, headers } = await tracker.as(colleague).post('/complaints', { ...aTip, narrative: text });
    expect(status).toBe(201);
    expect(headers).not.toHaveProperty('tracker-warning');
  });

  it('is refused without a step-up and with withdrawn access', async () => {
    const complaint = await given.complaint();
    await childOf(complaint);
    const tired = await given.session(complaint.by.accountId);
    await tracker.sql(`UPDATE auth.sessions SET stepped_up_at = now() - interval '6 minutes' WHERE id = $1`, [
      tired.sessionId,
    ]);
    const text = 'Quillon Zarembinski was here.';

    const unproven = await scan({ ...complaint.by, ...tired }, complaint.id, text);
    await withdrawn(complaint.by);
    const without = await scan(complaint.by, complaint.id, text);

    expect(unproven).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
    expect(without).toMatchObject({ status: 403, body: { type: '/problems/identity-access-withdrawn' } });
    expect(await distinctOf(complaint.by, 'name')).toBe(0);
  });

  it('returns no warning with withdrawn access or to a machine key, and reads no name', async () => {
    const complaint = await given.complaint();
    await childOf(complaint);
    const { token } = await given.machineKey({ by: complaint.by, scopes: ['complaints:receive'] });
    const tip = { ...aTip, narrative: 'Quillon Zarembinski was here.' };
    const before = await distinctOf(complaint.by, 'name');

    const byPerson = await tracker.as(complaint.by).post('/complaints', tip);
    const counted = await distinctOf(complaint.by, 'name');
    const byKey = await tracker.as({ token }).post('/complaints', tip);
    await withdrawn(complaint.by);
    const without = await tracker.as(complaint.by).post('/complaints', tip);

    expect([byPerson.status, byKey.status, without.status]).toEqual([201, 201, 201]);
    expect(byPerson.headers).toHaveProperty('tracker-warning');
    for (const { headers } of [byKey, without]) expect(headers).not.toHaveProperty('tracker-warning');
    expect(counted).toBeGreaterThan(before);
    expect(await distinctOf(complaint.by, 'name')).toBe(counted);
    expect(await entriesOf(complaint.by, 'identity.mentioned')).toHaveLength(1);
  });

  it('raises an alarm for supervisors and auditors before the limit of 10,000 names', async () => {
    const complaint = await given.complaint();
    await childOf(complaint);
    const { by, id, taskForceId } = complaint;
    const observers = [
      await given.account({ taskForceId, role: 'supervisor' }),
      await given.account({ taskForceId, role: 'auditor' }),
    ];

    const prose = await scan(by, id, 'The child was at the school of the town and with her friends. '.repeat(100));
    const early = await entriesOf(by, 'identity-names.listed');
    const list = await scan(by, id, namesFrom(1, 400).join(' '));

    expect([prose.status, list.status, early.length]).toEqual([200, 200, 0]);
    for (const observer of observers) {
      const { body } = await tracker
        .as(observer)
        .get<{ items: { accountId: string }[] }>('/trail?action=identity-names.listed');
      expect(body.items).toEqual([expect.objectContaining({ accountId: by.accountId, subject: by.accountId })]);
    }
    const kept = await tracker.sql<{ digest: Buffer }>(
      'SELECT digest FROM auth.lookup_values WHERE account_id = $1 LIMIT 1',
      [by.accountId],
    );
    expect(kept[0]?.digest).toHaveLength(16);
  });

  it('counts the values of searches for a child, and is refused after 10,000 per account and day', async () => {
    const complaint = await given.complaint();
    const victimId = await childOf(complaint);
    const { by } = complaint;
    const search = (familyName: string): Promise<Answer<FoundIdentities>> =>
      tracker.as(by).post<FoundIdentities>('/victim-identities/search', { familyName });
    const before = await distinctOf(by, 'name');

    const found = [await search('Zarembinski'), await search('zarembinski'), await search('Nobody')];
    expect(found.map(({ body }) => body.items.map((one) => one.victimId))).toEqual([[victimId], [victimId], []]);
    // Spelling variants of a name count once.
    expect(await distinctOf(by, 'name')).toBe(before + 2);

    await tracker.sql(`UPDATE auth.lookup_days SET distinct_values = 10000 WHERE account_id = $1 AND kind = 'name'`, [
      by.accountId,
    ]);
    expect(await search('Zarembinska')).toMatchObject({ status: 429, body: { type: '/problems/name-limit-reached' } });
    expect((await search('Zarembinski')).status).toBe(200);
    expect((await entriesOf(by, 'identities.searched')).map(({ outcome }) => outcome)).toEqual([
      ...['done', 'done', 'done', 'refused', 'done'],
    ]);
    expect(await entriesOf(by, 'identity-names.listed')).toHaveLength(1);
  });

  it('is refused after 10,000 names per account and day, by scans and warnings together', async () => {
    const complaint = await given.complaint();
    await childOf(complaint);
    const { by, id } = complaint;
    const known = 'Quillon Zarembinski was here.';
    // A word alone and with the next two words makes three candidates.
    const text = (part: number): string => namesFrom(part * 1_600, 1_600).join(' ');

    const within = [await scan(by, id, text(0)), await scan(by, id, text(1))];
    const beyond = await scan(by, id, text(2));
    const again = await scan(by, id, text(1));
    await tracker.sql(`UPDATE auth.lookup_days SET distinct_values = 10000 WHERE account_id = $1 AND kind = 'name'`, [
      by.accountId,
    ]);
    const scanned = await scan(by, id, known);
    const written = await tracker.as(by).post('/complaints', { ...aTip, narrative: known });
    const asked = await tracker.as(by).post(`/victims-identified/${await childOf(complaint)}/identity/reveal`, {
      purpose: 'interview',
      reason: 'To call Morgan Zarembinski',
    });

    expect(within.map(({ status }) => status)).toEqual([200, 200]);
    expect(beyond).toMatchObject({ status: 429, body: { type: '/problems/name-limit-reached' } });
    expect(again.status).toBe(200);
    expect(scanned.status).toBe(429);
    expect(written).toMatchObject({ status: 201, headers: { 'tracker-warning': 'names-not-checked' } });
    expect(asked.status).toBe(429);
    expect((await entriesOf(by, 'identities.scanned')).map(({ outcome }) => outcome)).toEqual([
      ...['done', 'done', 'refused', 'done', 'refused'],
    ]);
    expect(await entriesOf(by, 'identity.mentioned')).toEqual([]);
  });

  it('is deleted from the counts after its day', async () => {
    const complaint = await given.complaint();
    await childOf(complaint);
    await scan(complaint.by, complaint.id, namesFrom(1, 20).join(' '));
    for (const table of ['lookup_days', 'lookup_values'])
      await tracker.sql(`UPDATE auth.${table} SET day = day - 1 WHERE account_id = $1`, [complaint.by.accountId]);

    await tracker.app.get(Housekeeping).deleteExpired();

    const left = await tracker.sql(
      `SELECT FROM auth.lookup_days WHERE account_id = $1 UNION ALL SELECT FROM auth.lookup_values WHERE account_id = $1`,
      [complaint.by.accountId],
    );
    expect(left).toEqual([]);
  });
});

const head = 'source,externalReference,receivedAt,state,narrative';
const line = (number: string): string =>
  `public_complaint,${number},2026-03-01T12:00:00-06:00,NE,An adult asked for a meeting.`;
const fileOf = (numbers: readonly string[]): string => [head, ...numbers.map(line)].join('\n');
const series = (name: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${name}-${n + 1}`);

interface Neighbours {
  readonly agency: GivenAgency;
  readonly supervisor: GivenAccount;
  readonly us: Client;
  readonly neighbour: GivenAgency;
}

async function neighbours(): Promise<Neighbours> {
  const agency = await given.agency();
  const supervisor = await given.account({ agency, role: 'supervisor' });
  return {
    agency,
    supervisor,
    us: tracker.as(supervisor),
    neighbour: await given.agency({ taskForceId: agency.taskForceId, name: `Neighbour ${nextNumber()}` }),
  };
}

const held = (agency: GivenAgency, number: string): Promise<GivenComplaint> =>
  given.complaint({ ...aTip, agencyId: agency.id, source: 'public_complaint', externalReference: number });

describe('a file of tip numbers', () => {
  it('of 20,000 rows reveals nothing of other agencies before commit', async () => {
    const { us, supervisor, neighbour, agency } = await neighbours();
    const [theirs, ours] = [await held(neighbour, 'N-500'), await held(agency, 'N-501')];
    await sealed(await held(neighbour, 'N-502'));
    await sealed(await held(agency, 'N-503'));

    const answer = await fileSent(us, 'complaints', fileOf(series('N', 20_000)));

    expect(answer.body).toMatchObject({ state: 'checked', rows: 20_000, ready: 19_999, known: 0, faulty: 1 });
    const faults = await faultsOfFile(us, answer);
    expect(faults).toEqual(['502,externalReference,"was already received with other content, which is not changed"']);
    expect(await entriesOf(supervisor, 'tip-holder.disclosed')).toEqual([]);
    expect(theirs.agencyId).not.toBe(ours.agencyId);
  });

  it('that is committed names the holder of a row, with a trail entry at the holder', async () => {
    const { us, supervisor, neighbour } = await neighbours();
    const theirs = await held(neighbour, 'H-1');
    const owner = await given.account({ agency: neighbour, role: 'supervisor' });

    const answer = await fileSent(us, 'complaints', fileOf(series('H', 3)));
    const done = await fileEntered(us, answer);
    const looks = await tracker
      .as(owner)
      .get<{ items: { accountId: string; action: string }[] }>(`/access-log?record=${theirs.id}`);

    expect(done).toMatchObject({ logged: 2, faulty: 1 });
    expect(await faultsOfFile(us, answer)).toEqual([
      `2,externalReference,"was already received by another agency: ${neighbour.name}"`,
    ]);
    expect(await entriesOf(supervisor, 'tip-holder.disclosed')).toEqual([
      { action: 'tip-holder.disclosed', outcome: 'done', records: [theirs.id] },
    ]);
    expect(looks.body.items).toContainEqual(
      expect.objectContaining({ accountId: supervisor.accountId, action: 'tip-holder.disclosed' }),
    );
  });

  it('names at most 100 holders per account and day, single tips included', async () => {
    const { us, supervisor, neighbour } = await neighbours();
    const owner = tracker.as(await given.account({ agency: neighbour, role: 'supervisor' }));
    const numbers = series('B', 102);
    await fileEntered(owner, await fileSent(owner, 'complaints', fileOf(numbers)));

    const answer = await fileSent(us, 'complaints', fileOf(numbers.slice(0, 100)));
    await fileEntered(us, answer, { withoutFaulty: true });
    const one = (number: string): Promise<Answer> =>
      us.post('/complaints', { ...aTip, source: 'public_complaint', externalReference: number });
    const [known, fresh] = [await one('B-1'), await one('B-101')];

    const named = (await faultsOfFile(us, answer)).filter((fault) => fault.includes(neighbour.name));
    expect(named).toHaveLength(100);
    expect(known).toMatchObject({ status: 409, body: { holder: { agency: neighbour.name } } });
    expect(fresh).toMatchObject({ status: 409, body: { holder: null, complaintId: null } });
    expect((await entriesOf(supervisor, 'tip-holder.disclosed')).map(({ records }) => records?.length)).toEqual([
      100, 1, 1,
    ]);
  });
});

describe('a tip with the number of a sealed complaint', () => {
  it.each(['own', 'neighbour'] as const)('of the agency (%s) is received like any other', async (whose) => {
    const { us, agency, neighbour } = await neighbours();
    const before = await held(whose === 'own' ? agency : neighbour, 'S-1');
    const head = await sealed(before);
    const tip = { ...aTip, source: 'public_complaint', externalReference: 'S-1' };

    const single = await us.post<ComplaintView>('/complaints', tip);
    const again = await us.post<ComplaintView>('/complaints', tip);
    const free = await us.post<ComplaintView>('/complaints', { ...tip, externalReference: 'S-2' });
    const trail = await us.get<{ items: object[] }>(`/complaints/${single.body.id}/trail`);
    const plain = await us.get<{ items: object[] }>(`/complaints/${free.body.id}/trail`);
    const ofHead = await tracker.as(head).post('/complaints', { ...tip, agencyId: agency.id, narrative: 'Other.' });

    expect([single.status, again.status]).toEqual([201, 201]);
    expect(single.body.id).not.toBe(before.id);
    expect(again.body.id).toBe(single.body.id);
    expect(Object.keys(single.body)).toEqual(Object.keys(free.body));
    const shapeOf = ({ body }: typeof trail, complaint: ComplaintView): string =>
      JSON.stringify(body)
        .replaceAll(complaint.id, 'id')
        .replaceAll(complaint.reference, 'reference')
        .replace(/"actedAt":"[^"]*"/g, '');
    expect(shapeOf(trail, single.body)).toBe(shapeOf(plain, free.body));
    expect(ofHead).toMatchObject({ status: 409, body: { complaintId: single.body.id } });
  });

  it('is imported like any other, and listed for the supervisors of the task force', async () => {
    const { us, supervisor, neighbour } = await neighbours();
    const before = await held(neighbour, 'F-1');
    const head = await sealed(before);
    const done = await fileEntered(us, await fileSent(us, 'complaints', fileOf(series('F', 2))));

    const list = (by: GivenAccount): Promise<Answer<{ items: object[] }>> =>
      tracker.as(by).get<{ items: object[] }>('/sealed-duplicates');
    const [shown, hidden] = [await list(head), await list(supervisor)];

    expect(done).toMatchObject({ ready: 2, logged: 2, faulty: 0 });
    expect(shown.body.items).toEqual([
      expect.objectContaining({ sealedComplaintId: before.id, externalReference: 'F-1' }),
    ]);
    expect(hidden.body.items).toEqual([]);
    expect(await entriesOf(supervisor, 'tip-holder.disclosed')).toEqual([]);
  });
});

describe('a list of email addresses', () => {
  const rows = (emails: readonly string[]): string =>
    `email,name,role\n${emails.map((email) => `${email},Dana Reyes,auditor`).join('\n')}`;
  const fresh = (count: number): string[] => Array.from({ length: count }, () => `guess-${nextNumber()}@example.gov`);

  async function unit(): Promise<{ admin: GivenAccount; client: Client; stranger: GivenAccount }> {
    const agency = await given.agency();
    const admin = await given.account({ agency, role: 'admin' });
    return { admin, client: tracker.as(admin), stranger: await given.account() };
  }

  it('of 500 that creates no account reveals no account beyond the seat', async () => {
    const { admin, client, stranger } = await unit();
    const csv = rows([...fresh(499), stranger.email]);

    const { status, body } = await client.post<AccountBatchView>('/account-batches', { csv });

    expect(status).toBe(201);
    expect(body.rows.flatMap(({ errors }) => errors)).toEqual([]);
    expect(await entriesOf(admin, 'account.address-disclosed')).toEqual([]);
  });

  it('reveals the addresses of accounts of the seat', async () => {
    const { admin, client } = await unit();

    const { body } = await client.post<AccountBatchView>('/account-batches', { csv: rows([admin.email]) });

    expect(body.rows[0]?.errors).toEqual([{ column: 'email', detail: 'is already taken' }]);
  });

  it('that is rejected at commit is written to both trails, and limited to 500 addresses per day', async () => {
    const { admin, client, stranger } = await unit();
    const apply = (emails: readonly string[]): Promise<Answer> =>
      client.post('/account-batches', { csv: rows(emails), apply: true });

    const refused = await apply([...fresh(498), stranger.email]);
    const again = await apply([stranger.email]);
    const beyond = await apply([...fresh(10), stranger.email]);
    const single = await client.post('/accounts', {
      ...{ email: fresh(1)[0], name: 'Dana Reyes', role: 'auditor' },
      seat: { level: 'agency', taskForceId: admin.taskForceId, agencyId: admin.agencyId },
    });

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ detail: 'row 500, email: is already taken' }] } });
    expect(again.status).toBe(422);
    expect(beyond).toMatchObject({ status: 429, body: { type: '/problems/look-up-limit-reached' } });
    expect(single.status).toBe(429);
    const [told] = await tracker.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.entries
        WHERE action = 'account.address-disclosed' AND subject = $1 AND account_id = $2 AND task_force_id = $3`,
      [stranger.accountId, admin.accountId, stranger.taskForceId],
    );
    expect(told?.n).toBe(3);
    expect(
      (await entriesOf(admin, 'account.address-disclosed')).filter(({ outcome }) => outcome === 'refused'),
    ).toHaveLength(4);
  });

  it('sent one by one is written to both trails', async () => {
    const { admin, client, stranger } = await unit();
    const { taskForceId, agencyId } = admin;
    const account = { name: 'Dana Reyes', role: 'auditor', seat: { level: 'agency', taskForceId, agencyId } };

    const taken = await client.post('/accounts', { ...account, email: stranger.email });
    const made = await client.post('/accounts', { ...account, email: fresh(1)[0] });

    expect(taken).toMatchObject({ status: 409, body: { type: '/problems/already-exists' } });
    expect(made.status).toBe(201);
    expect((await entriesOf(admin, 'account.address-disclosed')).map(({ records }) => records)).toEqual([
      [stranger.accountId],
      null,
    ]);
    expect(await distinctOf(admin, 'email')).toBe(1);
  });
});

describe('an ORI', () => {
  const agencyOf = (ori: string): object => ({
    ...{ name: `Agency ${nextNumber()}`, kind: 'local_police', level: 'local', state: 'NE', ori },
    membership: { kind: 'affiliate', beganOn: '2026-01-01' },
  });

  it('of another task force is rejected with an entry in both trails, and revealed by no uncommitted file', async () => {
    const foreign = await given.agency();
    const ori = `NB${String(nextNumber()).padStart(7, '0')}`;
    await tracker.sql('UPDATE app.agencies SET ori = $2 WHERE id = $1', [foreign.id, ori]);
    const admin = await given.account({ seat: 'task_force', role: 'admin' });
    const client = tracker.as(admin);
    const file = [
      'name,ori,kind,level,state,membership,beganOn,taskForce',
      `Agency ${newId()},${ori},local_police,local,NE,affiliate,2026-01-01,${admin.taskForceId}`,
    ].join('\n');

    const refused = await client.post('/agencies', agencyOf(ori));
    const checked = await fileSent(client, 'agencies', file);
    const done = await fileEntered(client, checked);

    expect(refused).toMatchObject({ status: 409, body: { type: '/problems/already-exists' } });
    expect(checked.body).toMatchObject({ ready: 1, faulty: 0 });
    expect(done).toMatchObject({ logged: 0, faulty: 1 });
    const entries = await entriesOf(admin, 'agency.ori-disclosed');
    expect(entries.map(({ records }) => records)).toEqual([[foreign.id], null, [foreign.id], null]);
  });
});
