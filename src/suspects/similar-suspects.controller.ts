import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Asks } from '../platform/http/questions.js';
import { FindSimilarSuspects, SimilarSuspects, viewOf } from './similar-suspects.contract.js';
import { SimilarSuspectsService } from './similar-suspects.service.js';

/** Suspects whom a name may be of. */
@Controller('suspects/similar')
export class SimilarSuspectsController {
  constructor(private readonly similar: SimilarSuspectsService) {}

  /** Find suspects of one's seat whose name sounds or is spelt alike, or who were born on that day. */
  @Post()
  @Asks()
  @Requires('suspects:read')
  async findSimilarSuspects(@CurrentActor() actor: Actor, @Body() name: FindSimilarSuspects): Promise<SimilarSuspects> {
    return viewOf(await this.similar.find(actor, name));
  }
}
