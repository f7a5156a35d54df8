import { Body, Controller, Post } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Accepted } from '../../platform/http/accepted.js';
import { Asks } from '../../platform/http/questions.js';
import { Streams, WholeFile } from '../../platform/http/streamed-answer.js';
import { ReportTipOutcomes, ReportedOutcomesView } from './tip-outcomes.contract.js';
import { csvOf, TipOutcomesService } from './tip-outcomes.service.js';

const json = 'application/json';
const csv = 'text/csv';

/** Outcomes of CyberTips, for the reporting centre. */
@Controller('tip-outcomes')
export class TipOutcomesController {
  constructor(private readonly outcomes: TipOutcomesService) {}

  /**
   * Report the outcomes of a period's tips to the reporting centre. Each line has the tip's number and status, and
   * whether there was an arrest or an identified child. `Accept: text/csv` returns a table. Each call records each tip
   * in the disclosure log. A period may have at most a thousand tips.
   * @throws NotAcceptable
   */
  @Post()
  @Asks()
  @Requires('tips:report-outcomes')
  @StepUp()
  @Streams()
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
    @Body() wanted: ReportTipOutcomes,
    @Accepted(json, csv) form: string,
  ): Promise<ReportedOutcomesView | WholeFile> {
    const told = await this.outcomes.tell(actor, wanted);
    if (form === json) return told;
    const name = `tip-outcomes-${wanted.from}-${wanted.until}.csv`;
    return new WholeFile({ type: `${csv}; charset=utf-8`, name }, Buffer.from(csvOf(told)));
  }
}
