import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { OnLegalHold } from '../complaints/complaints.errors.js';
import { saveDecision } from '../complaints/save-decision.js';
import { nameAgency } from '../../organization/agencies/agency-name.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate } from '../../platform/database/rows.js';
import { formatHiddenLimit } from '../../platform/database/hidden-limit.js';
import { newId } from '../../platform/ids/ids.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import type { Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { isOnLegalHold, findComplaintOrFail } from './complaint-locks.js';
import { Retention, resolveReviewDay, type Attribution, type RetentionRule } from './retention.entity.js';
import { NotClosed } from './retention.errors.js';
import { retentionPolicy } from './retention.policy.js';
import type { RetentionClass } from './retention.enums.js';
import type { DecideRetention, DueQuery } from './retention.request.js';
import type { DueView, RetentionRecord } from './retention.view.js';

/**
 * Maximum number of closed complaints of an agency that the statement reads before their retentions. It bounds the extra
 * read of an agency with more, which then uses the index on the review day.
 */
const maxComplaintsReadFirst = 5000;

const isDue = `r.review_on <= $1 AND ($2::boolean IS NULL OR (r.marked_at IS NOT NULL) = $2)`;
const selectClosed = (condition: string): string => `
    (SELECT c.id, c.reference, c.agency_id, c.version, c.state FROM app.complaints c
      WHERE ${condition} AND c.state = 'closed')`;

/**
 * Returns the statement of the first due rows: until `$1`, with or without mark (`$2`), of agency `$3` or the task force, at most `$4`. For
 * an agency with few complaints it starts from those, because the index on the review day has the rows of all agencies.
 * `OFFSET 0` keeps Postgres from joining in the other order, which reads all closed complaints.
 */
const selectDueRows = (columns: string, condition = 'true'): string => `
  WITH own AS MATERIALIZED (
    ${selectClosed('c.agency_id = $3')}
    UNION ALL
    ${selectClosed('c.working_agency_id = $3 AND c.agency_id <> $3')}
    ${formatHiddenLimit(maxComplaintsReadFirst + 1)}
  )
  (SELECT ${columns}
     FROM app.retentions r
    CROSS JOIN LATERAL (SELECT * FROM app.complaints c WHERE c.id = r.complaint_id AND c.state = 'closed' OFFSET 0) c
    WHERE ${isDue} AND ${condition} AND ($3::uuid IS NULL OR (SELECT count(*) FROM own) > ${maxComplaintsReadFirst})
    ORDER BY r.review_on, r.complaint_id LIMIT $4)
  UNION ALL
  (SELECT ${columns}
     FROM own c CROSS JOIN LATERAL (SELECT * FROM app.retentions r WHERE r.complaint_id = c.id OFFSET 0) r
    WHERE ${isDue} AND ${condition} AND $3::uuid IS NOT NULL AND (SELECT count(*) FROM own) <= ${maxComplaintsReadFirst}
    ORDER BY r.review_on, r.complaint_id LIMIT $4)
  ORDER BY review_on, complaint_id LIMIT $4`;
const selectDue = `
  SELECT due.*, app.is_held(due.complaint_id) AS is_on_hold
    FROM (${selectDueRows(
      'r.complaint_id, c.reference, c.agency_id, r.class, r.closed_on, r.review_on, r.marked_at, r.purge_not_before, c.version',
      '(r.review_on, r.complaint_id) > ($5, $6)',
    )}) due
   ORDER BY due.review_on, due.complaint_id`;
const selectDueDay = `SELECT due.review_on AS due FROM (${selectDueRows('r.review_on, r.complaint_id')}) due`;
const firstPosition = ['1900-01-01', '00000000-0000-0000-0000-000000000000'] as const;
const selectRule = 'SELECT class, closed_on, review_on FROM app.retention_by_rule($1)';
const selectReviewDay = 'SELECT app.review_day($1, $2) AS day';
const insertRule = `
  INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, version)
  VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (complaint_id) DO NOTHING`;

interface DueRow {
  readonly complaint_id: string;
  readonly reference: string;
  readonly agency_id: string;
  readonly class: RetentionClass;
  readonly closed_on: string;
  readonly review_on: string;
  readonly marked_at: Date | null;
  readonly purge_not_before: Date | null;
  readonly version: number;
  readonly is_on_hold: boolean;
}

/** Lists complaints due for review, and records retention decisions and purge marks. */
@Injectable()
export class RetentionsService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, complaintId: string): Promise<RetentionRecord> {
    return this.database.read(actor, async (tx) => {
      const complaint = await findComplaintOrFail(tx, complaintId);
      const found = await tx.findOneBy(Retention, { complaintId });
      const rule = await loadRule(tx, complaintId);
      const retention = found ?? (rule ? tx.create(Retention, { ...rule, ...undecided, version: 1 }) : null);
      if (rule) retention?.applyRule(rule);
      return this.toRecord(tx, complaint, retention);
    });
  }

  async listDue(actor: Actor, query: DueQuery): Promise<Page<DueView>> {
    const { marked = null } = query;
    const page = new RequestedPage<DueRow>({
      list: 'retention-due',
      query,
      key: { review_on: 'day', complaint_id: 'id' },
      first: firstPosition,
    });
    const { seat } = actor;
    return this.database.read(actor, async (tx) => {
      if (seat.level === 'national') return { items: [], nextCursor: null };
      const today = await this.taskForces.today(tx, seat.taskForceId);
      const parameters = [today, marked, agencyOf(actor), page.limit, ...page.position];
      const { items, nextCursor } = page.toPage(await tx.query<DueRow[]>(selectDue, parameters));
      return { items: items.map(toDueView), nextCursor };
    });
  }

  decide(actor: Actor, complaintId: string, version: number, decision: DecideRetention): Promise<RetentionRecord> {
    const { reviewOn: requestedDay, reason } = decision;
    const change = { action: 'retention.decided', subject: complaintId, reason };
    return this.changeRetention(actor, complaintId, version, change, async (retention, { tx, today, attribution }) => {
      const [row] = await tx.query<{ day: Day | null }[]>(selectReviewDay, [retention.closedOn, decision.class]);
      const reviewOn = resolveReviewDay(requestedDay, row?.day ?? null, today);
      retention.decide({ class: decision.class, reviewOn, reason }, attribution);
    });
  }

  mark(actor: Actor, complaintId: string, version: number, reason: string): Promise<RetentionRecord> {
    const change = { action: 'complaint.marked-for-purge', subject: complaintId, reason };
    return this.changeRetention(actor, complaintId, version, change, async (retention, { tx, today, attribution }) => {
      if (await isOnLegalHold(tx, complaintId)) throw new OnLegalHold();
      retention.markForPurge(reason, today, attribution);
    });
  }

  unmark(actor: Actor, complaintId: string, version: number, reason: string): Promise<RetentionRecord> {
    const change = { action: 'complaint.purge-mark-withdrawn', subject: complaintId, reason };
    return this.changeRetention(actor, complaintId, version, change, (retention) => {
      retention.withdrawPurgeMark();
    });
  }

  /**
   * Applies a decision on a closed complaint to its current retention by rule. The decision increments the complaint's
   * version.
   */
  private changeRetention(
    actor: Actor,
    complaintId: string,
    version: number,
    change: { readonly action: string; readonly subject: string; readonly reason: string },
    decide: (retention: Retention, context: DecisionContext) => void | Promise<void>,
  ): Promise<RetentionRecord> {
    return this.database.change(actor, change, async (tx) => {
      await findComplaintOrFail(tx, complaintId);
      const complaint = await lockForUpdate(tx, Complaint, complaintId, version);
      authorize(retentionPolicy.decide, actor, complaint);
      const rule = await loadRule(tx, complaintId);
      if (!rule) throw new NotClosed();
      await tx.query(insertRule, [
        newId(),
        complaint.taskForceId,
        complaintId,
        rule.class,
        rule.closedOn,
        rule.reviewOn,
      ]);
      const retention = await tx.findOneByOrFail(Retention, { complaintId });
      retention.applyRule(rule);
      const today = await this.taskForces.today(tx, complaint.taskForceId);
      await decide(retention, { tx, today, attribution: { by: actor.accountId, at: this.clock.now() } });
      await tx.save(retention);
      // Postgres sets the end of the month by its own clock.
      const saved = await tx.findOneByOrFail(Retention, { complaintId });
      return this.toRecord(tx, await saveDecision(tx, complaint), saved);
    });
  }

  private async toRecord(
    tx: EntityManager,
    complaint: Complaint,
    retention: Retention | null,
  ): Promise<RetentionRecord> {
    const today = await this.taskForces.today(tx, complaint.taskForceId);
    return { complaint, retention, today, isOnHold: await isOnLegalHold(tx, complaint.id) };
  }
}

interface DecisionContext {
  readonly tx: EntityManager;
  readonly today: Day;
  readonly attribution: Attribution;
}

const undecided = {
  reason: null,
  decidedBy: null,
  decidedAt: null,
  markReason: null,
  markedBy: null,
  markedAt: null,
  purgeNotBefore: null,
} as const;

/** Returns the retention by rule; null while the complaint is open. */
async function loadRule(tx: EntityManager, complaintId: string): Promise<RetentionRule | null> {
  const rows = await tx.query<{ class: RetentionClass; closed_on: Day; review_on: Day | null }[]>(selectRule, [
    complaintId,
  ]);
  const [row] = rows;
  return row ? { class: row.class, closedOn: row.closed_on, reviewOn: row.review_on } : null;
}

function toDueView(row: DueRow): DueView {
  return {
    complaintId: row.complaint_id,
    reference: row.reference,
    agencyId: row.agency_id,
    agency: nameAgency(row.agency_id),
    class: row.class,
    closedOn: row.closed_on,
    reviewOn: row.review_on,
    isOnHold: row.is_on_hold,
    markedAt: row.marked_at?.toISOString() ?? null,
    purgeNotBefore: row.purge_not_before?.toISOString() ?? null,
    version: row.version,
  };
}

/** Returns the statement of the first review days of closed complaints that are due for review, with its parameters. */
export function selectDueDays(
  { marked = null }: { readonly marked?: boolean | null },
  { actor, today }: { readonly actor: Actor; readonly today: Day },
  limit: number,
): { readonly sql: string; readonly parameters: unknown[] } {
  return { sql: selectDueDay, parameters: [today, marked, agencyOf(actor), limit] };
}

function agencyOf({ seat }: Actor): string | null {
  return seat.level === 'agency' ? seat.agencyId : null;
}
