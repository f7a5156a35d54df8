import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { CandidateList } from './candidate.view.js';
import { FindCandidates } from './candidate.request.js';
import { findCandidates } from './candidates.js';
import { IdentifierPage, toIdentifierView } from './identifier.view.js';
import { LookUpIdentifier } from './look-up.request.js';
import { LookUpsService } from './look-ups.service.js';

/** Searches for identifiers. The request body contains them, because URLs must not contain personal data. */
@Controller('identifiers')
export class LookUpsController {
  constructor(private readonly lookUps: LookUpsService) {}

  /** Find an identifier in the complaints of your seat, latest complaint first. */
  @Post('look-up')
  @QueryByPost()
  @Requires('identifiers:read')
  async lookUpIdentifier(@CurrentActor() actor: Actor, @Body() sought: LookUpIdentifier): Promise<IdentifierPage> {
    const { items, nextCursor } = await this.lookUps.find(actor, sought);
    return { items: items.map(toIdentifierView), nextCursor };
  }

  /** Find possible identifiers in a text. A person confirms them and adds their owner; the text is not stored. */
  @Post('candidates')
  @QueryByPost()
  @Requires('identifiers:record')
  findIdentifierCandidates(@CurrentActor() _actor: Actor, @Body() { text }: FindCandidates): CandidateList {
    return { items: findCandidates(text) };
  }
}
