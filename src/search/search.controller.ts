import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Asks } from '../platform/http/questions.js';
import { AskSearch, SearchView, viewOf } from './search.contract.js';
import { SearchService } from './search.service.js';

/** One box for whatever somebody looks for: in a body, since none of it belongs in a URL. */
@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  /**
   * Find anything in the record of one's seat. What was shown enters the trail, what was asked does not.
   * Who is under 18 is found by no name, and what narratives tell is not quoted: it tells of children.
   */
  @Post()
  @Asks()
  @Requires('search:run')
  async searchRecords(@CurrentActor() actor: Actor, @Body() sought: AskSearch): Promise<SearchView> {
    return viewOf(await this.search.find(actor, sought));
  }
}
