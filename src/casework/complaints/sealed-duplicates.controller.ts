import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { SealedDuplicatePage } from './sealed-duplicate.view.js';
import { SealedDuplicatesQuery } from './sealed-duplicate.request.js';
import { SealedDuplicatesService } from './sealed-duplicates.service.js';

/** Complaints with the same source number as a sealed complaint. */
@Controller('sealed-duplicates')
export class SealedDuplicatesController {
  constructor(private readonly duplicates: SealedDuplicatesService) {}

  /**
   * List complaints that were received with the number of a sealed complaint. Supervisors of the task force review
   * them; for any other account the list is empty. A complaint leaves the list when it is sealed, merged or closed as a
   * duplicate.
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
