import { Controller, Get, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { IndexEntryPage, toIndexEntrySummary } from './index-entry.view.js';
import { IndexReviewsQuery } from './index-entry.request.js';
import { IndexEntriesService } from './index-entries.service.js';

/** Due reviews of the subject index. */
@Controller('subject-index/reviews')
export class IndexReviewsController {
  constructor(private readonly entries: IndexEntriesService) {}

  /** List the entries of your seat that are due for review or whose case has changed since the last review, most urgent first. */
  @Get()
  @Requires('subject-index:review')
  async listIndexReviews(@CurrentActor() actor: Actor, @Query() query: IndexReviewsQuery): Promise<IndexEntryPage> {
    const { items, nextCursor } = await this.entries.listDue(actor, query);
    return { items: items.map(toIndexEntrySummary), nextCursor };
  }
}
