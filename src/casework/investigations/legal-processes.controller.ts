import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { IfMatch } from '../../platform/http/versions.js';
import { VoidRecord } from '../records/voiding.request.js';
import {
  CorrectLegalProcess,
  IssueLegalProcess,
  LegalProcessesQuery,
  ReturnLegalProcess,
  ServeLegalProcess,
  WithdrawLegalProcess,
} from './legal-process.request.js';
import { LegalProcessPage, LegalProcessView, toLegalProcessSummary, toLegalProcessView } from './legal-process.view.js';
import { LegalProcessesService } from './legal-processes.service.js';

/** Subpoenas, court orders and search warrants. Outstanding process blocks closing its complaint. */
@Controller('legal-processes')
export class LegalProcessesController {
  constructor(private readonly processes: LegalProcessesService) {}

  /**
   * Record an issued order or warrant.
   * @throws ComplaintMerged
   * @throws Expunged
   * @throws ComplaintClosed
   * @throws InvestigationClosed
   */
  @Post()
  @Requires('investigations:work')
  async issueLegalProcess(@CurrentActor() actor: Actor, @Body() order: IssueLegalProcess): Promise<LegalProcessView> {
    return toLegalProcessView(await this.processes.issue(actor, order), actor);
  }

  /** List the legal process within your seat, latest issued first. */
  @Get()
  @Requires('investigations:read')
  async listLegalProcesses(
    @CurrentActor() actor: Actor,
    @Query() query: LegalProcessesQuery,
  ): Promise<LegalProcessPage> {
    const { items, nextCursor } = await this.processes.list(actor, query);
    return { items: items.map(toLegalProcessSummary), nextCursor };
  }

  /** Get an order or a warrant, with its target. */
  @Get(':id')
  @Requires('investigations:read')
  async readLegalProcess(@CurrentActor() actor: Actor, @Id() id: string): Promise<LegalProcessView> {
    return toLegalProcessView(await this.processes.get(actor, id), actor);
  }

  /**
   * Correct an order or a warrant: authority, number, target and days.
   * @throws Expunged
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
    return toLegalProcessView(await this.processes.correct(actor, id, version, correction), actor);
  }

  /**
   * Record that an order was served, or a warrant executed.
   * @throws Expunged
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
    return toLegalProcessView(await this.processes.serve(actor, id, version, servedOn), actor);
  }

  /**
   * Record the return of legal process. An answer requires earlier service; a quashed or expired process does not.
   * @throws Expunged
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
    return toLegalProcessView(
      await this.processes.recordReturn(actor, id, version, { returnedOn, outcome, itemsReceived }),
      actor,
    );
  }

  /**
   * Withdraw legal process.
   * @throws Expunged
   * @throws ProcessEnded
   * @throws Voided
   */
  @PostAction(':id/withdraw')
  @Requires('investigations:work')
  async withdrawLegalProcess(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: WithdrawLegalProcess,
  ): Promise<LegalProcessView> {
    return toLegalProcessView(await this.processes.withdraw(actor, id, version, reason), actor);
  }

  /**
   * Void legal process that was recorded in error. It remains readable and no longer counts.
   * @throws Expunged
   * @throws Voided
   */
  @PostAction(':id/void')
  @Requires('investigations:work')
  async voidLegalProcess(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: VoidRecord,
  ): Promise<LegalProcessView> {
    return toLegalProcessView(await this.processes.void(actor, id, version, reason), actor);
  }
}
