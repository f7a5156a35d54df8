import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import {
  CorrectSubject,
  ExtendSubject,
  IndexEntriesQuery,
  RemoveSubject,
  RevalidateSubject,
  SubjectApproval,
  SubmitSubject,
} from './index-entry.request.js';
import { IndexEntryPage, IndexEntryView, toIndexEntrySummary, toIndexEntryView } from './index-entry.view.js';
import { IndexEntriesService } from './index-entries.service.js';
import { IndexReviewsService } from './index-reviews.service.js';

/** Suspects shared by task forces, separate from their cases (28 CFR Part 23). */
@Controller('subject-index/entries')
export class IndexEntriesController {
  constructor(
    private readonly entries: IndexEntriesService,
    private readonly reviews: IndexReviewsService,
  ) {}

  /**
   * Submit a suspect of a case for the shared index. The entry is not disclosed until another person approves it.
   * @throws AlreadyExists
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws SharingNotAllowed
   */
  @Post()
  @Requires('subject-index:submit')
  async submitIndexEntry(@CurrentActor() actor: Actor, @Body() subject: SubmitSubject): Promise<IndexEntryView> {
    return toIndexEntryView(await this.entries.submit(actor, subject), actor);
  }

  /**
   * Add identifiers of the suspect to an entry. An approved entry is then not disclosed until another person
   * revalidates it.
   * @throws InvalidEntryTransition
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws SharingNotAllowed
   */
  @PostAction(':id/identifiers')
  @Requires('subject-index:submit')
  async extendIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() extension: ExtendSubject,
  ): Promise<IndexEntryView> {
    return toIndexEntryView(await this.entries.extend(actor, id, version, extension), actor);
  }

  /** List the entries of your seat, latest submitted first. */
  @Get()
  @Requires('subject-index:read')
  async listIndexEntries(@CurrentActor() actor: Actor, @Query() query: IndexEntriesQuery): Promise<IndexEntryPage> {
    const { items, nextCursor } = await this.entries.list(actor, query);
    return { items: items.map(toIndexEntrySummary), nextCursor };
  }

  /** Get an entry and its decisions. Other agencies receive pointers to it and can never read it. */
  @Get(':id')
  @Requires('subject-index:read')
  async readIndexEntry(@CurrentActor() actor: Actor, @Id() id: string): Promise<IndexEntryView> {
    return toIndexEntryView(await this.entries.get(actor, id), actor);
  }

  /**
   * Approve an entry that another person submitted, for at most five years.
   * @throws ApproverNotIndependent
   * @throws InvalidEntryTransition
   * @throws SharingNotAllowed
   */
  @Put(':id/approval')
  @Requires('subject-index:review')
  async approveIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() approval: SubjectApproval,
  ): Promise<IndexEntryView> {
    return toIndexEntryView(await this.reviews.approve(actor, id, version, approval), actor);
  }

  /**
   * Refuse an entry that another person submitted. Its content is erased.
   * @throws InvalidEntryTransition
   */
  @Put(':id/refusal')
  @Requires('subject-index:review')
  async refuseIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() refusal: RemoveSubject,
  ): Promise<IndexEntryView> {
    return toIndexEntryView(await this.reviews.refuse(actor, id, version, refusal), actor);
  }

  /**
   * Revalidate an entry before its review day, for at most five more years.
   * @throws ApproverNotIndependent
   * @throws InvalidEntryTransition
   * @throws SharingNotAllowed
   */
  @Put(':id/revalidation')
  @Requires('subject-index:review')
  async revalidateIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() review: RevalidateSubject,
  ): Promise<IndexEntryView> {
    return toIndexEntryView(await this.reviews.revalidate(actor, id, version, review), actor);
  }

  /**
   * Correct an entry. Every agency that received its content is notified of the corrected fields. After a change of
   * name, birth or criminal activity, it is not disclosed until another person revalidates it.
   * @throws ApproverNotIndependent
   * @throws InvalidEntryTransition
   */
  @Put(':id/correction')
  @Requires('subject-index:review')
  async correctIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectSubject,
  ): Promise<IndexEntryView> {
    return toIndexEntryView(await this.reviews.correct(actor, id, version, correction), actor);
  }

  /**
   * Remove an entry from the index. Its content is erased, and every agency that received it is notified. The case
   * remains.
   * @throws InvalidEntryTransition
   */
  @PostAction(':id/purge')
  @Requires('subject-index:review')
  async purgeIndexEntry(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() removal: RemoveSubject,
  ): Promise<IndexEntryView> {
    return toIndexEntryView(await this.reviews.purge(actor, id, version, removal), actor);
  }
}
