import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PeoplePage, PersonLine } from '../../src/casework/people/people.view.js';
import type { AccountPage } from '../../src/organization/accounts/account.view.js';
import type { Role } from '../../src/platform/actor/actor.js';
import { newId } from '../../src/platform/ids/ids.js';
import { Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function people(by: GivenAccount, query = ''): Promise<PersonLine[]> {
  const { body } = await tracker.expectQueries(2, () => tracker.as(by).get<PeoplePage>(`/people?${query}`));
  return body.items;
}

const namesOf = (items: readonly { readonly name: string | null }[]): (string | null)[] =>
  items.map(({ name }) => name);

/** Returns a task force with two agencies, their investigators and a supervisor. */
async function unit() {
  const agency = await given.agency();
  const { taskForceId } = agency;
  const other = await given.agency({ taskForceId });
  const head = await given.account({ taskForceId, role: 'supervisor', name: 'Alex Head' });
  const dana = await given.account({ agency, name: 'Dana Reyes' });
  const robin = await given.account({ agency: other, name: 'Robin Vale' });
  return { taskForceId, agency, other, head, dana, robin };
}

/** Returns a complaint that the supervisor assigned to an investigator. It gets the due time by SQL, since one may be over. */
async function assigned(
  by: GivenAccount,
  { id: agencyId }: GivenAgency,
  { accountId: investigatorId }: GivenAccount,
  dueAt: string,
): Promise<string> {
  const { id, etag } = await given.complaint({ agencyId, by, state: 'triaged' });
  const assignment = { agencyId, investigatorId };
  const answer = await tracker.as(by).put(`/complaints/${id}/assignment`, assignment, { 'if-match': etag });
  expect(answer.status).toBe(200);
  await tracker.sql('UPDATE app.complaints SET due_at = $2 WHERE id = $1', [id, dueAt]);
  return id;
}

describe('GET /people', () => {
  it('lists the people of the task force who can sign in, and nobody of another one', async () => {
    const { agency, taskForceId, head, dana } = await unit();
    await given.account({ agency, name: 'Disabled', status: 'disabled' });
    await given.account({ taskForceId, role: 'admin', name: 'Waiting', status: 'waiting' });
    const [left, leaving] = [
      await given.account({ agency, name: 'Left' }),
      await given.account({ agency, name: 'Leo' }),
    ];
    const ends = `UPDATE app.accounts SET ends_at = now() + $2::interval, version = version + 1 WHERE id = $1`;
    await tracker.sql(ends, [left.accountId, '-1 minute']);
    await tracker.sql(ends, [leaving.accountId, '1 day']);
    const stranger = await given.account({ name: 'Sam Stranger' });

    for (const by of [head, dana]) {
      expect(namesOf(await people(by))).toEqual(['Alex Head', 'Dana Reyes', 'Leo', 'Robin Vale']);
    }
    expect(namesOf(await people(stranger))).toEqual(['Sam Stranger']);
  });

  it('lists all people without their load at the national seat, and nobody to its analysts and investigators', async () => {
    const name = `Sam Stranger ${newId()}`;
    const stranger = await given.account({ name });
    const person = { id: stranger.accountId, name, role: 'investigator' };
    const at = (role: Role): Promise<GivenAccount> => given.account({ seat: 'national', role });
    const query = `q=${encodeURIComponent(name)}`;

    for (const role of ['supervisor', 'admin', 'auditor'] as const) {
      expect(await people(await at(role), query)).toMatchObject([{ ...person, open: null, overdue: null }]);
    }
    for (const role of ['analyst', 'investigator'] as const) {
      const reader = await at(role);
      expect(await people(reader, query)).toEqual([]);
      expect(await people(reader)).toEqual([]);
    }
  });

  it('gives names alone to investigators and auditors, and the load to supervisors', async () => {
    const { agency, taskForceId, head, dana } = await unit();
    const auditor = await given.account({ taskForceId, role: 'auditor', name: 'Zoe Auditor' });
    await tracker.sql(`UPDATE app.accounts SET trained_until = '2026-03-10', version = version + 1 WHERE id = $1`, [
      dana.accountId,
    ]);
    const overdue = await assigned(head, agency, dana, '2026-03-02T14:59:59Z');
    await assigned(head, agency, dana, '2026-03-02T15:00:01Z');
    // A complaint on hold is overdue only if it was so when the hold began.
    const held = [
      await assigned(head, agency, dana, '2026-03-02T09:59:59Z'),
      await assigned(head, agency, dana, '2026-03-02T10:00:01Z'),
    ];
    await tracker.sql(
      `UPDATE app.complaints SET state_before = 'assigned', state = 'on_hold', state_since = '2026-03-02T10:00:00Z' WHERE id = ANY ($1)`,
      [held],
    );
    const merged = await assigned(head, agency, dana, '2026-03-02T14:00:00Z');
    const { etag } = await tracker.as(head).get(`/complaints/${merged}`);
    await given.changed({ id: merged, etag, by: head }, `/complaints/${merged}/merge`, {
      into: overdue,
      reason: 'The same tip arrived twice.',
    });

    const person = { id: dana.accountId, name: 'Dana Reyes', role: 'investigator', agency: agency.name };
    const [line] = await people(head, 'q=REYES');
    expect(line).toMatchObject({ ...person, isTrained: true, open: 4, overdue: 2 });
    for (const by of [dana, auditor]) {
      expect(await people(by, 'q=reyes')).toEqual([
        { ...person, title: null, isTrained: null, open: null, overdue: null },
      ]);
    }
  });

  it('hides the training of people of another agency from a supervisor of an agency', async () => {
    const { agency, taskForceId } = await unit();
    const by = await given.account({ agency, role: 'supervisor', name: 'Lee Desk' });
    const expire = `UPDATE app.accounts SET trained_until = '2026-03-10', version = version + 1 WHERE task_force_id = $1`;
    await tracker.sql(expire, [taskForceId]);

    expect((await people(by)).map(({ name, isTrained }) => [name, isTrained])).toEqual([
      ['Alex Head', null],
      ['Dana Reyes', true],
      ['Lee Desk', true],
      ['Robin Vale', null],
    ]);
    expect(namesOf(await people(by, 'trainedOn=2026-03-11'))).toEqual(['Alex Head', 'Robin Vale']);
  });

  it('filters by agency, role, name and training, in pages', async () => {
    const { other, head, dana, robin } = await unit();
    await tracker.sql(`UPDATE app.accounts SET trained_until = '2026-03-10', version = version + 1 WHERE id = $1`, [
      robin.accountId,
    ]);

    expect(namesOf(await people(head, `agencyId=${other.id}`))).toEqual(['Robin Vale']);
    expect(namesOf(await people(head, 'role=supervisor'))).toEqual(['Alex Head']);
    expect(namesOf(await people(head, 'q=%25'))).toEqual([]);
    expect(namesOf(await people(head, 'trainedOn=2026-03-11'))).toEqual(['Alex Head', 'Dana Reyes']);
    expect(namesOf(await people(head, 'trainedOn=2026-03-10'))).toEqual(['Alex Head', 'Dana Reyes', 'Robin Vale']);
    expect(await tracker.as(dana).get('/people?trainedOn=2026-03-11')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/trainedOn' }] },
    });
    const first = await tracker.as(head).get<PeoplePage>('/people?limit=2');
    const second = await tracker.as(head).get<PeoplePage>(`/people?limit=2&cursor=${first.body.nextCursor ?? ''}`);
    expect(namesOf([...first.body.items, ...second.body.items])).toEqual(['Alex Head', 'Dana Reyes', 'Robin Vale']);
    expect(second.body.nextCursor).toBeNull();
  });

  it('lists for an investigator a supervisor who may own a task, and nobody of another agency may', async () => {
    const { agency, dana, head, robin } = await unit();
    const complaint = await given.complaint({ agencyId: agency.id, by: dana });
    const task = { complaintId: complaint.id, title: 'Call the school.', dueOn: '2026-03-09' };
    const found = await people(dana, 'q=head');

    const accepted = await tracker.as(dana).post('/tasks', { ...task, ownerId: found[0]?.id });
    const refused = await tracker.as(dana).post('/tasks', { ...task, ownerId: robin.accountId });

    expect(found[0]?.id).toBe(head.accountId);
    expect(accepted).toMatchObject({ status: 201, body: { owner: { name: 'Alex Head' } } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/ownerId' }] } });
  });
});

describe('GET /accounts', () => {
  it('filters by words, agency, lock, enrolment, last sign-in and training', async () => {
    const { agency, taskForceId, dana } = await unit();
    const admin = await given.account({ taskForceId, role: 'admin', name: 'Ada Admin' });
    const locked = await given.account({ agency, name: 'Lou Locked', status: 'locked' });
    const enrolled = await given.account({ agency, name: 'Eli Enrolled', status: 'enrolled' });
    await tracker.sql(
      `INSERT INTO auth.sign_in_status (account_id, last_signed_in_at) VALUES ($1, '2026-02-01T10:00:00Z')`,
      [enrolled.accountId],
    );
    await tracker.sql(`UPDATE app.accounts SET trained_until = '2026-03-10', version = version + 1 WHERE id = $1`, [
      dana.accountId,
    ]);
    const found = async (query: string): Promise<(string | null)[]> =>
      namesOf((await tracker.as(admin).get<AccountPage>(`/accounts?${query}`)).body.items).sort();

    expect(await found('q=lou+l')).toEqual(['Lou Locked']);
    expect(await found(`q=${locked.email.slice(0, -4).toUpperCase()}`)).toEqual(['Lou Locked']);
    expect(await found(`agencyId=${agency.id}`)).toEqual(['Dana Reyes', 'Eli Enrolled', 'Lou Locked']);
    expect(await found('isLocked=true')).toEqual(['Lou Locked']);
    expect(await found('isEnrolled=true')).toEqual(['Eli Enrolled', 'Lou Locked']);
    expect(await found('isEnrolled=true&isLocked=false')).toEqual(['Eli Enrolled']);
    expect(await found('isEnrolled=true&unusedSince=2026-01-01T00:00:00Z')).toEqual(['Lou Locked']);
    expect(await found('isEnrolled=true&unusedSince=2026-02-02T00:00:00Z')).toEqual(['Eli Enrolled', 'Lou Locked']);
    expect(await found('trainingEndsBefore=2026-03-11')).toEqual(['Dana Reyes']);
    expect(await found('trainingEndsBefore=2026-03-10')).toEqual([]);
  });
});
