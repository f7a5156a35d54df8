import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../platform/access/access.js';
import type { Actor } from '../platform/access/actor.js';
import { Id } from '../platform/http/ids.js';
import { PageQuery } from '../platform/http/paging.js';
import { IfMatch } from '../platform/http/versions.js';
import { CountedRecordPage, DifferencesView } from './differences.contract.js';
import { DifferencesService } from './differences.service.js';
import {
  AnswerFindings,
  lineViewOf,
  PrepareReturn,
  ReturnPage,
  ReturnsQuery,
  ReturnView,
  viewOf,
  WithdrawReturn,
} from './returns.contract.js';
import { ReturnsService } from './returns.service.js';

/** The figures of a period as a task force tells them, and what has changed since. */
@Controller('returns')
export class ReturnsController {
  constructor(
    private readonly returns: ReturnsService,
    private readonly kept: DifferencesService,
  ) {}

  /**
   * Prepare a return: count its period, and find what is missing or looks wrong.
   * A period that has begun can be prepared and looked at; it can be locked once it is over.
   * @throws DefinitionNotInForce
   * @throws ReturnPrepared
   * @throws ReturnLocked
   */
  @Post()
  @Requires('returns:prepare')
  async preparePerformanceReport(@CurrentActor() actor: Actor, @Body() asked: PrepareReturn): Promise<ReturnView> {
    return viewOf(await this.returns.prepare(actor, asked), actor);
  }

  /** List the returns of one's task force, at the national seat what all have locked, those of the latest periods first. */
  @Get()
  @Requires('returns:read')
  async listPerformanceReports(@CurrentActor() actor: Actor, @Query() query: ReturnsQuery): Promise<ReturnPage> {
    const { items, nextCursor } = await this.returns.list(actor, query);
    return { items: items.map(lineViewOf), nextCursor };
  }

  /** Read a return. One that is locked is answered as it was then, byte for byte. */
  @Get(':id')
  @Requires('returns:read')
  async readPerformanceReport(@CurrentActor() actor: Actor, @Id() id: string): Promise<ReturnView> {
    return viewOf(await this.returns.get(actor, id), actor);
  }

  /**
   * Check a prepared return: count it anew. What was said to a finding stays, where it is found again in the same words.
   * Whoever finds other records has counted it, and does not approve it.
   * @throws ReturnSettled
   */
  @Put(':id/check')
  @Requires('returns:prepare')
  async checkPerformanceReport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<ReturnView> {
    return viewOf(await this.returns.check(actor, id, version), actor);
  }

  /**
   * Say something to the findings of a return.
   * @throws ReturnSettled
   */
  @Put(':id/answers')
  @Requires('returns:prepare')
  async answerPerformanceReportFindings(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() answers: AnswerFindings,
  ): Promise<ReturnView> {
    return viewOf(await this.returns.answer(actor, id, version, answers), actor);
  }

  /**
   * Approve a return, which locks it. Whoever prepared it, counted it anew or answered for it does not.
   * @throws ApproverNotIndependent
   * @throws SecondPersonNeeded
   * @throws PeriodNotOver
   * @throws FindingsOpen
   * @throws FiguresMoved
   * @throws ReturnSettled
   */
  @Put(':id/approval')
  @Requires('returns:approve')
  @StepUp()
  async approvePerformanceReport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<ReturnView> {
    return viewOf(await this.returns.approve(actor, id, version), actor);
  }

  /**
   * Withdraw a prepared return, so that another can be prepared.
   * @throws ReturnSettled
   */
  @Put(':id/withdrawal')
  @Requires('returns:prepare')
  async withdrawPerformanceReport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: WithdrawReturn,
  ): Promise<ReturnView> {
    return viewOf(await this.returns.withdraw(actor, id, version, reason), actor);
  }

  /** List the records that a return was counted from, each with its hash. */
  @Get(':id/records')
  @Requires('returns:compare')
  listPerformanceReportRecords(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<CountedRecordPage> {
    return this.kept.records(actor, id, query);
  }

  /** List what counts otherwise than when the return was counted: old and new, which record, who did what, when and why. */
  @Get(':id/differences')
  @Requires('returns:compare')
  listPerformanceReportDifferences(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<DifferencesView> {
    return this.kept.differences(actor, id, query);
  }
}
