import { Injectable } from '@nestjs/common';
import { dispositionCodes } from '../../../casework/complaints/complaints.enums.js';
import type { Actor } from '../../../platform/actor/actor.js';
import { Database } from '../../../platform/database/database.js';
import { RequestedPage, type Page } from '../../../platform/http/paging.js';
import { Clock } from '../../../platform/time/clock.js';
import { requirePeriod, resolveDays } from '../period.js';
import { resolveScope } from '../resolve-scope.js';
import { authorizeScope, isWidened } from '../scope.js';
import { compareNullsLast } from './breakdown.js';
import { unworkedReasons, unworkedRules } from './unworked.enums.js';
import type { UnworkedComplaintsQuery, UnworkedQuery } from './unworked.request.js';
import type { UnworkedComplaint, UnworkedCount, UnworkedView } from './unworked.view.js';

const selectCounts = 'SELECT reason, disposition, priority, complaints FROM oversight.unworked($1, $2, $3, $4, $5)';

/* Row security filters the complaints for the reader a second time. */
const selectComplaints = `
  SELECT c.id AS "complaintId", c.reference, c.state, c.priority, c.source, c.agency_id AS "agencyId", c.received_at AS "receivedAt",
         u.reason, u.since AS "stateChangedAt", c.disposition, h.reason AS "holdReason"
    FROM oversight.unworked_list($1, $2, $3, $4, $5, $6, $7, $8, $9) u
    JOIN app.complaints c ON c.id = u.complaint_id
    LEFT JOIN app.complaint_holds h
           ON h.task_force_id = c.task_force_id AND h.complaint_id = c.id AND h.ended_at IS NULL AND c.state = 'on_hold'
   ORDER BY c.received_at, c.id`;

interface UnworkedRow extends Omit<UnworkedComplaint, 'receivedAt' | 'stateChangedAt'> {
  readonly receivedAt: Date;
  readonly stateChangedAt: Date;
}

/**
 * Complaints that nobody works, with the reason. Together with the rationale of each triage it accounts for what a task
 * force leaves (34 U.S.C. 21112(c)).
 */
@Injectable()
export class UnworkedService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, query: UnworkedQuery): Promise<UnworkedView> {
    const { from, until } = resolveDays(query);
    const requestedScope = authorizeScope(actor.seat, query);
    return this.database.read(actor, async (tx) => {
      const scope = await resolveScope(tx, requestedScope);
      const values = [from, until, scope.taskForceId, scope.agencyId, isWidened(actor.seat, query)];
      const counts = await tx.query<UnworkedCount[]>(selectCounts, values);
      return {
        ...{ from, until, scope },
        generatedAt: this.clock.now().toISOString(),
        definitions: unworkedReasons.map((reason) => ({ reason, says: unworkedRules[reason] })),
        complaints: counts.reduce((total, { complaints }) => total + complaints, 0),
        counts: counts.sort(compareCounts),
      };
    });
  }

  list(actor: Actor, query: UnworkedComplaintsQuery): Promise<Page<UnworkedComplaint>> {
    const { from, until, agencyId = null, priority = null, reason = null, disposition = null } = query;
    requirePeriod({ from, until });
    const page = new RequestedPage<UnworkedRow>({
      list: 'unworked-complaints',
      query,
      key: { receivedAt: 'instant', complaintId: 'id' },
    });
    const filters = [from, until, agencyId, priority, reason, disposition];
    return this.database.read(actor, async (tx) => {
      const rows = await tx.query<UnworkedRow[]>(selectComplaints, [...filters, ...page.position, page.limit]);
      const { items, nextCursor } = page.toPage(rows);
      return { items: items.map(toUnworkedComplaint), nextCursor };
    });
  }
}

/** Compares by reasons, dispositions and tiers, in the order of their lists; null comes last. */
function compareCounts(a: UnworkedCount, b: UnworkedCount): number {
  return (
    unworkedReasons.indexOf(a.reason) - unworkedReasons.indexOf(b.reason) ||
    getDispositionOrder(a) - getDispositionOrder(b) ||
    compareNullsLast(a.priority, b.priority)
  );
}

function getDispositionOrder({ disposition }: UnworkedCount): number {
  return disposition === null ? -1 : dispositionCodes.indexOf(disposition);
}

function toUnworkedComplaint({ receivedAt, stateChangedAt, ...row }: UnworkedRow): UnworkedComplaint {
  return { ...row, receivedAt: receivedAt.toISOString(), stateChangedAt: stateChangedAt.toISOString() };
}
