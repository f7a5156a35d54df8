import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/actor/actor.js';
import { Database } from '../../../platform/database/database.js';
import { RequestedPage, type Page } from '../../../platform/http/paging.js';
import { InvalidInput } from '../../../platform/http/problems.js';
import { Clock } from '../../../platform/time/clock.js';
import { loadNames } from '../organization-names.js';
import { resolveDays, requirePeriod } from '../period.js';
import { resolveScope } from '../resolve-scope.js';
import { isWidened, requireAllowedBreakdown, authorizeScope } from '../scope.js';
import { defaultTargetHours } from './target-hours.decorator.js';
import type { TimedComplaint, TimelinessView } from './timeliness.view.js';
import type { TimedComplaintsQuery, TimelinessQuery } from './timeliness.request.js';
import { toTimingRows, toTimings, type TimingCell } from './timing-rows.js';
import { relativeError, timingMeasures, timingRules } from './timing-measures.js';
import { columnByDimension, collectIds } from './breakdown.js';

const maxCells = 100_000;

const selectTimings = `
  SELECT is_whole AS "isWhole", measure, task_force_id AS "taskForceId", agency_id AS "agencyId", priority, source, month, stopped,
         wall_median AS "wallMedian", wall_p90 AS "wallP90", working_median AS "workingMedian", working_p90 AS "workingP90",
         targeted, past_target AS "pastTarget"
    FROM oversight.timeliness($1, $2, $3, $4, $5, $6, $7) LIMIT $8`;

/* The function limits the rows to the scope of the reader. Row-level security of app.complaints does so again. */
const selectTimedComplaints = `
  SELECT t.record_id AS "recordId", c.id AS "complaintId", c.reference, c.state, c.priority, c.source, c.agency_id AS "agencyId",
         t.cycle, t.stopped_on AS "stoppedOn", t.wall_seconds AS "wallSeconds", t.working_seconds AS "workingSeconds",
         t.is_past_target AS "isPastTarget"
    FROM oversight.timed($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) t
    JOIN app.complaints c ON c.id = t.complaint_id
   ORDER BY t.stopped_on DESC, t.record_id DESC, t.cycle DESC`;

interface TimedComplaintRow extends TimedComplaint {
  readonly recordId: string;
}

/** Service for the durations of the steps of complaints. Postgres computes them within the reader's seat. */
@Injectable()
export class TimelinessService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, query: TimelinessQuery): Promise<TimelinessView> {
    const { by = [], targetHours = defaultTargetHours } = query;
    const { from, until } = resolveDays(query);
    const requestedScope = authorizeScope(actor.seat, query);
    requireAllowedBreakdown(actor.seat, query, by);
    return this.database.read(actor, async (tx) => {
      const scope = await resolveScope(tx, requestedScope);
      const { taskForceId, agencyId } = scope;
      const columns = by.map((dimension) => columnByDimension[dimension]);
      const includesOtherAgencies = isWidened(actor.seat, query);
      const cells = await tx.query<TimingCell[]>(selectTimings, [
        from,
        until,
        columns,
        taskForceId,
        agencyId,
        includesOtherAgencies,
        targetHours,
        maxCells + 1,
      ]);
      if (cells.length > maxCells) {
        throw InvalidInput.forPath('/by', `makes more than ${maxCells} figures; ask for less or a shorter period`);
      }
      const names = await loadNames(tx, collectIds(cells, 'taskForceId'), collectIds(cells, 'agencyId'));
      return {
        from,
        until,
        by,
        scope,
        generatedAt: this.clock.now().toISOString(),
        targetHours,
        relativeError,
        rules: timingRules,
        definitions: timingMeasures.map(({ property: measure, begins, stops, pauses }) => ({
          measure,
          begins,
          stops,
          pauses,
        })),
        timings: toTimings(cells.filter(({ isWhole }) => isWhole)),
        rows: toTimingRows(
          cells.filter(({ isWhole }) => !isWhole),
          names,
        ),
      };
    });
  }

  list(actor: Actor, query: TimedComplaintsQuery): Promise<Page<TimedComplaint>> {
    const { from, until, measure, agencyId, priority, source, pastTarget, targetHours = defaultTargetHours } = query;
    requirePeriod({ from, until });
    const page = new RequestedPage<TimedComplaintRow>({
      list: 'timed-complaints',
      query,
      key: { stoppedOn: 'day', recordId: 'id', cycle: 'whole' },
    });
    const filters = [measure, from, until, agencyId ?? null, priority ?? null, source ?? null, pastTarget ?? false];
    return this.database.read(actor, async (tx) => {
      const rows = await tx.query<TimedComplaintRow[]>(selectTimedComplaints, [
        ...filters,
        targetHours,
        ...page.position,
        page.limit,
      ]);
      const { items, nextCursor } = page.toPage(rows);
      return { items: items.map(toTimedComplaint), nextCursor };
    });
  }
}

function toTimedComplaint(row: TimedComplaintRow): TimedComplaint {
  const { complaintId, reference, state, priority, source, agencyId, cycle } = row;
  const { stoppedOn, wallSeconds, workingSeconds, isPastTarget } = row;
  const durations = { cycle, stoppedOn, wallSeconds, workingSeconds, isPastTarget };
  return { complaintId, reference, state, priority, source, agencyId, ...durations };
}
