import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { UnsavedReport } from './unsaved-matches.request.js';
import { UnsavedReportView } from './unsaved-matches.view.js';
import { UnsavedMatchesService } from './unsaved-matches.service.js';

/** Matches of reports that are not saved. */
@Controller('matches')
export class UnsavedMatchesController {
  constructor(private readonly matches: UnsavedMatchesService) {}

  /**
   * Find what a report would match before you save it: complaints, the same source number, and names of known children.
   * The matches follow the rules of a logged complaint. The report is not stored. An identifier that is not valid yet is
   * ignored. The access log has one entry for all that the response shows, unless the account was shown all of it within
   * the last ten minutes. An account can ask for 1,000 different source numbers a day.
   */
  @Post()
  @QueryByPost()
  @Requires('matches:find')
  findUnsavedMatches(@CurrentActor() actor: Actor, @Body() report: UnsavedReport): Promise<UnsavedReportView> {
    return this.matches.find(actor, report);
  }
}
