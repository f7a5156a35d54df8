import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import { addDays, type Day } from '../../platform/time/calendar.js';
import type { ExpiringPreservationQuery } from './expiring-preservation.request.js';
import type { ExpiringPreservationRow } from './expiring-preservation.view.js';
import { SeatDay } from '../../organization/task-forces/seat-day.js';

/** Nil id, which sorts before every id, so that the first page starts with its first day. */
const lowestId = '00000000-0000-0000-0000-000000000000';

/* Each arm reads its own index in order and stops, so the merge reads at most two pages. */
const selectExpiringPreservations = `
  SELECT soon.id, soon.kind, soon.complaint_id, soon.reference, soon.provider, soon.runs_out_on, soon.is_assumed
    FROM ((SELECT c.id, 'provider_report' AS kind, c.id AS complaint_id, c.reference, NULL AS provider,
                  c.preserved_until AS runs_out_on, c.reported_to_ncmec_at IS NULL AS is_assumed
             FROM app.complaints c
            WHERE c.preserved_until IS NOT NULL AND c.disposition IS NULL
              AND c.preserved_until <= $3 AND (c.preserved_until, c.id) > ($1::date, $2::uuid)
            ORDER BY c.preserved_until, c.id LIMIT $4)
          UNION ALL
          SELECT asked.id, 'preservation_request', asked.complaint_id, c.reference, asked.provider, asked.expires_on, false
            FROM (SELECT p.id, p.complaint_id, p.provider, p.expires_on
                    FROM app.preservations p
                   WHERE p.released_at IS NULL AND p.expires_on <= $3 AND (p.expires_on, p.id) > ($1::date, $2::uuid)
                   ORDER BY p.expires_on, p.id LIMIT $4) asked
            JOIN app.complaints c ON c.id = asked.complaint_id) soon
   ORDER BY soon.runs_out_on, soon.id LIMIT $4`;

/** Expiring preservations: provider reports of open complaints, and preservation requests. */
@Injectable()
export class ExpiringPreservationService {
  constructor(
    private readonly database: Database,
    private readonly seatDay: SeatDay,
  ) {}

  list(
    actor: Actor,
    query: ExpiringPreservationQuery,
  ): Promise<Page<ExpiringPreservationRow> & { readonly today: Day }> {
    const { within, past } = query;
    const page = new RequestedPage<ExpiringPreservationRow>({
      list: 'running-out',
      query,
      filter: { within, past },
      key: { runs_out_on: 'day', id: 'id' },
    });
    return this.database.read(actor, async (tx) => {
      const today = await this.seatDay.today(tx, actor);
      const { sql, parameters } = selectExpiring(query, today, page.limit, page.isFirst ? [] : page.position);
      const rows = await tx.query<ExpiringPreservationRow[]>(sql, parameters);
      return { ...page.toPage(rows), today };
    });
  }
}

/** Returns the statement of the first rows, or of those after a position, with its parameters. */
export function selectExpiring(
  { within, past }: Pick<ExpiringPreservationQuery, 'within' | 'past'>,
  today: Day,
  limit: number,
  after: readonly (string | null)[] = [],
): { readonly sql: string; readonly parameters: unknown[] } {
  const position = after.length > 0 ? after : [addDays(today, -past), lowestId];
  return { sql: selectExpiringPreservations, parameters: [...position, addDays(today, within), limit] };
}
