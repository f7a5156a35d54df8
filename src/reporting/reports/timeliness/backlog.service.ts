import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor/actor.js';
import { Database } from '../../../platform/database/database.js';
import { Keyset, pageOf, type Page } from '../../../platform/http/paging.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { Clock } from '../../../platform/time/clock.js';
import { namesOf } from '../names.js';
import { placed } from '../placed.js';
import { isWidened, requireTellable, scopeOf } from '../scope.js';
import { backlogOf, backlogRowsOf, backlogStatesOf, type BacklogCell } from './backlog-rows.js';
import type { BacklogQuery, BacklogView, WaitingComplaint, WaitingComplaintsQuery } from './backlog.contract.js';
import { usualTargets } from './target-hours.js';
import { columnOf, idsIn } from './told-apart.js';
import { ageBegins, backlogRules, daysOf } from './waiting.js';

const mostCells = 100_000;

const open = `
  SELECT task_force_id AS "taskForceId", agency_id AS "agencyId", priority, source, state, age, complaints,
         past_target AS "pastTarget", overdue, running_out AS "runningOut", run_out AS "runOut"
    FROM oversight.backlog($1, $2, $3, $4, $5, $6, $7) LIMIT $8`;

/* Row security filters the complaints for the reader a second time. */
const waiting = `
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
    const { by = [], targetHours = usualTargets } = query;
    const asked = scopeOf(actor.seat, query);
    requireTellable(actor.seat, query, by);
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const scope = await placed(tx, asked);
      const { taskForceId, agencyId } = scope;
      const columns = by.map((dimension) => columnOf[dimension]);
      const whole = isWidened(actor.seat, query);
      const cells = await tx.query<BacklogCell[]>(open, [
        now,
        columns,
        taskForceId,
        agencyId,
        whole,
        targetHours,
        ageBegins,
        mostCells + 1,
      ]);
      if (cells.length > mostCells) {
        throw InvalidInput.at('/by', `makes more than ${mostCells} figures; ask for less`);
      }
      const names = await namesOf(tx, idsIn(cells, 'taskForceId'), idsIn(cells, 'agencyId'));
      return {
        by,
        scope,
        generatedAt: now.toISOString(),
        targetHours,
        definitions: backlogRules,
        backlog: backlogOf(cells),
        states: backlogStatesOf(cells),
        rows: by.length === 0 ? [] : backlogRowsOf(cells, names, by.includes('state')),
      };
    });
  }

  list(actor: Actor, query: WaitingComplaintsQuery): Promise<Page<WaitingComplaint>> {
    const { agencyId, priority, source, state, age, concern, targetHours = usualTargets, limit } = query;
    const keyset = new Keyset('waiting-complaints', query, ['instant', 'id']);
    const after = keyset.after(query.cursor) ?? [null, null];
    const { least, most } = age === undefined ? { least: null, most: null } : daysOf(age);
    const which = [agencyId ?? null, priority ?? null, source ?? null, state ?? null, least, most, concern ?? null];
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const rows = await tx.query<WaitingRow[]>(waiting, [now, ...which, targetHours, ...after, limit + 1]);
      const { items, nextCursor } = pageOf(rows, limit, ({ receivedAt, complaintId }) =>
        keyset.cursorOf([receivedAt.toISOString(), complaintId]),
      );
      return { items: items.map(viewOf), nextCursor };
    });
  }
}

function viewOf({ receivedAt, dueAt, ...row }: WaitingRow): WaitingComplaint {
  return { ...row, receivedAt: receivedAt.toISOString(), dueAt: dueAt?.toISOString() ?? null };
}
