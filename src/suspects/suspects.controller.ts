import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import { LinkToSamePerson, UnlinkSamePerson } from './same-person.contract.js';
import { SamePersonService } from './same-person.service.js';
import {
  CorrectSuspect,
  RecordSuspect,
  summaryOf,
  SuspectPage,
  SuspectsQuery,
  SuspectView,
  viewOf,
} from './suspects.contract.js';
import { SuspectsService } from './suspects.service.js';

/** Who is suspected, of what, and as of when. */
@Controller('suspects')
export class SuspectsController {
  constructor(
    private readonly suspects: SuspectsService,
    private readonly samePerson: SamePersonService,
  ) {}

  /**
   * Record a suspect of a complaint.
   *
   * @throws MergedAway
   * @throws Expunged
   */
  @Post()
  @Requires('suspects:record')
  async recordSuspect(@CurrentActor() actor: Actor, @Body() found: RecordSuspect): Promise<SuspectView> {
    return viewOf(await this.suspects.record(actor, found), actor);
  }

  /** List suspects of one's seat, the latest identified first. */
  @Get()
  @Requires('suspects:read')
  async listSuspects(@CurrentActor() actor: Actor, @Query() query: SuspectsQuery): Promise<SuspectPage> {
    const { items, nextCursor } = await this.suspects.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Read a suspect with their other names, identifiers and arrests. */
  @Get(':id')
  @Requires('suspects:read')
  async readSuspect(@CurrentActor() actor: Actor, @Id() id: string): Promise<SuspectView> {
    return viewOf(await this.suspects.get(actor, id), actor);
  }

  /**
   * Put a suspect's particulars right, or say more of what they did.
   *
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
    return viewOf(await this.suspects.correct(actor, id, version, correction), actor);
  }

  /**
   * Say that the person was identified before, in another complaint: the person is counted there, once. Nothing says so by itself.
   *
   * @throws LinkUnchanged
   * @throws MergedAway
   * @throws Expunged
   * @throws NotAFirstRecord
   * @throws StandsForOthers
   * @throws SuspectCountedTwice
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
    return viewOf(await this.samePerson.link(actor, id, version, same), actor);
  }

  /**
   * Say that it was another person after all: this one is counted here again.
   *
   * @throws LinkUnchanged
   * @throws MergedAway
   * @throws Expunged
   * @throws Voided
   */
  @Put(':id/same-person-undoing')
  @Requires('suspects:record')
  async unlinkSamePerson(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() other: UnlinkSamePerson,
  ): Promise<SuspectView> {
    return viewOf(await this.samePerson.unlink(actor, id, version, other), actor);
  }

  /**
   * Say that a suspect should not have been recorded. What stands on it is voided first: arrests, referrals and prosecutions.
   *
   * @throws RecordsStandOnIt
   * @throws StandsForOthers
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('suspects:record')
  async voidSuspect(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<SuspectView> {
    return viewOf(await this.suspects.void(actor, id, version, reason), actor);
  }
}
