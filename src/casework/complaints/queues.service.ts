import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { bindBuilt } from '../../platform/database/built-statements.js';
import {
  boundCount,
  buildCount,
  partsOf,
  selectCountedPage,
  type BoundedCount,
  type CountedPage,
  type OrderedRows,
} from '../../platform/database/counted-page.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';
import type { Complaint } from './complaint.entity.js';
import type { ListedComplaint } from './complaint-line.view.js';
import type { ComplaintFilters, ComplaintsQuery } from './complaint.request.js';
import { complaintQueues, type ComplaintQueue, type Priority } from './complaints.enums.js';
import { findStrongestMatches } from './line-declarations.js';
import { isPastTarget, rowsOfQueue } from './queues.js';

const limits = { maxCount: 1000, maxExamined: 10_000 } as const;

/** Columns of the list, without the narrative. */
const columns = [
  'c.id',
  'c.version',
  'c.reference',
  'c.state',
  'c.stateSince',
  'c.stateBefore',
  'c.priority',
  'c.source',
  'c.type',
  'c.mode',
  'c.receivedAt',
  'c.receivedOn',
  'c.jurisdictionState',
  'c.jurisdictionCounty',
  'c.jurisdictionCity',
  'c.dueAt',
  'c.agencyId',
  'c.workingAgencyId',
  'c.investigatorId',
  'c.disposition',
  'c.mergedInto',
  'c.transferredTo',
  'c.preservedUntil',
  'c.isExpunged',
];

const extras = {
  isPastTarget,
  isEscalated: `coalesce((SELECT v.is_escalated FROM app.tip_versions v
     WHERE v.task_force_id = c.taskForceId AND v.complaint_id = c.id ORDER BY v.number DESC LIMIT 1), false)`,
  unansweredHits: `(SELECT count(*)::int FROM app.deconfliction_hits h
     WHERE h.task_force_id = c.taskForceId AND h.complaint_id = c.id AND h.answer IS NULL)`,
  openTasks: `(SELECT count(*)::int FROM app.tasks t
     WHERE t.task_force_id = c.taskForceId AND t.complaint_id = c.id AND t.state = 'open')`,
} as const;

/** Queue with its count. Its urgency is that of the counted complaints. */
export interface QueueSummary extends BoundedCount {
  readonly queue: ComplaintQueue;
  readonly oldestReceivedAt: Date | null;
  readonly mostUrgent: Priority | null;
}

interface QueueCountRow {
  readonly queue: ComplaintQueue;
  readonly count: number;
  readonly examined: number;
  readonly oldest: Date | null;
  readonly urgent: Priority | null;
}

const waitingQueues = complaintQueues.filter((queue) => queue !== 'all');

/** Queues of complaints: their lists, and their counts. */
@Injectable()
export class QueuesService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, query: ComplaintsQuery): Promise<CountedPage<ListedComplaint>> {
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const rows = rowsOfQueue(query.queue ?? 'all', { actor, now, filters: query });
      const page = await selectCountedPage(tx, rows, {
        list: 'complaints',
        query,
        columns,
        extras,
        ...limits,
      });
      const strengths = await findStrongestMatches(
        tx,
        page.items.map(({ row }) => row.id),
      );
      const items = page.items.map(({ row, extras: facts }) => ({
        complaint: row,
        isOverdue: row.isOverdueAt(now),
        isPastTarget: facts['isPastTarget'] === true,
        isEscalated: facts['isEscalated'] === true,
        unansweredHits: Number(facts['unansweredHits']),
        openTasks: Number(facts['openTasks']),
        strongestMatch: strengths.get(row.id) ?? null,
      }));
      return { ...page, items };
    });
  }

  async count(tx: EntityManager, actor: Actor, filters: ComplaintFilters): Promise<BoundedCount> {
    const rows = rowsOfQueue(filters.queue ?? 'all', { actor, now: this.clock.now(), filters });
    const statement = bindBuilt(tx, ['count', partsOf(rows)], rows.parameters, () => buildCount(tx, rows, limits));
    const [counted] = await tx.query<QueueCountRow[]>(...statement);
    if (!counted) throw new Error('The count returned no row');
    return boundCount(counted, rows, limits);
  }

  /** Counts every queue of the actor's seat, each up to a limit, in one statement. */
  summarize(actor: Actor): Promise<QueueSummary[]> {
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const parts = waitingQueues.map((queue) => rowsOfQueue(queue, { actor, now, filters: {} }));
      const parameters = Object.assign({}, ...parts.map((rows) => rows.parameters)) as Record<string, unknown>;
      const statement = bindBuilt(tx, ['summary', parts.map(partsOf)], parameters, () =>
        parts.map((rows, position) => buildSummary(tx, rows, position)).join(' UNION ALL '),
      );
      const rows = await tx.query<(QueueCountRow & { readonly position: number })[]>(...statement);
      return rows
        .toSorted((one, other) => one.position - other.position)
        .map(({ position, oldest, urgent, ...counted }) => ({
          queue: waitingQueues[position] as ComplaintQueue,
          ...boundCount(counted, parts[position] as OrderedRows<Complaint>, limits),
          oldestReceivedAt: oldest,
          mostUrgent: urgent,
        }));
    });
  }
}

function buildSummary(tx: EntityManager, rows: OrderedRows<Complaint>, position: number): string {
  const aggregates = [`${position} AS position`, 'min(received) AS oldest', 'min(tier) AS urgent'];
  return buildCount(tx, rows, limits, aggregates, { received: 'c.receivedAt', tier: 'c.priority' });
}
