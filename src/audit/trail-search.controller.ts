import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { TrailEntryPage, TrailSearchQuery } from './trail-search.contract.js';
import { TrailSearchService } from './trail-search.service.js';

/** What was done in the tracker, by whom, to what, when and from where. */
@Controller('trail')
export class TrailSearchController {
  constructor(private readonly trail: TrailSearchService) {}

  /**
   * Search the trail, newest first.
   * An auditor finds what was done in their seat and below, a task force's supervisor all of its own, an administrator how
   * accounts, keys and agencies of the seat are kept. A supervisor at an agency finds what its people did, what was done to its
   * accounts, and everything about a record that is named and is the agency's. Everybody else finds their own acts. The search
   * is an entry, too. Auditors step up first.
   * @throws StepUpRequired
   */
  @Get()
  @Requires('trail:read')
  searchTrail(@CurrentActor() actor: Actor, @Query() query: TrailSearchQuery): Promise<TrailEntryPage> {
    return this.trail.search(actor, query);
  }
}
