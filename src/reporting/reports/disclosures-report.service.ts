import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';
import { resolveDays } from './period.js';
import type { DisclosuresReportQuery } from './report.request.js';
import type { DisclosuresReportView, DisclosuresRow } from './report.view.js';
import { authorizeScope } from './scope.js';

/** Disclosure counts of a period, counted by Postgres within the reader's seat. */
@Injectable()
export class DisclosuresReportService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, query: DisclosuresReportQuery): Promise<DisclosuresReportView> {
    const { from, until } = resolveDays(query);
    return this.database.read(actor, async (tx) => {
      const rows = await tx.query<DisclosuresRow[]>(
        'SELECT basis, what AS kind, recipient, disclosures FROM oversight.disclosed($1, $2)',
        [from, until],
      );
      const generatedAt = this.clock.now().toISOString();
      const disclosures = rows.reduce((sum, row) => sum + row.disclosures, 0);
      return { from, until, scope: authorizeScope(actor.seat, {}), generatedAt, disclosures, rows };
    });
  }
}
