import { Injectable } from '@nestjs/common';
import { Operation } from '../operations/operation.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { Clock } from '../../platform/time/clock.js';
import { toFigures } from './figures.js';
import { complaintsDocumented, type MeasureKey } from './measures/index.js';
import type { ComplaintsByTypeAndMode, OperationReportView } from './report.view.js';
import type { OperationReportQuery } from './report.request.js';
import { formatOperationDrillDownPath } from './drill-down-links.js';
import { isWidened, authorizeScope } from './scope.js';

interface OperationCell {
  readonly measure: MeasureKey;
  readonly facets: Readonly<Record<string, string>>;
  readonly recorded: number;
}

/** Totals of an operation, counted by Postgres within the reader's seat. */
@Injectable()
export class OperationReportService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  read(actor: Actor, id: string, query: OperationReportQuery): Promise<OperationReportView> {
    const scope = authorizeScope(actor.seat, query);
    return this.database.read(actor, async (tx) => {
      const { name, startsOn, endsOn, membership } = await findByIdOrFail(tx, Operation, id);
      const cells = await tx.query<OperationCell[]>(
        'SELECT measure, facets, recorded FROM oversight.operation_totals($1, $2)',
        [id, isWidened(actor.seat, query)],
      );
      const [participants] = await tx.query<{ taskForces: number; agencies: number }[]>(
        'SELECT task_forces AS "taskForces", agencies FROM oversight.operation_participants($1)',
        [id],
      );
      return {
        operation: { id, name, startsOn, endsOn, membership },
        scope,
        generatedAt: this.clock.now().toISOString(),
        taskForces: participants?.taskForces ?? 0,
        agencies: participants?.agencies ?? 0,
        drillDownPath: formatOperationDrillDownPath(id, query),
        figures: toFigures(cells.map((cell) => ({ ...cell, historical: 0, precision: 'exact' }))),
        complaintsByTypeAndMode: countByTypeAndMode(cells),
      };
    });
  }
}

function countByTypeAndMode(cells: readonly OperationCell[]): ComplaintsByTypeAndMode[] {
  const counts = new Map<string, ComplaintsByTypeAndMode>();
  for (const { measure, facets, recorded } of cells) {
    if (measure !== complaintsDocumented.key) continue;
    const { type = '', mode = '' } = facets;
    const key = `${type} ${mode}`;
    counts.set(key, { type, mode, complaints: (counts.get(key)?.complaints ?? 0) + recorded });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
