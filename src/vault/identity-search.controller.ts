import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Asks } from '../platform/http/questions.js';
import { FoundIdentities, ScannedText, scannedOf, ScanText, SearchIdentities } from './identity-search.contract.js';
import { IdentitySearchService } from './identity-search.service.js';

/** Children, found by who they are and answered by pseudonym. */
@Controller('victim-identities')
export class IdentitySearchController {
  constructor(private readonly searches: IdentitySearchService) {}

  /**
   * Find children of one's seat by what they are known by. The search is in the trail with whom it found, and not with what
   * it asked by. The distinct values of an account and day are limited.
   * @throws IdentityAccessWithdrawn
   * @throws NameBudgetSpent
   */
  @Post('search')
  @Requires('identities:search')
  @StepUp()
  @Asks()
  searchVictimIdentities(@CurrentActor() actor: Actor, @Body() sought: SearchIdentities): Promise<FoundIdentities> {
    return this.searches.search(actor, sought);
  }

  /**
   * Scan a text of a case for names of known children. Full names are those of the cases that the account works; family names alone are
   * those of this complaint. Every scan is entered in the trail, and the distinct names of an account and day are limited. The text is
   * not kept.
   * @throws IdentityAccessWithdrawn
   * @throws NameBudgetSpent
   */
  @Post('scan')
  @Requires('identities:search')
  @StepUp()
  @Asks()
  async scanTextForVictimNames(@CurrentActor() actor: Actor, @Body() asked: ScanText): Promise<ScannedText> {
    return scannedOf(await this.searches.scan(actor, asked));
  }
}
