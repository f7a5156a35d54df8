import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { namesOf } from '../reports/names.js';
import type { Dimension } from '../reports/reports.words.js';
import { TotalsService } from '../reports/totals.service.js';
import { byTaskForce } from './by-task-force.js';
import { byTypeAndMode } from './by-type-and-mode.js';
import type { Chart, Counted } from './chart.js';
import type { ChartQuery, ChartTable } from './charts.contract.js';
import { overTime } from './over-time.js';

/** Charts of the totals that the reader gets, counted within the same seat. */
@Injectable()
export class ChartsService {
  constructor(
    private readonly database: Database,
    private readonly totals: TotalsService,
  ) {}

  async overTime(actor: Actor, query: ChartQuery): Promise<Chart> {
    return overTime(await this.counted(actor, query, ['month']));
  }

  async byTypeAndMode(actor: Actor, query: ChartQuery): Promise<Chart> {
    return byTypeAndMode(await this.counted(actor, query, ['type', 'mode']));
  }

  async byTaskForce(actor: Actor, query: ChartQuery): Promise<Chart> {
    return byTaskForce(await this.counted(actor, query, ['taskForce']));
  }

  private async counted(actor: Actor, query: ChartQuery, by: readonly Dimension[]): Promise<Counted> {
    const { measure, ...of } = query;
    const totals = await this.totals.read(actor, { ...of, by, measures: [measure] });
    return { measure, totals, whose: await this.whose(actor, totals.scope) };
  }

  /** Returns the name of the scope. A picture is passed on without its query, so it must contain this name. */
  async whose(actor: Actor, { taskForceId, agencyId }: ChartTable['scope']): Promise<string> {
    if (taskForceId === null) return 'all task forces';
    const agencyIds = agencyId === null ? [] : [agencyId];
    const { taskForces, agencies } = await this.database.read(actor, (tx) => namesOf(tx, [taskForceId], agencyIds));
    const taskForce = taskForces.get(taskForceId)?.name ?? '';
    return agencyId === null ? taskForce : `${agencies.get(agencyId)?.name ?? ''}, ${taskForce}`;
  }
}
