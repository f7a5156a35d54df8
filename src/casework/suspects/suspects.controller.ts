import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import { LinkToSamePerson, UnlinkSamePerson } from './same-person.request.js';
import { SamePersonService } from './same-person.service.js';
import { CorrectSuspect, RecordSuspect, SuspectsQuery } from './suspect.request.js';
import { toSuspectSummary, SuspectPage, SuspectView, toSuspectView } from './suspect.view.js';
import { SuspectsService } from './suspects.service.js';

/** Suspects of complaints. */
@Controller('suspects')
export class SuspectsController {
  constructor(
    private readonly suspects: SuspectsService,
    private readonly samePerson: SamePersonService,
  ) {}

  /**
   * Record a suspect of a complaint.
   *
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post()
  @Requires('suspects:record')
  async recordSuspect(@CurrentActor() actor: Actor, @Body() found: RecordSuspect): Promise<SuspectView> {
    return toSuspectView(await this.suspects.record(actor, found), actor);
  }

  /** List the suspects of your seat, latest identification first. */
  @Get()
  @Requires('suspects:read')
  async listSuspects(@CurrentActor() actor: Actor, @Query() query: SuspectsQuery): Promise<SuspectPage> {
    const { items, nextCursor } = await this.suspects.list(actor, query);
    return { items: items.map(toSuspectSummary), nextCursor };
  }

  /** Get a suspect with other names, identifiers and arrests. */
  @Get(':id')
  @Requires('suspects:read')
  async readSuspect(@CurrentActor() actor: Actor, @Id() id: string): Promise<SuspectView> {
    return toSuspectView(await this.suspects.get(actor, id), actor);
  }

  /**
   * Correct a suspect's particulars.
   *
   * @throws Expunged
   * @throws Voided
   */
  @Put(':id')
  @Requires('suspects:record')
  async correctSuspect(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectSuspect,
  ): Promise<SuspectView> {
    return toSuspectView(await this.suspects.correct(actor, id, version, correction), actor);
  }

  /**
   * Link the suspect to an earlier record of the same person in another complaint. The person is counted once, by that
   * record. The tracker never links by itself.
   *
   * @throws LinkUnchanged
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws NotPrimaryRecord
   * @throws IsPrimaryRecord
   * @throws DuplicateSuspect
   * @throws Voided
   */
  @Put(':id/same-person')
  @Requires('suspects:record')
  async linkSamePerson(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() same: LinkToSamePerson,
  ): Promise<SuspectView> {
    return toSuspectView(await this.samePerson.link(actor, id, version, same), actor);
  }

  /**
   * Unlink the suspect from the record it was linked to. This record counts again.
   *
   * @throws NotLinked
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/same-person/unlink')
  @Requires('suspects:record')
  async unlinkSamePerson(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() body: UnlinkSamePerson,
  ): Promise<SuspectView> {
    return toSuspectView(await this.samePerson.unlink(actor, id, version, body), actor);
  }

  /**
   * Void a suspect that was recorded in error. Its arrests, referrals and prosecutions must be voided first.
   *
   * @throws Expunged
   * @throws HasDependentRecords
   * @throws IsPrimaryRecord
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('suspects:record')
  async voidSuspect(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<SuspectView> {
    return toSuspectView(await this.suspects.void(actor, id, version, reason), actor);
  }
}
