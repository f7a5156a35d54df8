import { applyDecorators, Controller, Get, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { ReplicaRead } from '../../platform/database/replica-read.decorator.js';
import { AcceptedMediaType } from '../../platform/http/accepted-media-type.decorator.js';
import { StreamsResponse, WholeFile } from '../../platform/http/streamed-response.js';
import type { Chart } from './chart.js';
import { ChartQuery } from './chart.request.js';
import { ChartTable } from './chart.view.js';
import { ChartsService } from './charts.service.js';
import { renderSvg } from './svg.js';

const picture = 'image/svg+xml';
const table = 'application/json';

const ApiChartResponse = (): MethodDecorator =>
  applyDecorators(
    StreamsResponse(),
    ApiExtraModels(ChartTable),
    ApiOkResponse({
      description: 'The picture, with its title and description in words; or the table it is drawn from.',
      content: {
        [picture]: { schema: { type: 'string', format: 'binary' } },
        [table]: { schema: { $ref: getSchemaPath(ChartTable) } },
      },
    }),
  );

/** Totals as pictures, each with its data as a table. */
@Controller('charts')
export class ChartsController {
  constructor(private readonly charts: ChartsService) {}

  /**
   * Draw the totals of a period over time. `Accept: image/svg+xml`, or no `Accept`, returns the picture. `Accept:
   * application/json` returns the table of its data with a description in words. A bar is a month, or a year beyond 240
   * months.
   * @throws NotAcceptable
   */
  @Get('over-time')
  @Requires('reports:read')
  @ReplicaRead()
  @ApiChartResponse()
  async drawTotalsOverTime(
    @CurrentActor() actor: Actor,
    @Query() query: ChartQuery,
    @AcceptedMediaType(picture, table) form: string,
  ): Promise<ChartTable | WholeFile> {
    return toResponse(await this.charts.drawTimeChart(actor, query), form);
  }

  /**
   * Draw the totals of a period by complaint type and mode. `Accept` selects picture or table, as for the chart over
   * time.
   * @throws NotAcceptable
   */
  @Get('by-type-and-mode')
  @Requires('reports:read')
  @ReplicaRead()
  @ApiChartResponse()
  async drawTotalsByTypeAndMode(
    @CurrentActor() actor: Actor,
    @Query() query: ChartQuery,
    @AcceptedMediaType(picture, table) form: string,
  ): Promise<ChartTable | WholeFile> {
    return toResponse(await this.charts.drawTypeAndModeChart(actor, query), form);
  }

  /**
   * Draw the totals of a period by task force, as a map with one tile per State. `Accept` selects picture or table, as
   * for the chart over time. At the seat of a task force or an agency the map has only one task force.
   * @throws NotAcceptable
   */
  @Get('by-task-force')
  @Requires('reports:read')
  @ReplicaRead()
  @ApiChartResponse()
  async drawTotalsByTaskForce(
    @CurrentActor() actor: Actor,
    @Query() query: ChartQuery,
    @AcceptedMediaType(picture, table) form: string,
  ): Promise<ChartTable | WholeFile> {
    return toResponse(await this.charts.drawTaskForceChart(actor, query), form);
  }
}

function toResponse(chart: Chart, form: string): ChartTable | WholeFile {
  if (form === table) return chart.table;
  const svg = Buffer.from(renderSvg(chart.picture, chart.table));
  return new WholeFile({ type: `${picture}; charset=utf-8` }, svg);
}
