import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { FoundIdentities, ScannedText, toScannedText } from './identity-search.view.js';
import { ScanText, SearchIdentities } from './identity-search.request.js';
import { IdentitySearchService } from './identity-search.service.js';

/** Children found by identity, returned by pseudonym. */
@Controller('victim-identities')
export class IdentitySearchController {
  constructor(private readonly searches: IdentitySearchService) {}

  /**
   * Search the children within your seat by identity. The audit trail records the matches, without the search terms.
   * An account may search for a limited number of different values a day.
   * @throws IdentityAccessWithdrawn
   * @throws NameLimitReached
   */
  @Post('search')
  @Requires('identities:search')
  @StepUp()
  @QueryByPost()
  searchVictimIdentities(@CurrentActor() actor: Actor, @Body() criteria: SearchIdentities): Promise<FoundIdentities> {
    return this.searches.search(actor, criteria);
  }

  /**
   * Scan a text of a case for names of known children. Full names come from the cases that the account works; family
   * names alone from this complaint. Every scan is recorded in the audit trail. The number of distinct names per
   * account and day is limited. The text is not stored.
   * @throws IdentityAccessWithdrawn
   * @throws NameLimitReached
   */
  @Post('scan')
  @Requires('identities:search')
  @StepUp()
  @QueryByPost()
  async scanTextForVictimNames(@CurrentActor() actor: Actor, @Body() input: ScanText): Promise<ScannedText> {
    return toScannedText(await this.searches.scan(actor, input));
  }
}
