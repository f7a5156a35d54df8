import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { loadNames } from '../reports/organization-names.js';
import type { Dimension } from '../reports/reports.enums.js';
import { TotalsService } from '../reports/totals.service.js';
import { drawTaskForceChart } from './task-force-chart.js';
import { drawTypeAndModeChart } from './type-and-mode-chart.js';
import type { Chart, ChartInput } from './chart.js';
import type { ChartQuery } from './chart.request.js';
import type { ChartTable } from './chart.view.js';
import { drawTimeChart } from './time-chart.js';

/** Charts of the totals that the reader gets, counted within the same seat. */
@Injectable()
export class ChartsService {
  constructor(
    private readonly database: Database,
    private readonly totals: TotalsService,
  ) {}

  async drawTimeChart(actor: Actor, query: ChartQuery): Promise<Chart> {
    return drawTimeChart(await this.readInput(actor, query, ['month']));
  }

  async drawTypeAndModeChart(actor: Actor, query: ChartQuery): Promise<Chart> {
    return drawTypeAndModeChart(await this.readInput(actor, query, ['type', 'mode']));
  }

  async drawTaskForceChart(actor: Actor, query: ChartQuery): Promise<Chart> {
    return drawTaskForceChart(await this.readInput(actor, query, ['taskForce']));
  }

  private async readInput(actor: Actor, query: ChartQuery, dimensions: readonly Dimension[]): Promise<ChartInput> {
    const { measure, ...filters } = query;
    const totals = await this.totals.read(actor, { ...filters, by: dimensions, measures: [measure] });
    return { measure, totals, scopeName: await this.nameScope(actor, totals.scope) };
  }

  /** Returns the name of the scope. A picture is passed on without its query, so it must contain this name. */
  async nameScope(actor: Actor, { taskForceId, agencyId }: ChartTable['scope']): Promise<string> {
    if (taskForceId === null) return 'all task forces';
    const agencyIds = agencyId === null ? [] : [agencyId];
    const { taskForces, agencies } = await this.database.read(actor, (tx) => loadNames(tx, [taskForceId], agencyIds));
    const taskForce = taskForces.get(taskForceId)?.name ?? '';
    return agencyId === null ? taskForce : `${agencies.get(agencyId)?.name ?? ''}, ${taskForce}`;
  }
}
