import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { SealedDuplicatePage, SealedDuplicatesQuery } from './sealed-duplicates.contract.js';
import { SealedDuplicatesService } from './sealed-duplicates.service.js';

/** Complaints whose tip number a sealed complaint has as well. */
@Controller('sealed-duplicates')
export class SealedDuplicatesController {
  constructor(private readonly duplicates: SealedDuplicatesService) {}

  /**
   * List complaints that were received with the number of a sealed complaint, for the supervisors of the task force to review. For
   * everybody else the list is empty. A complaint leaves it when it is sealed, merged or closed as a duplicate.
   */
  @Get()
  @Requires('complaints:triage')
  listSealedDuplicates(
    @CurrentActor() actor: Actor,
    @Query() query: SealedDuplicatesQuery,
  ): Promise<SealedDuplicatePage> {
    return this.duplicates.list(actor, query);
  }
}
