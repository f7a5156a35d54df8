import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InvitationView, ManagedAccountView } from '../../src/organization/accounts/account.view.js';
import type { SessionView } from '../../src/organization/accounts/sign-in.view.js';
import type { FactorResetView } from '../../src/organization/accounts/factor-reset.view.js';
import type { OpenApi } from '../../src/platform/api-document/openapi.js';
import type { Answer } from '../support/client.js';
import { Given, madeBy } from '../support/given.js';
import { nextNumber, type GivenAccount, type GivenAgency } from '../support/people.js';
import { createFixtures, type Fixtures } from '../support/fixtures.js';
import { password, validRequests, setPassword } from '../support/requests.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const dependent = { status: 403, body: { type: '/problems/approver-not-independent' } };
const status = 'enrolled';

function seatOf({ taskForceId, id: agencyId }: GivenAgency): object {
  return { level: 'agency', taskForceId, agencyId };
}

function create(by: GivenAccount, seat: object, role: string): Promise<Answer<ManagedAccountView>> {
  const email = `person-${nextNumber()}@example.gov`;
  return tracker.as(by).post('/accounts', { email, name: 'Dana Reyes', role, seat });
}

async function approve(by: GivenAccount, id: string): Promise<Answer<ManagedAccountView>> {
  const { etag } = await tracker.as(by).get(`/accounts/${id}`);
  return tracker.as(by).put(`/accounts/${id}/approval`, undefined, { 'if-match': etag });
}

/** Redeems the account's link, as its issuer could. */
async function redeem(by: GivenAccount, id: string): Promise<GivenAccount> {
  const { link } = madeBy(await tracker.as(by).put<InvitationView>(`/accounts/${id}/invitation`), 200).body;
  const token = link.split('#invite=')[1];
  madeBy(await tracker.anonymous().post('/enrolments', { token, password }), 204);
  return { ...by, accountId: id, ...(await given.session(id)) };
}

/** Records that another account created this one, some days ago. */
async function come(account: { readonly accountId: string }, from: { readonly accountId: string }, days = 0) {
  await tracker.sql(
    `INSERT INTO auth.account_acts (account_id, act, actor_id, at) VALUES ($1, 'created', $2, now() - make_interval(days => $3))`,
    [account.accountId, from.accountId, days],
  );
}

async function isIndependent(
  approver: { readonly accountId: string },
  requester: { readonly accountId: string },
): Promise<boolean> {
  const [row] = await tracker.sql<{ independent: boolean }>('SELECT auth.is_independent($1, $2) AS independent', [
    approver.accountId,
    requester.accountId,
  ]);
  return row?.independent ?? false;
}

describe('an administrator with a second account', () => {
  it('creates no supervisor alone: the account has no link before an independent approval', async () => {
    const agency = await given.agency();
    const admin = await given.account({ taskForceId: agency.taskForceId, role: 'admin' });
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor', status });

    const made = await create(admin, seatOf(agency), 'supervisor');
    const link = await tracker.as(admin).put(`/accounts/${made.body.id}/invitation`);
    const own = await approve(admin, made.body.id);

    expect(made).toMatchObject({ status: 201, body: { approvedAt: null, may: { invite: false } } });
    expect(link).toMatchObject({ status: 409, body: { type: '/problems/approval-pending' } });
    expect(own.status).toBe(403);
    expect(await approve(head, made.body.id)).toMatchObject({ status: 200 });
  });

  it('takes over no account by a reset that a dependent account approves, and the trail has the refusal', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const admin = await given.account({ taskForceId, role: 'admin' });
    const head = await given.account({ taskForceId, role: 'supervisor', status });
    const colleague = await given.account({ agency, status });
    const made = madeBy(await create(admin, { level: 'task_force', taskForceId }, 'supervisor'), 201).body;
    madeBy(await approve(head, made.id), 200);
    const puppet = await redeem(admin, made.id);
    const wanted = { accountId: colleague.accountId, reason: 'Lost the phone.' };
    const { id } = madeBy(await tracker.as(admin).post<FactorResetView>('/factor-resets', wanted), 201).body;

    const answer = await tracker.as(puppet).put(`/factor-resets/${id}/approval`);

    expect(answer).toMatchObject(dependent);
    const entries = await tracker.sql(
      `SELECT outcome, reason FROM audit.entries WHERE account_id = $1 AND outcome = 'refused'`,
      [puppet.accountId],
    );
    expect(entries).toEqual([{ outcome: 'refused', reason: 'approver-not-independent' }]);
    expect(await tracker.as(head).put(`/factor-resets/${id}/approval`)).toMatchObject({ status: 200 });
  });

  it('creates no second administrator with the approval of a dependent account', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const admin = await given.account({ taskForceId, role: 'admin' });
    const head = await given.account({ taskForceId, role: 'supervisor', status });
    const made = madeBy(await create(admin, seatOf(agency), 'supervisor'), 201).body;
    madeBy(await approve(head, made.id), 200);
    const puppet = await redeem(admin, made.id);
    const second = madeBy(await create(admin, seatOf(agency), 'admin'), 201).body;

    expect(await approve(puppet, second.id)).toMatchObject(dependent);
    expect(await approve(head, second.id)).toMatchObject({ status: 200 });
  });

  it('gains no independence by moving a colleague to another seat', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const admin = await given.account({ taskForceId, role: 'admin' });
    const head = await given.account({ taskForceId, role: 'supervisor', status });
    const national = await given.account({ seat: 'national', role: 'admin', status });
    const move = { role: 'supervisor', seat: seatOf(agency), reason: 'Leads the unit.' };
    madeBy(await tracker.as(admin).put(`/accounts/${head.accountId}/role`, move, { 'if-match': '"v1"' }), 200);
    madeBy(await approve(national, head.accountId), 200);
    const moved = { ...head, ...(await given.session(head.accountId)) };

    const made = madeBy(await create(admin, seatOf(agency), 'supervisor'), 201).body;

    expect(made.approvedAt).toBeNull();
    expect(await approve(moved, made.id)).toMatchObject(dependent);
    expect(await approve(national, made.id)).toMatchObject({ status: 200 });
    await tracker.sql('DELETE FROM auth.credentials WHERE account_id = $1', [national.accountId]);
  });
});

describe('two accounts', () => {
  it('are dependent when one created the other or a third created both, within 30 days, over any chain', async () => {
    const [one, two, three, four] = [
      await given.account(),
      await given.account(),
      await given.account(),
      await given.account(),
    ];
    expect(await isIndependent(one, two)).toBe(true);

    await come(two, one, 4);
    await come(three, two, 3);
    await come(four, one, 2);

    expect(await isIndependent(two, one)).toBe(false);
    expect(await isIndependent(one, two)).toBe(false);
    expect(await isIndependent(three, one)).toBe(false);
    expect(await isIndependent(three, four)).toBe(false);
  });

  it('are independent after 30 days, and when the linking act is later', async () => {
    const [maker, made, later] = [await given.account(), await given.account(), await given.account()];
    await come(made, maker, 31);
    expect(await isIndependent(made, maker)).toBe(true);

    await come(made, maker, 20);
    await come(maker, later, 10);

    expect(await isIndependent(made, maker)).toBe(false);
    expect(await isIndependent(made, later)).toBe(true);
  });

  it.each(['created', 'role_changed', 'seat_changed', 'enabled', 'link_issued', 'reset_requested', 'reset_approved'])(
    'are dependent after one was %s by the other',
    async (act) => {
      const [maker, made] = [await given.account(), await given.account()];
      await tracker.sql('INSERT INTO auth.account_acts (account_id, act, actor_id) VALUES ($1, $2, $3)', [
        made.accountId,
        act,
        maker.accountId,
      ]);

      expect(await isIndependent(made, maker)).toBe(false);
    },
  );

  it('stay independent when one only approved or disabled the other', async () => {
    const [one, two] = [await given.account(), await given.account()];
    await tracker.sql(
      `INSERT INTO auth.account_acts (account_id, act, actor_id) VALUES ($1, 'approved', $2), ($1, 'disabled', $2)`,
      [one.accountId, two.accountId],
    );

    expect(await isIndependent(one, two)).toBe(true);
  });
});

describe('every act on an account', () => {
  it('is stored with its author', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const admin = await given.account({ taskForceId, role: 'admin' });
    const head = await given.account({ taskForceId, role: 'supervisor', status });
    const other = await given.account({ taskForceId, role: 'admin', status });
    const { id } = madeBy(await create(admin, seatOf(agency), 'investigator'), 201).body;
    await redeem(admin, id);
    const put = async (act: string, body: object, version: number) =>
      madeBy(await tracker.as(admin).change(`/accounts/${id}/${act}`, body, { 'if-match': `"v${version}"` }), 200);
    const seat = { level: 'task_force', taskForceId };
    await put('role', { role: 'supervisor', seat, reason: 'Leads the unit.' }, 1);
    madeBy(await approve(head, id), 200);
    await put('disable', { reason: 'On leave.' }, 3);
    await put('enable', { reason: 'Back.' }, 4);
    madeBy(await approve(head, id), 200);
    const wanted = { accountId: id, reason: 'Lost the phone.' };
    const reset = madeBy(await tracker.as(other).post<FactorResetView>('/factor-resets', wanted), 201).body;
    madeBy(await tracker.as(head).put(`/factor-resets/${reset.id}/approval`), 200);

    const kept = await tracker.sql<{ act: string; by: string }>(
      'SELECT act, actor_id AS by FROM auth.account_acts WHERE account_id = $1 ORDER BY id',
      [id],
    );

    const names = new Map([admin, head, other].map((one, at) => [one.accountId, ['admin', 'head', 'other'][at]]));
    expect(kept.map(({ act, by }) => `${act} by ${names.get(by) ?? by}`)).toEqual([
      'created by admin',
      'link_issued by admin',
      'role_changed by admin',
      'seat_changed by admin',
      'approved by head',
      'disabled by admin',
      'enabled by admin',
      'approved by head',
      'reset_requested by other',
      'reset_approved by head',
      'link_issued by head',
    ]);
  });
});

describe('a sign-in', () => {
  it('reports acts of others on the account, and on the supervised accounts of the seat', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const admin = await given.account({ taskForceId, role: 'admin', name: 'Ada Admin' });
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }), role: 'supervisor' });
    const colleague = await given.account({ agency, name: 'Cole League' });
    for (const { accountId } of [head, neighbour, colleague]) await setPassword(tracker, accountId);
    const told = async ({ email }: GivenAccount): Promise<string[]> => {
      const { body } = madeBy(await tracker.anonymous().post<SessionView>('/sessions', { email, password }), 201);
      return (body.sinceLastSignIn?.accountActs ?? []).map(({ actorName, act, accountName }) =>
        [actorName, act, accountName].join(' '),
      );
    };
    expect([await told(head), await told(neighbour), await told(colleague)]).toEqual([[], [], []]);
    const change = { role: 'auditor', seat: seatOf(agency), reason: 'Audits.' };
    madeBy(await tracker.as(admin).put(`/accounts/${colleague.accountId}/role`, change, { 'if-match': '"v1"' }), 200);

    const first = [await told(head), await told(neighbour), await told(colleague)];
    const second = [await told(head), await told(colleague)];

    const act = ['Ada Admin role_changed Cole League'];
    expect(first).toEqual([act, [], act]);
    expect(second).toEqual([[], []]);
  });
});

describe('every act that requires two persons', () => {
  /** The correction of an entry under review, and the commit of an import that closes complaints, take a second person. */
  const notAlways = ['PUT /api/v1/subject-index/entries/:id/correction', 'PUT /api/v1/imports/:id/commit'];

  it('is refused to a dependent approver, and allowed to an independent one', async () => {
    const { paths } = (await (await fetch(`${tracker.url}/api/v1/openapi.json`)).json()) as Pick<OpenApi, 'paths'>;
    const routes = Object.entries(paths).flatMap(([path, ways]) =>
      Object.entries(ways)
        .filter(([, operation]) => JSON.stringify(operation.responses).includes('ApproverNotIndependent'))
        .map(([way]) => `${way.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    const agency = await given.agency();
    const { taskForceId } = agency;
    const place = await createFixtures(given, agency);
    const admin = await given.account({ taskForceId, role: 'admin' });
    await tracker.sql('UPDATE app.accounts SET requested_by = $2 WHERE id = $1', [
      place.waitingAccount,
      admin.accountId,
    ]);
    await tracker.sql(
      `UPDATE app.recertification_lines SET decision = NULL, decided_by = NULL, decided_at = NULL WHERE account_id = $1`,
      [place.reviewedAccount],
    );
    await tracker.sql(
      `UPDATE app.subject_index_entries SET validated_on = validated_on - 31, review_due_on = review_due_on - 31 WHERE id = $1`,
      [place.subjectEntry],
    );
    const maker = await given.account({ seat: 'national', role: 'admin' });

    const answers: Record<string, unknown> = {};
    for (const route of routes.filter((name) => !notAlways.includes(name))) {
      const approver = await given.account({ taskForceId, role: 'supervisor' });
      await tracker.sql(
        `INSERT INTO auth.account_acts (account_id, act, actor_id)
         SELECT id, 'link_issued', $2 FROM app.accounts WHERE task_force_id = $1`,
        [taskForceId, maker.accountId],
      );
      const refused = await send(route, approver, place);
      await tracker.sql('DELETE FROM auth.account_acts WHERE actor_id = $1', [maker.accountId]);
      const allowed = await send(route, approver, place);
      answers[route] = [refused.status, (refused.body as { type?: string }).type, allowed.status];
    }

    expect(Object.keys(answers).sort()).toEqual([
      'POST /api/v1/identity-access-withdrawals/:id/restore',
      'POST /api/v1/legal-holds/:id/lift',
      'PUT /api/v1/accounts/:id/approval',
      'PUT /api/v1/factor-resets/:id/approval',
      'PUT /api/v1/identity-destructions/:id/approval',
      'PUT /api/v1/performance-reports/:id/approval',
      'PUT /api/v1/recertifications/:id/lines',
      'PUT /api/v1/seal-orders/:id/execution',
      'PUT /api/v1/subject-index/entries/:id/approval',
      'PUT /api/v1/subject-index/entries/:id/revalidation',
    ]);
    for (const [route, answer] of Object.entries(answers))
      expect([route, answer]).toEqual([route, [403, '/problems/approver-not-independent', 200]]);
  });

  it('is one of the tables with a CHECK that separates two signatures', async () => {
    const signed = await tracker.sql<{ table: string; held: string[] | null }>(
      `SELECT conrelid::regclass::text AS table,
              (SELECT array_agg(DISTINCT p.proname::text) FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
                WHERE t.tgrelid = conrelid AND p.proname LIKE 'require_independ%') AS held
         FROM pg_constraint
        WHERE contype = 'c' AND connamespace = 'app'::regnamespace
          AND pg_get_constraintdef(oid) ~ '\\m\\w+_by <> '
        GROUP BY conrelid ORDER BY 1`,
    );

    expect(signed.filter(({ held }) => held === null)).toEqual([]);
    expect(signed.map(({ table }) => table)).toEqual([
      'app.factor_resets',
      'app.identity_access_withdrawals',
      'app.identity_destructions',
      'app.import_batches',
      'app.legal_holds',
      'app.performance_reports',
      'app.recertification_lines',
      'app.seal_orders',
      'app.subject_index_entries',
    ]);
  });
});

describe('a seat without independent accounts', () => {
  it('starts with a second administrator by the first alone, and approvals by the national seat for 30 days', async () => {
    // Accounts of other tests would be independent.
    await tracker.sql('UPDATE app.accounts SET disabled_at = now(), relieved_at = NULL WHERE task_force_id IS NULL');
    await tracker.sql('UPDATE app.accounts SET relieved_at = NULL');
    const first = await given.account({ seat: 'national', role: 'admin', status });
    const { id: taskForceId } = await given.taskForce();

    const made = madeBy(await create(first, { level: 'national' }, 'admin'), 201).body;
    expect(made.approvedAt).not.toBeNull();
    const second = await redeem(first, made.id);
    const seat = { level: 'task_force', taskForceId };
    const head = madeBy(await create(first, seat, 'admin'), 201).body;
    expect(head.approvedAt).toBeNull();
    expect(await approve(second, head.id)).toMatchObject({ status: 200 });
    const admin = await redeem(first, head.id);
    const supervisor = madeBy(await create(admin, seat, 'supervisor'), 201).body;
    expect(await approve(second, supervisor.id)).toMatchObject({ status: 200 });
    const puppet = await redeem(admin, supervisor.id);

    const another = madeBy(await create(admin, seat, 'supervisor'), 201).body;
    const byPuppet = await approve(puppet, another.id);
    await tracker.sql(`UPDATE auth.account_acts SET at = at - interval '31 days' WHERE account_id = $1`, [made.id]);
    const byFounder = await approve(first, another.id);
    const bySecond = await approve(second, another.id);

    expect(byPuppet).toMatchObject(dependent);
    expect(byFounder).toMatchObject(dependent);
    expect(bySecond).toMatchObject({ status: 200 });
    const alone = await tracker.sql<{ subject: string; reason: string }>(
      `SELECT subject, reason FROM audit.entries WHERE action = 'account.approved-alone' AND subject = ANY ($1) ORDER BY seq`,
      [[made.id, head.id, supervisor.id, another.id]],
    );
    expect(alone).toEqual([
      { subject: made.id, reason: 'There is nobody else who could approve it.' },
      { subject: head.id, reason: 'Nobody who could approve it is independent of who asked.' },
      { subject: supervisor.id, reason: 'Nobody who could approve it is independent of who asked.' },
    ]);
  });
});

async function send(name: string, by: GivenAccount, place: Fixtures): Promise<Answer> {
  const right = validRequests[name];
  const [method = '', path = ''] = name.split(' ');
  if (right?.of === undefined) throw new Error(`${name} has no record to be about.`);
  const id = place[right.of];
  const body = await right.body?.(place, by, tracker);
  const headers = { 'if-match': `"v${await versionOf(id)}"` };
  return tracker.as(by).send(method, `${tracker.url}${path.replace(':id', id)}`, body, headers);
}

async function versionOf(id: string): Promise<number> {
  const tables = await tracker.sql<{ name: string }>(
    `SELECT attrelid::regclass::text AS name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE attname = 'version' AND relkind = 'r' AND relnamespace = 'app'::regnamespace`,
  );
  const versions = tables.map(({ name }) => `SELECT version FROM ${name} WHERE id = $1`).join(' UNION ALL ');
  const [row] = await tracker.sql<{ version: number }>(versions, [id]);
  return row?.version ?? 1;
}
