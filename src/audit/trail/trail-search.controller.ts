import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { TrailEntryPage } from './trail-search.view.js';
import { TrailSearchQuery } from './trail-search.request.js';
import { TrailSearchService } from './trail-search.service.js';

/** Routes of the search of the audit trail. */
@Controller('trail')
export class TrailSearchController {
  constructor(private readonly trail: TrailSearchService) {}

  /**
   * Search the audit trail, newest first.
   * An auditor finds all actions at or below their own seat. A supervisor of a task force finds all actions of that task force. An
   * administrator finds changes to accounts, keys and agencies of the seat. A supervisor of an agency finds the actions
   * of its people and the actions on its accounts. With `record`, this supervisor also finds all actions on a record of
   * the agency. All others find their own actions. The search is written to the trail. An auditor must re-authenticate
   * (step-up) first.
   * @throws ReauthenticationRequired
   */
  @Get()
  @Requires('trail:read')
  searchTrail(@CurrentActor() actor: Actor, @Query() query: TrailSearchQuery): Promise<TrailEntryPage> {
    return this.trail.search(actor, query);
  }
}
