import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor/actor.js';
import { Database } from '../../../platform/database/database.js';
import { RequestedPage, type Page } from '../../../platform/http/paging.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { Clock } from '../../../platform/time/clock.js';
import { loadNames } from '../organization-names.js';
import { resolveScope } from '../resolve-scope.js';
import { isWidened, requireAllowedBreakdown, authorizeScope } from '../scope.js';
import { toBacklog, toBacklogRows, toBacklogStates, type BacklogCell } from './backlog-rows.js';
import type { BacklogQuery, WaitingComplaintsQuery } from './backlog.request.js';
import type { BacklogView, WaitingComplaint } from './backlog.view.js';
import { defaultTargetHours } from './target-hours.decorator.js';
import { columnByDimension, collectIds } from './breakdown.js';
import { ageStarts, backlogRules, getAgeLimits } from './backlog-ages.js';

const maxCells = 100_000;

const selectBacklog = `
  SELECT task_force_id AS "taskForceId", agency_id AS "agencyId", priority, source, state, age, complaints,
         past_target AS "pastTarget", overdue, expiring, expired
    FROM oversight.backlog($1, $2, $3, $4, $5, $6, $7) LIMIT $8`;

/* Row security filters the complaints for the reader a second time. */
const selectWaitingComplaints = `
  SELECT c.id AS "complaintId", c.reference, c.state, c.priority, c.source, c.agency_id AS "agencyId", c.received_at AS "receivedAt",
         w.age_days AS "ageDays", w.is_past_target AS "isPastTarget", c.due_at AS "dueAt", w.is_overdue AS "isOverdue",
         c.preserved_until AS "preservedUntil"
    FROM oversight.waiting($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) w
    JOIN app.complaints c ON c.id = w.complaint_id
   ORDER BY c.received_at, c.id`;

interface WaitingRow extends Omit<WaitingComplaint, 'receivedAt' | 'dueAt'> {
  readonly receivedAt: Date;
  readonly dueAt: Date | null;
}

/** Open complaints, with their ages and concerns. */
@Injectable()
export class BacklogService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, query: BacklogQuery): Promise<BacklogView> {
    const { by = [], targetHours = defaultTargetHours } = query;
    const requestedScope = authorizeScope(actor.seat, query);
    requireAllowedBreakdown(actor.seat, query, by);
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const scope = await resolveScope(tx, requestedScope);
      const { taskForceId, agencyId } = scope;
      const columns = by.map((dimension) => columnByDimension[dimension]);
      const isWhole = isWidened(actor.seat, query);
      const cells = await tx.query<BacklogCell[]>(selectBacklog, [
        now,
        columns,
        taskForceId,
        agencyId,
        isWhole,
        targetHours,
        ageStarts,
        maxCells + 1,
      ]);
      if (cells.length > maxCells) {
        throw InvalidInput.forPath('/by', `makes more than ${maxCells} figures; ask for less`);
      }
      const names = await loadNames(tx, collectIds(cells, 'taskForceId'), collectIds(cells, 'agencyId'));
      return {
        by,
        scope,
        generatedAt: now.toISOString(),
        targetHours,
        definitions: backlogRules,
        backlog: toBacklog(cells),
        states: toBacklogStates(cells),
        rows: by.length === 0 ? [] : toBacklogRows(cells, names, by.includes('state')),
      };
    });
  }

  list(actor: Actor, query: WaitingComplaintsQuery): Promise<Page<WaitingComplaint>> {
    const { agencyId, priority, source, state, age, concern, targetHours = defaultTargetHours } = query;
    const page = new RequestedPage<WaitingRow>({
      list: 'waiting-complaints',
      query,
      key: { receivedAt: 'instant', complaintId: 'id' },
    });
    const { least, most } = age === undefined ? { least: null, most: null } : getAgeLimits(age);
    const filters = [agencyId ?? null, priority ?? null, source ?? null, state ?? null, least, most, concern ?? null];
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const rows = await tx.query<WaitingRow[]>(selectWaitingComplaints, [
        now,
        ...filters,
        targetHours,
        ...page.position,
        page.limit,
      ]);
      const { items, nextCursor } = page.toPage(rows);
      return { items: items.map(toWaitingComplaint), nextCursor };
    });
  }
}

function toWaitingComplaint({ receivedAt, dueAt, ...row }: WaitingRow): WaitingComplaint {
  return { ...row, receivedAt: receivedAt.toISOString(), dueAt: dueAt?.toISOString() ?? null };
}
