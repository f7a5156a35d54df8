import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import { ReportedPersonList, ReportedPersonView, toReportedPersonView } from './reported.view.js';
import { RecordPerson, ReportedQuery } from './reported.request.js';
import { ReportedItemsService } from './reported-items.service.js';

/** Persons reported in complaints, not yet suspects or identified children. */
@Controller('reported-persons')
export class ReportedPersonsController {
  constructor(private readonly reported: ReportedItemsService) {}

  /**
   * Record a person reported in a tip, with identifiers. A child has only a role and an age here; the identity belongs
   * in the vault.
   *
   * @throws ComplaintMerged
   * @throws Expunged
   */
  @Post()
  @Requires('identifiers:record')
  async recordReportedPerson(@CurrentActor() actor: Actor, @Body() person: RecordPerson): Promise<ReportedPersonView> {
    return toReportedPersonView(await this.reported.recordPerson(actor, person));
  }

  /** List the reported persons of a complaint, in the order of their recording. */
  @Get()
  @Requires('identifiers:read')
  async listReportedPersons(
    @CurrentActor() actor: Actor,
    @Query() { complaintId }: ReportedQuery,
  ): Promise<ReportedPersonList> {
    return { items: (await this.reported.listPersons(actor, complaintId)).map(toReportedPersonView) };
  }

  /** Get a reported person. */
  @Get(':id')
  @Requires('identifiers:read')
  async readReportedPerson(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReportedPersonView> {
    return toReportedPersonView(await this.reported.getPerson(actor, id));
  }

  /**
   * Void a reported person that was recorded in error. The person's identifiers stay and are voided separately.
   *
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('identifiers:record')
  async voidReportedPerson(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<ReportedPersonView> {
    return toReportedPersonView(await this.reported.voidPerson(actor, id, version, reason));
  }
}
