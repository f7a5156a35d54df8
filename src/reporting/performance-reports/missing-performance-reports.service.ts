import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { Forbidden } from '../../platform/http/problems.js';
import { resolveCalendarPeriod } from './period.js';
import type { MissingPerformanceReportsQuery } from './performance-report-definition.request.js';
import type {
  MissingPerformanceReportsView,
  MissingPerformanceReportView,
} from './performance-report-definition.view.js';
import { mayListMissing } from './performance-reports.policy.js';

const selectMissing = `
  SELECT t.id AS "taskForceId", t.code, t.name FROM app.task_forces t
   WHERE NOT EXISTS (SELECT FROM app.performance_reports r
                      WHERE r.task_force_id = t.id AND r.definition = $1 AND r.period = $2 AND r.state = 'locked')
     AND ($3::uuid IS NULL
          OR EXISTS (SELECT FROM app.operation_task_forces p WHERE p.operation_id = $3 AND p.task_force_id = t.id))
   ORDER BY t.code`;

/** Task forces without a locked performance report of a period, for the national program. */
@Injectable()
export class MissingPerformanceReportsService {
  constructor(private readonly database: Database) {}

  read(actor: Actor, query: MissingPerformanceReportsQuery): Promise<MissingPerformanceReportsView> {
    if (!mayListMissing(actor)) throw new Forbidden();
    const { definition } = query;
    const operationId = query.operationId ?? null;
    const period = resolveCalendarPeriod(definition, query)?.period ?? operationId ?? '';
    return this.database.read(actor, async (tx) => ({
      definition,
      period,
      missing: await tx.query<MissingPerformanceReportView[]>(selectMissing, [definition, period, operationId]),
    }));
  }
}
