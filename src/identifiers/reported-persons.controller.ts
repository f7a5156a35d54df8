import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import {
  ReportedPersonList,
  ReportedPersonView,
  personViewOf,
  RecordPerson,
  ReportedQuery,
} from './reported.contract.js';
import { ReportedService } from './reported.service.js';

/** Whom complaints tell of, before anybody is a suspect or a child identified. */
@Controller('reported-persons')
export class ReportedPersonsController {
  constructor(private readonly reported: ReportedService) {}

  /**
   * Add somebody a tip tells of, with what they are known by. Of a child there is a role and an age: who it is goes to the vault.
   *
   * @throws MergedAway
   * @throws Expunged
   */
  @Post()
  @Requires('identifiers:record')
  async recordReportedPerson(@CurrentActor() actor: Actor, @Body() person: RecordPerson): Promise<ReportedPersonView> {
    return personViewOf(await this.reported.recordPerson(actor, person));
  }

  /** List whom a complaint tells of, in the order in which they were recorded. */
  @Get()
  @Requires('identifiers:read')
  async listReportedPersons(
    @CurrentActor() actor: Actor,
    @Query() { complaintId }: ReportedQuery,
  ): Promise<ReportedPersonList> {
    return { items: (await this.reported.persons(actor, complaintId)).map(personViewOf) };
  }

  /** Read somebody a complaint tells of. */
  @Get(':id')
  @Requires('identifiers:read')
  async readReportedPerson(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReportedPersonView> {
    return personViewOf(await this.reported.person(actor, id));
  }

  /**
   * Say that somebody should not have been recorded. What they are known by stays, and is voided by itself.
   *
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('identifiers:record')
  async voidReportedPerson(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<ReportedPersonView> {
    return personViewOf(await this.reported.voidPerson(actor, id, version, reason));
  }
}
