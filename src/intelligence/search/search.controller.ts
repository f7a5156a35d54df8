import { Body, Controller, Post } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { QueryByPost } from '../../platform/http/safe-post.decorator.js';
import { AskSearch } from './search.request.js';
import { SearchView, toSearchView } from './search.view.js';
import { SearchService } from './search.service.js';

/** A search across the record. The search text is sent in the body, since it must not appear in a URL. */
@Controller('search')
export class SearchController {
  constructor(private readonly search: SearchService) {}

  /**
   * Search the record of your seat. The audit trail records the results, without the search text. Minors are never
   * found by name, and narratives are never quoted, because they may mention children.
   */
  @Post()
  @QueryByPost()
  @Requires('search:run')
  async searchRecords(@CurrentActor() actor: Actor, @Body() input: AskSearch): Promise<SearchView> {
    return toSearchView(await this.search.find(actor, input));
  }
}
