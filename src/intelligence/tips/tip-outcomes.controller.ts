import { Body, Controller, Post } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { AcceptedMediaType } from '../../platform/http/accepted-media-type.decorator.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { StreamsResponse, WholeFile } from '../../platform/http/streamed-response.js';
import { ReportTipOutcomes } from './tip-outcome.request.js';
import { ReportedOutcomesView } from './tip-outcome.view.js';
import { toCsv, TipOutcomesService } from './tip-outcomes.service.js';

const json = 'application/json';
const csv = 'text/csv';

/** Outcomes of CyberTips, for the reporting center. */
@Controller('tip-outcomes')
export class TipOutcomesController {
  constructor(private readonly outcomes: TipOutcomesService) {}

  /**
   * Report the outcomes of a period's tips to the reporting center. Each line has the tip's number and status, and
   * whether there was an arrest or an identified child. `Accept: text/csv` returns a table. Each call records each tip
   * in the disclosure log. A period may have at most a thousand tips.
   * @throws NotAcceptable
   */
  @Post()
  @QueryByPost()
  @Requires('tips:report-outcomes')
  @StepUp()
  @StreamsResponse()
  @ApiExtraModels(ReportedOutcomesView)
  @ApiOkResponse({
    description: 'A line for each tip.',
    content: {
      [json]: { schema: { $ref: getSchemaPath(ReportedOutcomesView) } },
      [csv]: { schema: { type: 'string', format: 'binary' } },
    },
  })
  async reportTipOutcomes(
    @CurrentActor() actor: Actor,
    @Body() request: ReportTipOutcomes,
    @AcceptedMediaType(json, csv) form: string,
  ): Promise<ReportedOutcomesView | WholeFile> {
    const report = await this.outcomes.report(actor, request);
    if (form === json) return report;
    const name = `tip-outcomes-${request.from}-${request.until}.csv`;
    return new WholeFile({ type: `${csv}; charset=utf-8`, name }, Buffer.from(toCsv(report)));
  }
}
