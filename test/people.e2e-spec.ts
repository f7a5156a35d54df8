import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../src/casework/complaints/complaint.view.js';
import type { PeoplePage, PersonLine } from '../src/casework/people/people.view.js';
import type { AccountPage } from '../src/organization/accounts/account.view.js';
import { Given, type GivenAccount } from './support/given.js';
import { sharedTracker, stoppedAt, type Tracker } from './support/tracker.js';

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

describe('GET /people', () => {
  it('lists the people of the task force who can sign in, and nobody of another one', async () => {
    const { agency, taskForceId, head, dana } = await unit();
    await given.account({ agency, name: 'Disabled', standing: 'disabled' });
    await given.account({ taskForceId, role: 'admin', name: 'Waiting', standing: 'waiting' });
    const stranger = await given.account({ name: 'Sam Stranger' });

    for (const by of [head, dana]) {
      expect(namesOf(await people(by))).toEqual(['Alex Head', 'Dana Reyes', 'Robin Vale']);
    }
    expect(namesOf(await people(stranger))).toEqual(['Sam Stranger']);
    const nation = await given.account({ seat: 'national', role: 'supervisor', name: 'Nora National' });
    expect(namesOf(await people(nation, 'q=sam+stranger'))).toContain('Sam Stranger');
  });

  it('gives names alone to investigators and auditors, and the load to supervisors', async () => {
    const { agency, taskForceId, head, dana } = await unit();
    const auditor = await given.account({ taskForceId, role: 'auditor', name: 'Zoe Auditor' });
    await tracker.sql(`UPDATE app.accounts SET trained_until = '2026-03-10', version = version + 1 WHERE id = $1`, [
      dana.accountId,
    ]);
    const dues: (string | null)[] = [];
    for (const receivedAt of ['2025-03-01T12:00:00Z', '2026-03-01T12:00:00Z']) {
      const { id, etag } = await given.complaint({ agencyId: agency.id, by: head, state: 'triaged', receivedAt });
      const assignment = { agencyId: agency.id, investigatorId: dana.accountId };
      const { body } = await tracker
        .as(head)
        .put<ComplaintView>(`/complaints/${id}/assignment`, assignment, { 'if-match': etag });
      dues.push(body.dueAt);
    }

    const overdue = dues.filter((dueAt) => dueAt !== null && new Date(dueAt) < stoppedAt).length;
    const person = { id: dana.accountId, name: 'Dana Reyes', role: 'investigator', agency: agency.name };
    const [line] = await people(head, 'q=REYES');
    expect(line).toMatchObject({ ...person, isTrained: true, open: 2, overdue });
    for (const by of [dana, auditor]) {
      expect(await people(by, 'q=reyes')).toEqual([{ ...person, isTrained: null, open: null, overdue: null }]);
    }
  });

  it('keeps the training of another agency from a supervisor of an agency', async () => {
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

  it('names to an investigator whoever may own a task, who cannot be of another agency', async () => {
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
    const locked = await given.account({ agency, name: 'Lou Locked', standing: 'locked' });
    const enrolled = await given.account({ agency, name: 'Eli Enrolled', standing: 'enrolled' });
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
