import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { IfMatch } from '../platform/http/versions.js';
import { VoidRecord } from '../platform/http/voiding.contract.js';
import {
  CorrectLegalProcess,
  IssueLegalProcess,
  LegalProcessesQuery,
  LegalProcessPage,
  LegalProcessView,
  ReturnLegalProcess,
  ServeLegalProcess,
  summaryOf,
  viewOf,
  WithdrawLegalProcess,
} from './legal-processes.contract.js';
import { LegalProcessesService } from './legal-processes.service.js';

/** Subpoenas, court orders and search warrants. What is out stands against closing its complaint. */
@Controller('legal-processes')
export class LegalProcessesController {
  constructor(private readonly processes: LegalProcessesService) {}

  /**
   * Record an order or a warrant that was issued.
   * @throws MergedAway
   * @throws Expunged
   * @throws ComplaintClosed
   * @throws InvestigationClosed
   */
  @Post()
  @Requires('investigations:work')
  async issueLegalProcess(@CurrentActor() actor: Actor, @Body() order: IssueLegalProcess): Promise<LegalProcessView> {
    return viewOf(await this.processes.issue(actor, order), actor);
  }

  /** List legal process of one's seat, the latest issued first. */
  @Get()
  @Requires('investigations:read')
  async listLegalProcesses(
    @CurrentActor() actor: Actor,
    @Query() query: LegalProcessesQuery,
  ): Promise<LegalProcessPage> {
    const { items, nextCursor } = await this.processes.list(actor, query);
    return { items: items.map(summaryOf), nextCursor };
  }

  /** Read an order or a warrant, and for whom or what it is. */
  @Get(':id')
  @Requires('investigations:read')
  async readLegalProcess(@CurrentActor() actor: Actor, @Id() id: string): Promise<LegalProcessView> {
    return viewOf(await this.processes.get(actor, id), actor);
  }

  /**
   * Put right what was entered: who issued it for what, the number, the days.
   * @throws Voided
   */
  @Put(':id')
  @Requires('investigations:work')
  async correctLegalProcess(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() correction: CorrectLegalProcess,
  ): Promise<LegalProcessView> {
    return viewOf(await this.processes.correct(actor, id, version, correction), actor);
  }

  /**
   * Record that it was served, or executed.
   * @throws OrderExpired
   * @throws AlreadyServed
   * @throws ProcessEnded
   * @throws Voided
   */
  @Put(':id/service')
  @Requires('investigations:work')
  async serveLegalProcess(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { servedOn }: ServeLegalProcess,
  ): Promise<LegalProcessView> {
    return viewOf(await this.processes.serve(actor, id, version, servedOn), actor);
  }

  /**
   * Record how it came back. What was answered was served before; what was quashed or expired need not have been.
   * @throws NotServed
   * @throws ProcessEnded
   * @throws Voided
   */
  @Put(':id/return')
  @Requires('investigations:work')
  async recordLegalProcessReturn(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { returnedOn, outcome, itemsReceived = null }: ReturnLegalProcess,
  ): Promise<LegalProcessView> {
    return viewOf(await this.processes.takeBack(actor, id, version, { returnedOn, outcome, itemsReceived }), actor);
  }

  /**
   * Withdraw it.
   * @throws ProcessEnded
   * @throws Voided
   */
  @Put(':id/withdrawal')
  @Requires('investigations:work')
  async withdrawLegalProcess(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: WithdrawLegalProcess,
  ): Promise<LegalProcessView> {
    return viewOf(await this.processes.withdraw(actor, id, version, reason), actor);
  }

  /**
   * Say that it should not have been recorded. It stays to be read, and counts no more.
   * @throws Voided
   */
  @Put(':id/voiding')
  @Requires('investigations:work')
  async voidLegalProcess(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<LegalProcessView> {
    return viewOf(await this.processes.void(actor, id, version, reason), actor);
  }
}
