import { Controller, Get } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Id } from '../../platform/http/id.pipe.js';
import { MatchesView, toMatchesView } from './match.view.js';
import { MatchesService } from './matches.service.js';

/** Matches between complaints. */
@Controller('complaints/:id/matches')
export class MatchesController {
  constructor(private readonly matches: MatchesService) {}

  /** List the matches of a complaint with others of your seat, at the time of the request. */
  @Get()
  @Requires('identifiers:read')
  async listMatches(@CurrentActor() actor: Actor, @Id() id: string): Promise<MatchesView> {
    return toMatchesView(await this.matches.find(actor, id));
  }
}
