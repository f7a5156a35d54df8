import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import {
  CorrectSubject,
  ExtendSubject,
  IndexEntriesQuery,
  IndexEntryPage,
  IndexEntryView,
  RemoveSubject,
  RevalidateSubject,
  SubjectApproval,
  SubmitSubject,
  summaryOf,
  viewOf,
} from './index-entries.contract.js';
import { IndexEntriesService } from './index-entries.service.js';
import { IndexReviewsService } from './index-reviews.service.js';

/** Suspects as task forces share them, apart from the cases they come from (28 CFR Part 23). */
@Controller('subject-index/entries')
export class IndexEntriesController {
  constructor(
    private readonly entries: IndexEntriesService,
    private readonly reviews: IndexReviewsService,
  ) {}

  /**
   * Submit a suspect of a case for the shared index. Somebody else has to approve it before anybody is pointed to it.
   * @throws AlreadyExists
   * @throws MergedAway
   * @throws Expunged
   * @throws NotToBeShared
   */
  @Post()
  @Requires('subject-index:submit')
  async submitIndexEntry(@CurrentActor() actor: Actor, @Body() subject: SubmitSubject): Promise<IndexEntryView> {
    return viewOf(await this.entries.submit(actor, subject), actor);
  }

  /**
   * Have an entry found by more of what its suspect is known by. Of an approved one, nobody is pointed to it until somebody else has
   * revalidated it.
   * @throws IllegalEntryMove
   * @throws MergedAway
   * @throws Expunged
   * @throws NotToBeShared
   */
  @Put(':id/identifiers')
  @Requires('subject-index:submit')
  async extendIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() extension: ExtendSubject,
  ): Promise<IndexEntryView> {
    return viewOf(await this.entries.extend(actor, id, version, extension), actor);
  }

  /** List the entries of one's seat, the latest submitted first. */
  @Get()
  @Requires('subject-index:read')
  async listIndexEntries(@CurrentActor() actor: Actor, @Query() query: IndexEntriesQuery): Promise<IndexEntryPage> {
    const { items, nextCursor } = await this.entries.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Read an entry and the decisions on it. Others than its agency and task force are pointed to it and never read it. */
  @Get(':id')
  @Requires('subject-index:read')
  async readIndexEntry(@CurrentActor() actor: Actor, @Id() id: string): Promise<IndexEntryView> {
    return viewOf(await this.entries.get(actor, id), actor);
  }

  /**
   * Approve an entry that somebody else submitted, for five years at most.
   * @throws ApproverNotIndependent
   * @throws IllegalEntryMove
   * @throws NotToBeShared
   */
  @Put(':id/approval')
  @Requires('subject-index:review')
  async approveIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() approval: SubjectApproval,
  ): Promise<IndexEntryView> {
    return viewOf(await this.reviews.approve(actor, id, version, approval), actor);
  }

  /**
   * Refuse an entry that somebody else submitted; its content is erased.
   * @throws IllegalEntryMove
   */
  @Put(':id/refusal')
  @Requires('subject-index:review')
  async refuseIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() refusal: RemoveSubject,
  ): Promise<IndexEntryView> {
    return viewOf(await this.reviews.refuse(actor, id, version, refusal), actor);
  }

  /**
   * Review an entry before its review day has passed, for another five years at most.
   * @throws ApproverNotIndependent
   * @throws IllegalEntryMove
   * @throws NotToBeShared
   */
  @Put(':id/revalidation')
  @Requires('subject-index:review')
  async revalidateIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() review: RevalidateSubject,
  ): Promise<IndexEntryView> {
    return viewOf(await this.reviews.revalidate(actor, id, version, review), actor);
  }

  /**
   * Put an entry right. Every agency that was given something of it is told which fields were wrong. Where names, birth or what is
   * suspected change, nobody is pointed to it until somebody else has revalidated it.
   * @throws ApproverNotIndependent
   * @throws IllegalEntryMove
   */
  @Put(':id/correction')
  @Requires('subject-index:review')
  async correctIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectSubject,
  ): Promise<IndexEntryView> {
    return viewOf(await this.reviews.correct(actor, id, version, correction), actor);
  }

  /**
   * Take an entry out of the index: its content is erased, and every agency that was given something of it is told. The case stays.
   * @throws IllegalEntryMove
   */
  @Put(':id/purging')
  @Requires('subject-index:review')
  async purgeIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() removal: RemoveSubject,
  ): Promise<IndexEntryView> {
    return viewOf(await this.reviews.purge(actor, id, version, removal), actor);
  }
}
