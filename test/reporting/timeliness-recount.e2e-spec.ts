import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { ComplaintState } from '../../src/casework/complaints/complaints.enums.js';
import type { TimedComplaintPage, TimelinessView } from '../../src/reporting/reports/timeliness/timeliness.view.js';
import { timingMeasures, type TimingKey } from '../../src/reporting/reports/timeliness/timing-measures.js';
import { Given, madeBy, type GivenAccount, type Made } from '../support/given.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';
import { times } from '../support/times.js';

/** Number of random histories and of changes in each. `RECOUNT_RUNS=200` is more, `RECOUNT_SEED` repeats one. */
const runs = times('RECOUNT_RUNS', { api: 1, long: 10 });
const acts = 40;
const seed = Number(process.env['RECOUNT_SEED'] ?? Date.now() % 2_147_483_647);

const clock = new Date(stoppedAt);
let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker({ clock, config: { REQUESTS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const reason = 'As it was drawn.';

interface Step {
  readonly which: number;
  readonly what: number;
  readonly tier: number;
  readonly later: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  which: fc.noBias(fc.nat({ max: 3 })),
  what: fc.noBias(fc.nat({ max: 1000 })),
  tier: fc.noBias(fc.integer({ min: 1, max: 4 })),
  later: fc.noBias(fc.oneof(fc.integer({ min: 1, max: 7200 }), fc.integer({ min: 1, max: 2_000_000 }))),
});

interface Move {
  readonly complaint_id: string;
  readonly cycle: number;
  readonly from_state: ComplaintState;
  readonly to_state: ComplaintState;
  readonly moved_at: Date;
}

type Stop = readonly [complaintId: string, measure: TimingKey, cycle: number, wall: number, working: number];

const aside: readonly ComplaintState[] = ['on_hold', 'transfer_pending', 'merged'];

/** Returns the timeliness measures that follow from the status changes of a complaint. */
function stopsOf(complaintId: string, receivedAt: Date, moves: readonly Move[]): Stop[] {
  const stops: Stop[] = [];
  const last = Math.max(1, ...moves.map(({ cycle }) => cycle));
  let closedAt: Date | undefined;
  for (let cycle = 1; cycle <= last; cycle += 1) {
    const own = moves.filter((move) => move.cycle === cycle);
    const began = cycle === 1 ? receivedAt : firstAt(own, ['reopened']);
    if (!began) throw new Error('A cycle has a beginning');
    const stop = (measure: TimingKey, at: Date | undefined): void => {
      if (at) stops.push([complaintId, measure, cycle, secondsIn(began, at), workedIn(began, at, moves)]);
    };
    stop('first_view', firstAt(own, ['in_triage', 'triaged']));
    stop('triage', firstAt(own, ['triaged']));
    stop('assignment', firstAt(own, ['assigned']));
    stop('disposition', firstAt(own, ['closed']));
    if (cycle > 1 && closedAt) {
      const wait = secondsIn(closedAt, began);
      stops.push([complaintId, 'reopening', cycle, wait, wait]);
    }
    closedAt = firstAt(own, ['closed']);
  }
  return stops;
}

function firstAt(moves: readonly Move[], to: readonly ComplaintState[]): Date | undefined {
  return moves.find(({ from_state: from, to_state }) => to.includes(to_state) && !aside.includes(from))?.moved_at;
}

function secondsIn(from: Date, until: Date): number {
  return Math.floor((until.getTime() - from.getTime()) / 1000);
}

function workedIn(began: Date, stopped: Date, moves: readonly Move[]): number {
  let held = 0;
  for (const [place, { to_state: to, moved_at: at }] of moves.entries()) {
    if (to !== 'on_hold' || at >= stopped || at < began) continue;
    const end = moves[place + 1]?.moved_at ?? stopped;
    held += Math.min(end.getTime(), stopped.getTime()) - at.getTime();
  }
  return secondsIn(began, stopped) - Math.floor(held / 1000);
}

describe('the timeliness figures', () => {
  it(`match a recount from the status changes, after random histories (RECOUNT_SEED=${seed})`, async () => {
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: acts, maxLength: acts }), async (steps) => {
        const { head, complaints } = await live(steps);
        const expected = await recounted(complaints);
        expect(await told(head)).toEqual(expected);
        await expectMedians(head, expected);
        counted += expected.length;
      }),
      { numRuns: runs, seed, endOnFailure: true },
    );
    expect(counted).toBeGreaterThanOrEqual(runs);
  });
});

/** Applies changes by a supervisor to four complaints of one agency, as far as their states allow. */
async function live(steps: readonly Step[]): Promise<{ head: GivenAccount; complaints: Made<ComplaintView>[] }> {
  clock.setTime(stoppedAt.getTime());
  const agency = await given.agency();
  const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
  const complaints: Made<ComplaintView>[] = [];
  for (let n = 0; n < 4; n += 1) {
    const receivedAt = new Date(clock).toISOString();
    const { id, etag } = await given.complaint({ agencyId: agency.id, receivedAt });
    // Read by the deciding account, whose permissions apply.
    const { body } = madeBy(await tracker.as(head).get<ComplaintView>(`/complaints/${id}`), 200);
    complaints.push({ ...body, etag, by: head });
  }
  for (const { which, what, tier, later } of steps) {
    clock.setTime(clock.getTime() + later * 1000);
    const complaint = complaints[which] as Made<ComplaintView>;
    // The target of a merge must accept it.
    const into = complaints.find(({ id, state }) => id !== complaint.id && !['merged', 'closed'].includes(state));
    const open = actsOn(complaint, agency.id, tier, into?.id);
    const [act, body] = open[what % open.length] as (typeof open)[number];
    complaints[which] = await given.changed(complaint, `/complaints/${complaint.id}/${act}`, body);
  }
  return { head, complaints };
}

function actsOn(
  { may }: ComplaintView,
  agencyId: string,
  priority: number,
  into: string | undefined,
): (readonly [act: string, body: object])[] {
  const what = { type: 'enticement', mode: 'reactive' };
  const all: (readonly [isOpen: boolean, act: string, body: object])[] = [
    [may.screen, 'screening', what],
    [may.triage, 'triage', { ...what, priority, rationale: reason }],
    [may.assign, 'assignment', { agencyId }],
    [may.hold, 'hold', { reason, reviewOn: '2199-01-01' }],
    [may.resume, 'resume', { reason }],
    [may.merge && into !== undefined, 'merge', { into, reason }],
    [may.unmerge, 'unmerge', { reason }],
    [may.close, 'disposition', { code: 'insufficient_information', narrative: reason }],
    [may.reopen, 'reopen', { reason }],
  ];
  return all.filter(([isOpen]) => isOpen).map(([, act, body]) => [act, body]);
}

async function recounted(complaints: readonly Made<ComplaintView>[]): Promise<Stop[]> {
  const moves = await tracker.sql<Move>(
    `SELECT complaint_id, cycle, from_state, to_state, moved_at FROM app.complaint_moves
      WHERE complaint_id = ANY ($1) ORDER BY moved_at`,
    [complaints.map(({ id }) => id)],
  );
  return complaints
    .filter(({ mergedInto }) => mergedInto === null)
    .flatMap(({ id, receivedAt }) =>
      stopsOf(
        id,
        new Date(receivedAt),
        moves.filter((move) => move.complaint_id === id),
      ),
    )
    .sort(inOrder);
}

async function told(head: GivenAccount): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (const { key } of timingMeasures) {
    const path = `/reports/timeliness/complaints?from=2026-01-01&until=2199-01-01&measure=${key}&limit=200`;
    const { items } = madeBy(await tracker.as(head).get<TimedComplaintPage>(path), 200).body;
    stops.push(
      ...items.map((item): Stop => [item.complaintId, key, item.cycle, item.wallSeconds, item.workingSeconds]),
    );
  }
  return stops.sort(inOrder);
}

/** Expects the reported median and 90th percentile to match, within their stated precision. */
async function expectMedians(head: GivenAccount, stops: readonly Stop[]): Promise<void> {
  const answer = await tracker.as(head).get<TimelinessView>('/reports/timeliness?from=2026-01-01&until=2199-01-01');
  const { timings, relativeError } = answer.body;
  for (const { key, property } of timingMeasures) {
    const own = stops.filter(([, measure]) => measure === key);
    expect([key, timings[property].stopped]).toEqual([key, own.length]);
    for (const [clockName, place] of [
      ['wall', 3],
      ['working', 4],
    ] as const) {
      const sorted = own.map((stop) => stop[place]).toSorted((a, b) => a - b);
      const { medianSeconds, p90Seconds } = timings[property][clockName];
      for (const [said, fraction] of [
        [medianSeconds, 0.5],
        [p90Seconds, 0.9],
      ] as const) {
        const exact = sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)];
        if (exact === undefined) expect(said).toBeNull();
        else expect(Math.abs((said ?? NaN) - exact)).toBeLessThanOrEqual(exact * relativeError + 0.5);
      }
    }
  }
}

function inOrder(a: Stop, b: Stop): number {
  const [one, other] = [a.slice(0, 3).join(' '), b.slice(0, 3).join(' ')];
  return one < other ? -1 : one > other ? 1 : 0;
}
