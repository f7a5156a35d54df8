import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { FindSimilarSuspects } from './similar-suspects.request.js';
import { SimilarSuspects, toSimilarSuspects } from './similar-suspects.view.js';
import { SimilarSuspectsService } from './similar-suspects.service.js';

/** Search for suspects with a similar name. */
@Controller('suspects/similar')
export class SimilarSuspectsController {
  constructor(private readonly similar: SimilarSuspectsService) {}

  /** Find suspects of your seat with a name that sounds or is spelled similarly, or with that day of birth. */
  @Post()
  @QueryByPost()
  @Requires('suspects:read')
  async findSimilarSuspects(@CurrentActor() actor: Actor, @Body() name: FindSimilarSuspects): Promise<SimilarSuspects> {
    return toSimilarSuspects(await this.similar.find(actor, name));
  }
}
