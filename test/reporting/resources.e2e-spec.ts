import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ManagedAccountView } from '../../src/organization/accounts/account.view.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { StaffingLevelPage, StaffingLevelView } from '../../src/reporting/staffing/staffing-level.view.js';
import { comparableContent } from '../support/client.js';
import { Given, type Made } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';
import { countWaitingSessions } from '../support/transactions.js';
import { until } from '../support/until.js';

const staff = {
  investigators: { fullTime: 6, partTime: 2 },
  prosecutors: { fullTime: 1, partTime: 3 },
  educationSpecialists: { fullTime: 0, partTime: 4 },
  forensicSpecialists: { fullTime: 5, partTime: 7 },
};
const year = { fromOn: '2024-10-01', untilOn: '2025-10-01', ...staff };
const present = { fromOn: '2025-10-01', untilOn: null, ...staff };

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function desk(): Promise<{ readonly agency: GivenAgency; readonly by: GivenAccount }> {
  const agency = await given.agency();
  return { agency, by: await given.account({ agency, role: 'supervisor' }) };
}

function recorded(by: GivenAccount, level: object): Promise<Made<StaffingLevelView>> {
  return given.made<StaffingLevelView>(by, '/staffing-levels', level);
}

async function untilItWaits(work: Promise<unknown>): Promise<void> {
  const state = { isOver: false };
  void work.finally(() => (state.isOver = true));
  await until(async () => state.isOver || (await countWaitingSessions(tracker)) > 0);
}

describe('a staffing level', () => {
  it('states four roles for a period, and is visible to its agency and task force only', async () => {
    const { agency, by } = await desk();
    const { taskForceId } = agency;

    const made = await recorded(by, year);

    const may = { correct: true, void: true };
    expect(made).toMatchObject({ ...year, agencyId: agency.id, taskForceId, version: 1, voidedAt: null, may });
    const path = `/staffing-levels/${made.id}`;
    const missing = await tracker.as(by).get(`/staffing-levels/${newId()}`);
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const investigator = await given.account({ agency });
    expect((await tracker.as(head).get<StaffingLevelView>(path)).body.may).toEqual(may);
    expect((await tracker.as(investigator).get<StaffingLevelView>(path)).body.may).toEqual({
      correct: false,
      void: false,
    });
    for (const stranger of [(await desk()).by, await given.account({ agency: await given.agency({ taskForceId }) })]) {
      expect(comparableContent(await tracker.as(stranger).get(path))).toEqual(comparableContent(missing));
    }
  });

  it('is recorded by supervisors of the agency or of its task force', async () => {
    const { agency, by } = await desk();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    const post = async (account: GivenAccount, body: object): Promise<number> =>
      (await tracker.as(account).post('/staffing-levels', body)).status;

    expect(await post(await given.account({ agency }), year)).toBe(403);
    expect(await post(await given.account({ seat: 'national', role: 'supervisor' }), year)).toBe(403);
    expect(await post(by, { ...year, agencyId: newId() })).toBe(422);
    expect(await post(head, year)).toBe(422);
    expect(await post(head, { ...year, agencyId: agency.id })).toBe(201);
  });

  it('is unique for its agency on each day, and adjacent periods are allowed', async () => {
    const { by } = await desk();
    const last = await recorded(by, year);
    const now = await recorded(by, present);

    for (const [overrides, staffingLevelId] of [
      [{ fromOn: '2025-09-30', untilOn: '2025-10-01' }, last.id],
      [{ fromOn: '2024-01-01', untilOn: '2024-10-02' }, last.id],
      [{ fromOn: '2024-01-01', untilOn: null }, last.id],
      [{ fromOn: '2026-01-01', untilOn: '2026-02-01' }, now.id],
      [{ fromOn: '2026-03-01', untilOn: null }, now.id],
    ] as const) {
      expect(await tracker.as(by).post('/staffing-levels', { ...year, ...overrides })).toMatchObject({
        status: 409,
        body: {
          type: '/problems/staffing-overlap',
          staffingLevelId,
          errors: [{ pointer: '#/fromOn' }, { pointer: '#/untilOn' }],
        },
      });
    }
    await recorded(by, { ...year, fromOn: '2024-01-01', untilOn: '2024-10-01' });
    await recorded((await desk()).by, present);
  });

  it('is unique when two are recorded concurrently', async () => {
    const { agency, by } = await desk();
    const { id } = await recorded(by, year);
    const other = new pg.Client({
      connectionString: tracker.database.adminUrl,
      options: '-c app.action=test.arranged',
    });
    await other.connect();
    await other.query('BEGIN');
    await other.query(
      `INSERT INTO app.staffing_levels
       SELECT (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'from_on', '2025-10-01', 'until_on', NULL))).*
         FROM app.staffing_levels l WHERE l.id = $1`,
      [id],
    );

    const told = tracker.as(by).post('/staffing-levels', present);
    await untilItWaits(told);
    await other.query('COMMIT');
    await other.end();

    expect((await told).status).toBe(409);
    const { body } = await tracker
      .as(by)
      .get<StaffingLevelPage>(`/staffing-levels?agencyId=${agency.id}&on=2026-01-01`);
    expect(body.items).toHaveLength(1);
  });

  it('is ended by a correction with If-Match, and the next begins there', async () => {
    const { by } = await desk();
    const now = await recorded(by, present);
    const path = `/staffing-levels/${now.id}`;

    const ended = await given.changed(now, path, { ...present, untilOn: '2026-02-01' });
    const next = await recorded(by, { ...present, fromOn: '2026-02-01' });
    const stale = await tracker.as(by).put(path, present, { 'if-match': now.etag });
    const over = await tracker.as(by).put(path, present, { 'if-match': ended.etag });

    expect(ended).toMatchObject({ untilOn: '2026-02-01', version: 2 });
    expect(stale).toMatchObject({ status: 412, body: { sent: 1, current: 2 } });
    expect(over).toMatchObject({ status: 409, body: { staffingLevelId: next.id } });
  });

  it('frees its period when it is voided, and stays readable', async () => {
    const { by } = await desk();
    const wrong = await recorded(by, present);

    const gone = await given.changed(wrong, `/staffing-levels/${wrong.id}/void`, { reason: 'Another agency’s.' });
    await recorded(by, present);

    expect(gone).toMatchObject({ voidedAt: stoppedAt.toISOString(), voidReason: 'Another agency’s.' });
    expect(gone.may).toEqual({ correct: false, void: false });
    for (const [act, body] of [
      ['', present],
      ['/void', { reason: 'Again.' }],
    ] as const) {
      const answer = await tracker.as(by).change(`/staffing-levels/${wrong.id}${act}`, body, { 'if-match': gone.etag });
      expect(answer).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
    }
  });

  it('is listed by day, latest start first, in pages, with one statement', async () => {
    const { by, agency } = await desk();
    const last = await recorded(by, year);
    const now = await recorded(by, present);
    const list = async (query: string): Promise<StaffingLevelPage> =>
      (await tracker.as(by).get<StaffingLevelPage>(`/staffing-levels?agencyId=${agency.id}${query}`)).body;

    const page = await tracker.expectQueries(1, () => list('&limit=1'));
    const rest = await list(`&limit=1&cursor=${page.nextCursor ?? ''}`);

    expect(page.items.map(({ id }) => id)).toEqual([now.id]);
    expect(rest).toMatchObject({ items: [{ id: last.id }], nextCursor: null });
    for (const [day, ids] of [
      ['2024-09-30', []],
      ['2024-10-01', [last.id]],
      ['2025-09-30', [last.id]],
      ['2025-10-01', [now.id]],
    ] as const) {
      expect({ day, ids: (await list(`&on=${day}`)).items.map(({ id }) => id) }).toEqual({ day, ids });
    }
  });

  it.each([
    ['in the future', { fromOn: '2026-03-03', untilOn: null }, 'fromOn'],
    ['ended before its start', { untilOn: '2024-10-01' }, 'untilOn'],
    ['for half a person', { investigators: { fullTime: 0.5, partTime: 0 } }, 'investigators/fullTime'],
    ['negative', { prosecutors: { fullTime: -1, partTime: 0 } }, 'prosecutors/fullTime'],
    ['without one role', { forensicSpecialists: undefined }, 'forensicSpecialists'],
  ])('is rejected when it is %s', async (_, overrides, pointer) => {
    const { by } = await desk();

    const answer = await tracker.as(by).post('/staffing-levels', { ...year, ...overrides });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${pointer}` }] } });
  });
});

describe('the training of an account', () => {
  const reason = 'The certificate of the course.';
  let app: pg.Client;
  beforeAll(async () => {
    app = new pg.Client({ connectionString: tracker.database.appUrl });
    await app.connect();
  });
  afterAll(() => app.end());

  async function mayBeGiven(asking: GivenAccount, account: GivenAccount, day: string): Promise<unknown> {
    await app.query('BEGIN');
    try {
      await app.query(`SELECT auth.begin_request($1, true, 'a request', '192.0.2.1')`, [hashOf(asking.token)]);
      const { rows } = await app.query('SELECT app.is_assignable_on($1, $2, $3) AS may', [
        account.accountId,
        account.agencyId,
        day,
      ]);
      return (rows[0] as { may: unknown }).may;
    } finally {
      await app.query('ROLLBACK');
    }
  }

  it('is recorded by the administrator of the account, with If-Match and a reason', async () => {
    const { agency } = await desk();
    const keeper = await given.account({ agency, role: 'admin' });
    const account = await given.account({ agency });
    const path = `/accounts/${account.accountId}/training`;
    const body = { trainedUntil: '2027-05-31', reason };

    const noted = await tracker.as(keeper).put<ManagedAccountView>(path, body, { 'if-match': '"v1"' });
    const stale = await tracker.as(keeper).put(path, body, { 'if-match': '"v1"' });
    const session = await tracker.as(account).get<ManagedAccountView>('/accounts/me');

    expect(noted).toMatchObject({
      status: 200,
      body: { trainedUntil: '2027-05-31', version: 2, may: { noteTraining: true } },
    });
    expect(stale).toMatchObject({ status: 412, body: { sent: 1, current: 2 } });
    expect(session).toMatchObject({ status: 200, body: { trainedUntil: '2027-05-31', may: { noteTraining: false } } });
    const [entry] = await tracker.sql(
      `SELECT reason, became ->> 'trained_until' AS until FROM audit.entries WHERE action = 'account.training-noted' AND subject = $1`,
      [account.accountId],
    );
    expect(entry).toEqual({ reason, until: '2027-05-31' });
  });

  it('cannot be recorded by its owner, by a supervisor or from another seat', async () => {
    const { agency, by } = await desk();
    const keeper = await given.account({ agency, role: 'admin' });
    const account = await given.account({ agency });
    const foreign = await given.account({ role: 'admin' });
    const body = { trainedUntil: null, reason };
    const put = async (sender: GivenAccount, of: GivenAccount): Promise<number> =>
      (await tracker.as(sender).put(`/accounts/${of.accountId}/training`, body, { 'if-match': '"v1"' })).status;

    expect([await put(keeper, keeper), await put(by, account), await put(account, account)]).toEqual([403, 403, 403]);
    expect(await put(foreign, account)).toBe(404);
  });

  it('allows assignment of complaints until its last day, and while it is unknown', async () => {
    const { agency, by } = await desk();
    const keeper = await given.account({ agency, role: 'admin' });
    const account = await given.account({ agency });
    const note = (trainedUntil: string | null, version: number): Promise<{ status: number }> =>
      tracker
        .as(keeper)
        .put(`/accounts/${account.accountId}/training`, { trainedUntil, reason }, { 'if-match': `"v${version}"` });

    expect(await mayBeGiven(by, account, '2026-03-02')).toBe(true);
    expect((await note('2026-03-01', 1)).status).toBe(200);
    expect(await mayBeGiven(by, account, '2026-03-01')).toBe(true);
    expect(await mayBeGiven(by, account, '2026-03-02')).toBe(false);
    expect((await note('2026-03-02', 2)).status).toBe(200);
    expect(await mayBeGiven(by, account, '2026-03-02')).toBe(true);
    expect((await note(null, 3)).status).toBe(200);
    expect(await mayBeGiven(by, account, '2099-01-01')).toBe(true);
  });

  it('does not make an account assignable that is not so otherwise', async () => {
    const { agency, by } = await desk();
    const auditor = await given.account({ agency, role: 'auditor' });
    const elsewhere = await given.account();
    const disabled = await given.account({ agency, status: 'disabled' });

    for (const account of [auditor, elsewhere, disabled]) {
      expect(await mayBeGiven(by, account, '2026-03-02')).toBe(false);
    }
  });
});
