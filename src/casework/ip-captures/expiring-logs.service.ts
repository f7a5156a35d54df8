import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SeatDay } from '../../organization/task-forces/seat-day.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import { addDays, type Day } from '../../platform/time/calendar.js';
import type { ExpiringLogRow } from './expiring-log.view.js';
import type { ExpiringLogsQuery } from './ip-capture.request.js';

/** Nil id, which sorts before every id, so that the first page starts with its first day. */
const lowestId = '00000000-0000-0000-0000-000000000000';

/*
 * The days are those of `findLogsEnd`. The instants of each carrier are calculated first, because under row security only
 * plain comparisons use the index. `OFFSET 0` keeps them conditions of its scan: otherwise a plan for an average task force
 * reads all captures and joins them afterwards. A merged complaint is open as long as the one in which it continues.
 */
const selectExpiringLogs = `
  WITH carriers AS MATERIALIZED (
    SELECT p.id, p.task_force_id, p.name, p.retention_days, p.confirmed_at IS NOT NULL AS is_confirmed, f.zone,
           ($1::date - p.retention_days)::timestamp AT TIME ZONE f.zone AS first_at,
           ($3::date - p.retention_days + 1)::timestamp AT TIME ZONE f.zone AS end_at
      FROM app.providers p JOIN app.task_forces f ON f.id = p.task_force_id
     WHERE p.retention_days IS NOT NULL)
  SELECT i.id, i.complaint_id, i.observed_at, p.id AS carrier_id, p.name AS carrier_name, p.retention_days,
         p.is_confirmed, kept.until AS kept_until
    FROM carriers p
   CROSS JOIN LATERAL (
         SELECT u.id, u.complaint_id, u.observed_at FROM app.identifiers u
          WHERE u.task_force_id = p.task_force_id AND u.carrier_id = p.id AND u.voided_at IS NULL
            AND u.observed_at >= p.first_at AND u.observed_at < p.end_at
         OFFSET 0) i
   CROSS JOIN LATERAL (SELECT (i.observed_at AT TIME ZONE p.zone)::date + p.retention_days AS until) kept
    JOIN app.complaints c ON c.id = i.complaint_id AND NOT c.is_expunged
   WHERE (kept.until, i.id) > ($1::date, $2::uuid)
     AND CASE WHEN c.merged_into IS NULL THEN c.disposition IS NULL
              ELSE EXISTS (SELECT FROM app.complaints t WHERE t.id = app.current_complaint(c.id) AND t.disposition IS NULL) END
   ORDER BY kept.until, i.id LIMIT $4`;

/** Page of expiring logs, with the day from which they are counted. */
type ExpiringLogs = Page<ExpiringLogRow> & { readonly today: Day };

/** IP captures of open complaints whose logs at the confirmed carrier end soon. */
@Injectable()
export class ExpiringLogsService {
  constructor(
    private readonly database: Database,
    private readonly seatDay: SeatDay,
  ) {}

  list(actor: Actor, query: ExpiringLogsQuery): Promise<ExpiringLogs> {
    const { within, past } = query;
    const page = new RequestedPage<ExpiringLogRow>({
      list: 'expiring-logs',
      query,
      filter: { within, past },
      key: { kept_until: 'day', id: 'id' },
    });
    const work = async (tx: EntityManager): Promise<ExpiringLogs> => {
      const today = await this.seatDay.today(tx, actor);
      const { sql, parameters } = selectExpiring(query, today, page.limit, page.isFirst ? [] : page.position);
      return { ...page.toPage(await tx.query<ExpiringLogRow[]>(sql, parameters)), today };
    };
    return this.database.auditedRead(actor, 'ip-captures.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: [...new Set(items.map(({ complaint_id: complaintId }) => complaintId))],
    }));
  }
}

/** Returns the statement of the first rows, or of those after a position, with its parameters. */
export function selectExpiring(
  { within, past }: Pick<ExpiringLogsQuery, 'within' | 'past'>,
  today: Day,
  limit: number,
  after: readonly (string | null)[] = [],
): { readonly sql: string; readonly parameters: unknown[] } {
  const position = after.length > 0 ? after : [addDays(today, -past), lowestId];
  return { sql: selectExpiringLogs, parameters: [...position, addDays(today, within), limit] };
}
