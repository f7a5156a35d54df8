import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { BacklogView, WaitingComplaintPage } from '../../src/reporting/reports/timeliness/backlog.view.js';
import { ages } from '../../src/reporting/reports/timeliness/backlog-ages.js';
import { closing, hold, reason, triage, type Act } from '../support/acts.js';
import { Given, madeBy, type GivenAccount, type GivenAgency, type Made } from '../support/given.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';

const day = 86_400;
const clock = new Date(stoppedAt);
let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let head: GivenAccount;

beforeAll(async () => {
  tracker = await startTracker({ clock, config: { REQUESTS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
});
beforeEach(async () => {
  clock.setTime(stoppedAt.getTime());
  agency = await given.agency();
  head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
});
afterAll(() => tracker.close());

function waits(seconds: number): void {
  clock.setTime(clock.getTime() + seconds * 1000);
}

function received(daysAgo: number, overrides: object = {}): Promise<Made<ComplaintView>> {
  const receivedAt = new Date(clock.getTime() - daysAgo * day * 1000).toISOString();
  return given.complaint({ agencyId: agency.id, receivedAt, ...overrides });
}

/** Returns the complaint after these acts of the task force's supervisor. */
function after(complaint: Made<ComplaintView>, ...acts: readonly Act[]): Promise<Made<ComplaintView>> {
  return given.moved(complaint, acts, head);
}

async function backlog(reader: GivenAccount, query = ''): Promise<BacklogView> {
  return madeBy(await tracker.as(reader).get<BacklogView>(`/reports/backlog?${query}`), 200).body;
}

async function waiting(reader: GivenAccount, query = ''): Promise<WaitingComplaintPage['items']> {
  return madeBy(await tracker.as(reader).get<WaitingComplaintPage>(`/reports/backlog/complaints?${query}`), 200).body
    .items;
}

function ids(items: readonly { readonly complaintId: string }[]): string[] {
  return items.map(({ complaintId }) => complaintId).sort();
}

describe('the backlog report', () => {
  it('counts open complaints by state and age, and lists each of them', async () => {
    const made: Record<number, Made<ComplaintView>> = {};
    for (const old of [0, 2, 3, 7, 8, 30, 31, 90, 91, 180, 181, 4000]) made[old] = await received(old);
    await after(made[3] as Made<ComplaintView>, triage(3));
    await after(await received(5), triage(3), ['disposition', closing]);
    await after(await received(5), ['merge', { into: made[0]?.id, reason }]);

    const told = await backlog(head);

    expect(told.backlog.open).toBe(12);
    expect(told.backlog.ages).toEqual(ages.map((age) => ({ age, complaints: 2 })));
    expect(told.states.map(({ state, backlog: { open } }) => [state, open])).toEqual([
      ['received', 11],
      ['triaged', 1],
    ]);
    for (const { age, complaints } of told.backlog.ages) {
      const items = await waiting(head, `age=${age}`);
      expect([age, items.length]).toEqual([age, complaints]);
    }
    expect(ids(await waiting(head, 'age=31-90'))).toEqual([made[31]?.id, made[90]?.id].sort());
    expect((await waiting(head, 'state=triaged')).map(({ ageDays }) => ageDays)).toEqual([3]);
    const first = await tracker.as(head).get<WaitingComplaintPage>('/reports/backlog/complaints?limit=7');
    const rest = await waiting(head, `limit=7&cursor=${String(first.body.nextCursor)}`);
    expect([...first.body.items, ...rest].map(({ ageDays }) => ageDays)).toEqual([
      4000, 181, 180, 91, 90, 31, 30, 8, 7, 3, 2, 0,
    ]);
  });

  it('measures the age of a reopened complaint from its reopening', async () => {
    const complaint = await after(await received(100), triage(3), ['disposition', closing]);
    waits(day);
    await after(complaint, ['reopen', { reason }]);
    waits(4 * day);

    expect(await waiting(head)).toMatchObject([{ complaintId: complaint.id, state: 'reopened', ageDays: 4 }]);
  });

  it('reports complaints past their tier, without time on hold, and overdue ones once assigned', async () => {
    const urgent = await after(await received(0), triage(1));
    const held = await after(await received(0), triage(1), hold);
    const calm = await after(await received(0), triage(2));
    const given1 = await after(await received(0), triage(1), ['assignment', { agencyId: agency.id }]);
    const untold = await received(0);
    const all = { open: 5, pastTarget: 0, overdue: 0 };
    waits(3600);
    const atTheHour = await backlog(head);
    waits(1);
    const past = await backlog(head);
    const lax = await backlog(head, 'targetHours=2,24,168,720');
    await after(held, ['resume', { reason }]);
    waits(3600);
    const later = await backlog(head);

    expect(atTheHour.backlog).toMatchObject(all);
    expect(past.backlog).toMatchObject({ ...all, pastTarget: 1, pastTargetShare: 0.2, overdue: 1 });
    expect(lax.backlog).toMatchObject({ ...all, overdue: 1 });
    expect(later.backlog).toMatchObject({ pastTarget: 1 });
    waits(1);
    expect(ids(await waiting(head, 'concern=past_target'))).toEqual([urgent.id, held.id].sort());
    expect(await waiting(head, 'concern=overdue')).toMatchObject([{ complaintId: given1.id, isOverdue: true }]);
    expect(ids(await waiting(head, 'priority=2'))).toEqual([calm.id]);
    expect(ids(await waiting(head, 'state=received'))).toEqual([untold.id]);
  });

  it('excludes complaints on hold from overdue ones', async () => {
    const assigned = await after(await received(0), triage(1), ['assignment', { agencyId: agency.id }]);
    waits(1800);
    await after(assigned, hold);
    waits(day);

    expect((await backlog(head)).backlog.overdue).toBe(0);
  });

  it('reports untriaged complaints whose preservation expires soon', async () => {
    const tip = (day: string): Promise<Made<ComplaintView>> =>
      received(0, { source: 'ncmec_cybertip', reportedToNcmecAt: `${day}T18:00:00Z` });
    const [gone, lastDay, near, far] = [
      await tip('2025-03-01'),
      await tip('2025-03-02'),
      await tip('2025-04-30'),
      await tip('2025-05-01'),
    ];
    await after(await tip('2025-03-10'), triage(2));

    const { backlog: told } = await backlog(head);

    expect(far.preservedUntil).toBe('2026-05-01');
    expect(told).toMatchObject({ open: 5, expiring: 2, expired: 1 });
    expect(ids(await waiting(head, 'concern=expiring'))).toEqual([lastDay.id, near.id].sort());
    expect(ids(await waiting(head, 'concern=expired'))).toEqual([gone.id]);
  });

  it('has the scope of each seat’s totals, and a breakdown by agency where allowed', async () => {
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    const own = await received(1);
    await received(1, { agencyId: neighbour.id });
    const desk = await given.account({ agency });
    const nation = await given.account({ seat: 'national' });

    expect((await backlog(desk)).backlog.open).toBe(1);
    expect((await backlog(desk, 'scope=taskForce')).backlog.open).toBe(2);
    expect((await backlog(nation, `taskForceId=${agency.taskForceId}`)).backlog.open).toBe(2);
    const { rows } = await backlog(head, 'by=agency,state');
    expect(rows.map((row) => [row.agency?.id, row.state, row.backlog.open]).sort()).toEqual(
      [
        [agency.id, 'received', 1],
        [neighbour.id, 'received', 1],
      ].sort(),
    );
    expect(ids(await waiting(desk))).toEqual([own.id]);
    expect(await waiting(head)).toHaveLength(2);
    expect(ids(await waiting(head, `agencyId=${neighbour.id}`))).not.toContain(own.id);
    expect(await waiting(nation)).toEqual([]);
  });
});
