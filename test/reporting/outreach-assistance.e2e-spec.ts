import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AssistanceSessionPage,
  AssistanceSessionView,
} from '../../src/reporting/outreach/assistance-session.view.js';
import type { PresentationView } from '../../src/reporting/outreach/presentation.view.js';
import type { TrainingView } from '../../src/reporting/outreach/training.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { comparableContent } from '../support/client.js';
import { Given, type Made } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';

const session = { heldOn: '2026-02-10', kind: 'forensic', topic: 'Unlocking a telephone', hours: 3 };
const toPine = { ...session, recipientAgencyId: null, recipientName: 'Pine County Sheriff' };
const reason = 'Recorded twice.';

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Desk {
  readonly by: GivenAccount;
  readonly agency: GivenAgency;
  readonly head: GivenAccount;
}

async function desk(): Promise<Desk> {
  const agency = await given.agency();
  const { taskForceId } = agency;
  return {
    agency,
    by: await given.account({ agency }),
    head: await given.account({ taskForceId, role: 'supervisor' }),
  };
}

function helped(by: GivenAccount, body: object): Promise<Made<AssistanceSessionView>> {
  return given.made<AssistanceSessionView>(by, '/assistance-sessions', body);
}

/** Creates an agency that left the task force on that day. */
async function leaverOf({ agency }: Desk, leftOn: string): Promise<GivenAgency> {
  const leaver = await given.agency({ taskForceId: agency.taskForceId });
  await tracker.sql('UPDATE app.agency_memberships SET ended_on = $2 WHERE agency_id = $1', [leaver.id, leftOn]);
  await tracker.sql(
    `INSERT INTO app.agency_memberships (id, task_force_id, agency_id, kind, began_on, version) VALUES ($1, $2, $3, 'non_member', $4, 1)`,
    [newId(), leaver.taskForceId, leaver.id, leftOn],
  );
  return leaver;
}

describe('an assistance session', () => {
  it('is recorded by the agency that helped, and visible to that agency and its task force only', async () => {
    const { by, agency, head } = await desk();

    const made = await helped(by, toPine);

    expect(made).toMatchObject({ ...toPine, agencyId: agency.id, recipientMembership: 'non_member', version: 1 });
    const path = `/assistance-sessions/${made.id}`;
    const missing = await tracker.as(by).get(`/assistance-sessions/${newId()}`);
    expect((await tracker.as(head).get<AssistanceSessionView>(path)).body.id).toBe(made.id);
    for (const stranger of [
      (await desk()).head,
      await given.account({ agency: await given.agency({ taskForceId: agency.taskForceId }) }),
    ]) {
      expect(comparableContent(await tracker.as(stranger).get(path))).toEqual(comparableContent(missing));
    }
  });

  it('records the membership of the recipient on the day of the session', async () => {
    const at = await desk();
    const leaver = await leaverOf(at, '2026-02-10');
    const to = (heldOn: string): object => ({ ...session, heldOn, recipientAgencyId: leaver.id, recipientName: null });

    const before = await helped(at.by, to('2026-02-09'));
    const onThatDay = await helped(at.by, to('2026-02-10'));
    expect([before.recipientMembership, onThatDay.recipientMembership]).toEqual(['member', 'non_member']);

    await tracker.sql(
      `UPDATE app.agency_memberships SET kind = 'affiliate' WHERE agency_id = $1 AND kind = 'non_member'`,
      [leaver.id],
    );
    const read = await tracker.as(at.by).get<AssistanceSessionView>(`/assistance-sessions/${onThatDay.id}`);
    expect(read.body.recipientMembership).toBe('member');
  });

  it('is listed latest first, in pages, with two statements', async () => {
    const { by } = await desk();
    const first = await helped(by, { ...toPine, heldOn: '2026-01-01' });
    const second = await helped(by, toPine);

    const page = await tracker.expectQueries(2, () =>
      tracker.as(by).get<AssistanceSessionPage>('/assistance-sessions?limit=1'),
    );
    const path = `/assistance-sessions?limit=1&cursor=${page.body.nextCursor ?? ''}`;
    const rest = await tracker.as(by).get<AssistanceSessionPage>(path);

    expect(page.body.items).toMatchObject([{ id: second.id, recipientMembership: 'non_member' }]);
    expect(rest.body).toMatchObject({ items: [{ id: first.id }], nextCursor: null });
  });

  it.each([
    ['in the future', { heldOn: '2026-03-03' }, 'heldOn'],
    ['without a recipient', { recipientName: null }, 'recipientAgencyId'],
    ['for two recipients', { recipientAgencyId: newId() }, 'recipientName'],
    ['for a missing agency', { recipientAgencyId: newId(), recipientName: null }, 'recipientAgencyId'],
    ['without a duration', { hours: 0 }, 'hours'],
    ['without a kind', { kind: 'moral' }, 'kind'],
    ['without a topic', { topic: ' ' }, 'topic'],
    ['given by another agency', { agencyId: newId() }, 'agencyId'],
  ])('is rejected when it is %s', async (_, overrides, field) => {
    const { by } = await desk();

    const answer = await tracker.as(by).post('/assistance-sessions', { ...toPine, ...overrides });

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('is rejected when the recipient is the agency itself', async () => {
    const { by, agency } = await desk();
    const own = { ...session, recipientAgencyId: agency.id.toUpperCase(), recipientName: null };

    expect(await tracker.as(by).post('/assistance-sessions', own)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/recipientAgencyId', detail: 'must not be the agency that helped' }] },
    });
  });

  it('is replaced as a whole, with If-Match', async () => {
    const { by, agency } = await desk();
    const { id: recipientAgencyId } = await given.agency({ taskForceId: agency.taskForceId });
    const made = await helped(by, toPine);
    const facts = { ...session, recipientAgencyId, recipientName: null, hours: 5 };

    const corrected = await given.changed(made, `/assistance-sessions/${made.id}`, facts);
    const stale = await tracker.as(by).put(`/assistance-sessions/${made.id}`, facts, { 'if-match': made.etag });

    expect(corrected).toMatchObject({ ...facts, recipientMembership: 'member', version: 2 });
    expect(stale).toMatchObject({ status: 412, body: { sent: 1, current: 2 } });
  });
});

describe('an outreach record entered by mistake', () => {
  it.each([
    ['/presentations', { heldOn: '2026-03-01', title: 'Staying safe', attendeesYouth: 180, attendeesAdult: 22 }],
    [
      '/trainings',
      { endedOn: '2026-03-01', title: 'Chats', trainedLawEnforcement: 24, trainedProsecutors: 6, trainedOther: 3 },
    ],
    ['/assistance-sessions', toPine],
  ])('is voided at %s, stays readable and rejects further changes', async (path, facts) => {
    const { by } = await desk();
    const made = await given.made<PresentationView & TrainingView & AssistanceSessionView>(by, path, facts);
    const one = `${path}/${made.id}`;

    const unexplained = await tracker.as(by).post(`${one}/void`, {}, { 'if-match': made.etag });
    const gone = await given.changed(made, `${one}/void`, { reason });

    expect(unexplained).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/reason' }] } });
    expect(gone).toMatchObject({ voidedAt: stoppedAt.toISOString(), voidReason: reason, version: 2 });
    expect(gone.may).toEqual({ correct: false, void: false });
    expect((await tracker.as(by).get(one)).body).toMatchObject({ voidReason: reason });
    for (const [act, body] of [
      [one, facts],
      [`${one}/void`, { reason }],
    ] as const) {
      expect(await tracker.as(by).change(act, body, { 'if-match': gone.etag })).toMatchObject({
        status: 409,
        body: { type: '/problems/voided' },
      });
    }
    const [entry] = await tracker.sql(
      'SELECT action, reason FROM audit.entries WHERE row_id = $1 ORDER BY seq DESC LIMIT 1',
      [made.id],
    );
    expect(entry).toMatchObject({ action: expect.stringMatching(/\.voided$/), reason });
  });

  it('is no longer counted after it is voided', async () => {
    const { by } = await desk();
    const talk = await given.presentation({ by });
    const course = await given.training({ by });
    const figures = async (): Promise<readonly number[]> => {
      const { body } = await tracker.as(by).get<TotalsView>('/reports/totals?from=2026-01-01&until=2027-01-01');
      const { presentations, peopleReached, trainingSessions, peopleTrained } = body.figures;
      return [presentations, peopleReached, trainingSessions, peopleTrained].map(({ recorded }) => recorded);
    };
    expect(await figures()).toEqual([1, 202, 1, 33]);

    await given.changed(talk, `/presentations/${talk.id}/void`, { reason });
    await given.changed(course, `/trainings/${course.id}/void`, { reason });

    expect(await figures()).toEqual([0, 0, 0, 0]);
  });
});
