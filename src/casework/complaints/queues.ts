import type { Actor } from '../../platform/actor/actor.js';
import type { Join, OrderedRows, SortKey } from '../../platform/database/counted-page.js';
import { Complaint } from './complaint.entity.js';
import type { ComplaintFilters } from './complaint.request.js';
import { hoursUntilDue, priorities, type ComplaintQueue, type ComplaintState } from './complaints.enums.js';

/*
 * Each queue has its conditions, its order and, in `migrations`, its indexes. A condition that is the predicate of a
 * partial index has the same words here and there, or Postgres does not use the index.
 */

interface QueueDefinition {
  readonly conditions: readonly string[];
  readonly keys: readonly SortKey[];
  /** Order of the keys; ascending by default. */
  readonly direction?: 'DESC';
  /** Disjoint conditions, one of which each complaint of the queue meets, where each is a range of the index. */
  readonly ranges?: readonly string[];
  /** Whether the proposal to close is part of the query, as `p`. Its index has no agency. */
  readonly hasProposal?: true;
}

/** Days before the end of a preservation from which an untriaged complaint expires. The backlog has the same number. */
const daysUntilExpiry = 60;

const today = `(SELECT (CAST(:now AS timestamptz) AT TIME ZONE f.zone)::date FROM app.task_forces f WHERE f.id = :taskForceId)`;
const startOf = (day: string): string =>
  `(SELECT CAST(:${day} AS date)::timestamp AT TIME ZONE f.zone FROM app.task_forces f WHERE f.id = :taskForceId)`;

const isReceivedFrom = `c.receivedAt >= ${startOf('receivedFrom')}`;
const isReceivedBefore = `c.receivedAt < ${startOf('receivedUntil')}`;

const id = { sql: 'c.id', part: 'id' } as const satisfies SortKey;
const received = { sql: 'c.receivedAt', part: 'instant' } as const satisfies SortKey;
/* Under row security, coalesce would be no condition of an index, because Postgres does not count it as leakproof. */
const preserved = `CASE WHEN c.preservedUntil IS NULL THEN 'infinity' ELSE c.preservedUntil END`;
const due = `CASE WHEN c.dueAt IS NULL THEN 'infinity' ELSE c.dueAt END`;
const untriaged = [
  `coalesce(c.stateBefore, c.state) IN ('received', 'in_triage', 'reopened')`,
  'c.mergedInto IS NULL',
] as const;
const unassigned = [
  `coalesce(c.stateBefore, c.state) IN ('received', 'in_triage', 'reopened', 'triaged')`,
  'c.mergedInto IS NULL',
  'c.priority IS NOT NULL',
] as const;
const open = ['c.disposition IS NULL', 'c.mergedInto IS NULL'] as const;

/** Instant from which the time to the assignment counts: receipt, or the reopening of a later cycle. */
const beganAt = `CASE WHEN c.cycle = 1 THEN c.receivedAt ELSE (SELECT min(m.moved_at) FROM app.complaint_moves m
   WHERE m.task_force_id = c.taskForceId AND m.complaint_id = c.id AND m.to_state = 'reopened' AND m.cycle = c.cycle ) END`;
/** Time on hold since an instant `b.at`. */
const heldSince = `(SELECT coalesce(sum(least(coalesce(h.ended_at, :now), :now) - greatest(h.held_at, b.at)), interval '0')
   FROM app.complaint_holds h
  WHERE h.task_force_id = c.taskForceId AND h.complaint_id = c.id AND h.held_at < :now AND coalesce(h.ended_at, :now) > b.at)`;
const allowed = `make_interval(hours => (CAST(:targetHours AS integer[]))[ c.priority ])`;

/**
 * Whether the complaint waits for its assignment for longer than its tier allows, without holds. `oversight.open_complaints` repeats the
 * rule for the backlog: both change together.
 */
export const isPastTarget = `coalesce( c.disposition IS NULL AND c.mergedInto IS NULL
  AND coalesce(c.stateBefore, c.state) IN ('received', 'in_triage', 'reopened', 'triaged')
  AND (SELECT CASE WHEN :now - b.at > ${allowed} THEN :now - b.at - ${heldSince} > ${allowed} END
         FROM (SELECT ${beganAt} AS at OFFSET 0) b), false)`;

/* A task force reads its due holds first, which are few of those on hold; as an array, because Postgres expects many. For an agency, OFFSET keeps a look-up for each complaint. Otherwise its few complaints would wait for the due holds of all agencies. */
const isDueForReview = {
  task_force: `c.id = ANY (ARRAY(
  SELECT h.complaint_id FROM app.complaint_holds h WHERE h.ended_at IS NULL AND h.review_on <= :reviewBy))`,
  agency: `EXISTS (
  SELECT FROM app.complaint_holds h
   WHERE h.complaint_id = c.id AND h.ended_at IS NULL AND h.review_on <= :reviewBy OFFSET 0)`,
} as const;

const queues: Readonly<Record<ComplaintQueue, QueueDefinition>> = {
  to_triage: {
    conditions: [...untriaged, 'c.stateBefore IS NULL'],
    keys: [{ sql: preserved, part: 'dayOrNever' }, received, id],
  },
  to_assign: {
    conditions: [...unassigned, `c.state = 'triaged'`],
    keys: [{ sql: 'c.priority', part: 'whole' }, received, id],
  },
  mine: {
    conditions: ['c.investigatorId = :accountId', ...open],
    keys: [{ sql: due, part: 'instantOrNever' }, id],
  },
  overdue: {
    conditions: [...open, 'c.dueAt IS NOT NULL', `(c.state <> 'on_hold' OR c.dueAt < c.stateSince )`, 'c.dueAt < :now'],
    keys: [{ sql: 'c.dueAt', part: 'instant' }, id],
  },
  past_target: {
    conditions: [...unassigned, isPastTarget],
    keys: [{ sql: 'c.priority', part: 'whole' }, received, id],
    ranges: priorities.map((priority) => `c.priority = ${priority} AND c.receivedAt < :targetOf${priority}`),
  },
  expiring: {
    conditions: [...untriaged, `(${preserved}) >= ${today}`, `(${preserved}) < ${today} + ${daysUntilExpiry}`],
    keys: [{ sql: preserved, part: 'dayOrNever' }, received, id],
  },
  on_hold: {
    conditions: [`c.state = 'on_hold'`],
    keys: [{ sql: 'c.stateSince', part: 'instant' }, id],
  },
  to_close: {
    conditions: [],
    keys: [{ sql: 'p.proposed_at', part: 'instant' }, id],
    hasProposal: true,
  },
  all: { conditions: [], keys: [received, id], direction: 'DESC' },
};

/* `OFFSET 0` keeps Postgres from reading all complaints to find the few with a proposal. */
const pendingProposals: Join = {
  source: `(SELECT p.complaint_id, p.proposed_at FROM app.closure_proposals p
   WHERE p.outcome IS NULL ORDER BY p.proposed_at, p.complaint_id OFFSET 0)`,
  alias: 'p',
  condition: 'p.complaint_id = c.id',
};

const targetHours = priorities.map((priority) => hoursUntilDue[priority]);

const agencyBranches = ['c.agencyId = :seat', '(c.workingAgencyId = :seat AND c.agencyId <> :seat )'] as const;

export interface QueueReading {
  readonly actor: Actor;
  readonly now: Date;
  readonly filters: ComplaintFilters;
}

/** Returns the complaints of a queue that meet the filters, in the order of the queue. */
export function rowsOfQueue(queue: ComplaintQueue, { actor, now, filters }: QueueReading): OrderedRows<Complaint> {
  const { conditions, keys, direction = 'ASC', ranges = [], hasProposal } = queues[queue];
  const { seat } = actor;
  const level = seat.level === 'agency' ? 'agency' : 'task_force';
  // Only the list of all complaints has indexes for each state. Those of an agency have open complaints alone.
  const states = queue === 'all' ? (filters.state ?? []) : [];
  return {
    entity: Complaint,
    join: hasProposal ? pendingProposals : null,
    conditions: [...conditions, ...conditionsWithIndex(level, filters)],
    parameters: parametersOf({ actor, now, filters }, states),
    keys,
    direction,
    // Row security alone would scan the whole task force, which is slow for an agency with few of its complaints.
    branches: product(
      ranges,
      states.map(
        (state, position) =>
          `c.state = :state${position}${level === 'agency' && state !== 'closed' ? ' AND c.disposition IS NULL' : ''}`,
      ),
      level === 'agency' && !hasProposal ? agencyBranches : [],
    ),
    filters: conditionsWithoutIndex(filters, states.length > 0),
  };
}

function parametersOf(
  { actor: { seat, accountId }, now, filters }: QueueReading,
  states: readonly ComplaintState[],
): Record<string, unknown> {
  return {
    ...filters,
    states: filters.state,
    ...Object.fromEntries(states.map((state, position) => [`state${position}`, state])),
    ...Object.fromEntries(
      priorities.map((one) => [`targetOf${one}`, new Date(now.getTime() - hoursUntilDue[one] * 3_600_000)]),
    ),
    targetHours,
    now,
    accountId,
    taskForceId: seat.level === 'national' ? null : seat.taskForceId,
    ...(seat.level === 'agency' && { seat: seat.agencyId }),
  };
}

/** Returns the filters that an index serves. */
function conditionsWithIndex(level: keyof typeof isDueForReview, filters: ComplaintFilters): string[] {
  const { agencyId, workingAgencyId, investigatorId, mergedInto, reviewBy, annotation, receivedFrom, receivedUntil } =
    filters;
  return [
    ...(agencyId ? ['c.agencyId = :agencyId'] : []),
    ...(workingAgencyId ? ['c.workingAgencyId = :workingAgencyId'] : []),
    ...(investigatorId === 'me' ? ['c.investigatorId = :accountId'] : []),
    ...(investigatorId && investigatorId !== 'me' && investigatorId !== 'none'
      ? ['c.investigatorId = :investigatorId']
      : []),
    ...(mergedInto ? ['c.mergedInto = :mergedInto'] : []),
    ...(reviewBy ? [isDueForReview[level]] : []),
    ...(annotation ? ['c.annotations IS NOT NULL AND c.annotations && :annotation'] : []),
    ...(receivedFrom ? [isReceivedFrom] : []),
    ...(receivedUntil ? [isReceivedBefore] : []),
  ];
}

/** Returns the filters without an index. */
function conditionsWithoutIndex(filters: ComplaintFilters, hasStates: boolean): string[] {
  const { state, priority, type, source, ncmecClass, investigatorId, dueBefore } = filters;
  return [
    ...(state && !hasStates ? ['c.state = ANY (:states)'] : []),
    ...(priority ? ['c.priority = ANY (:priority)'] : []),
    ...(type ? ['c.type = :type'] : []),
    ...(source ? ['c.source = :source'] : []),
    ...(ncmecClass ? ['c.ncmecClass = :ncmecClass'] : []),
    ...(investigatorId === 'none' ? ['c.investigatorId IS NULL'] : []),
    ...(dueBefore ? ['c.dueAt < :dueBefore'] : []),
  ];
}

/** Returns each combination of conditions, one of each list that is not empty. */
function product(...lists: readonly (readonly string[])[]): string[] {
  return lists
    .filter((list) => list.length > 0)
    .reduce<string[]>(
      (done, list) => (done.length === 0 ? [...list] : done.flatMap((one) => list.map((two) => `${one} AND ${two}`))),
      [],
    );
}
