import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { CurrentActor, Requires, StepUp } from '../../access/access.decorators.js';
import type { Actor } from '../../platform/actor/actor.js';
import { ReplicaRead } from '../../platform/database/replica-read.decorator.js';
import { PostAction } from '../../platform/http/post-action.decorator.js';
import { Id } from '../../platform/http/id.pipe.js';
import { PageQuery } from '../../platform/http/paging.js';
import { IfMatch } from '../../platform/http/versions.js';
import { EndsDraft } from '../../casework/records/draft-header.decorator.js';
import { CountedRecordPage, DifferencesView } from './difference.view.js';
import { DifferencesService } from './differences.service.js';
import {
  AnswerFindings,
  PreparePerformanceReport,
  PerformanceReportsQuery,
  WithdrawPerformanceReport,
} from './performance-report.request.js';
import {
  toPerformanceReportSummary,
  PerformanceReportPage,
  PerformanceReportView,
  toPerformanceReportView,
} from './performance-report.view.js';
import { PerformanceReportsService } from './performance-reports.service.js';

/** Performance reports: the figures of a period from a task force, and the differences since. */
@Controller('performance-reports')
export class PerformanceReportsController {
  constructor(
    private readonly reports: PerformanceReportsService,
    private readonly differences: DifferencesService,
  ) {}

  /**
   * Prepare a performance report. It counts the period and finds missing or unusual figures. A period that has begun
   * can be prepared, but is locked only after its end.
   * @throws DefinitionNotInForce
   * @throws ReportPrepared
   * @throws ReportLocked
   */
  @Post()
  @Requires('performance-reports:prepare')
  async preparePerformanceReport(
    @CurrentActor() actor: Actor,
    @Body() request: PreparePerformanceReport,
  ): Promise<PerformanceReportView> {
    return toPerformanceReportView(await this.reports.prepare(actor, request), actor);
  }

  /**
   * List the performance reports of your task force, or the locked reports of all at the national seat. The latest
   * periods come first.
   */
  @Get()
  @Requires('performance-reports:read')
  @ReplicaRead()
  async listPerformanceReports(
    @CurrentActor() actor: Actor,
    @Query() query: PerformanceReportsQuery,
  ): Promise<PerformanceReportPage> {
    const { items, nextCursor } = await this.reports.list(actor, query);
    return { items: items.map(toPerformanceReportSummary), nextCursor };
  }

  /** Get a performance report. A locked report is always returned exactly as it was locked. */
  @Get(':id')
  @Requires('performance-reports:read')
  async readPerformanceReport(@CurrentActor() actor: Actor, @Id() id: string): Promise<PerformanceReportView> {
    return toPerformanceReportView(await this.reports.get(actor, id), actor);
  }

  /**
   * Count a prepared performance report again. A finding with the same words retains its answer. An account that finds
   * other records becomes the author of the count and cannot approve the report.
   * @throws ReportNotOpen
   */
  @Put(':id/check')
  @Requires('performance-reports:prepare')
  async checkPerformanceReport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<PerformanceReportView> {
    return toPerformanceReportView(await this.reports.check(actor, id, version), actor);
  }

  /**
   * Answer the findings of a performance report. A finding is a missing or unusual figure.
   * @throws ReportNotOpen
   */
  @Put(':id/answers')
  @Requires('performance-reports:prepare')
  @EndsDraft('report_answers')
  async answerPerformanceReportFindings(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() answers: AnswerFindings,
  ): Promise<PerformanceReportView> {
    return toPerformanceReportView(await this.reports.answer(actor, id, version, answers), actor);
  }

  /**
   * Approve a performance report, which locks it. The approver must not have prepared it, counted it or answered a
   * finding.
   * @throws ApproverNotIndependent
   * @throws SecondPersonRequired
   * @throws PeriodNotOver
   * @throws UnansweredFindings
   * @throws FiguresOutOfDate
   * @throws ReportNotOpen
   */
  @Put(':id/approval')
  @Requires('performance-reports:approve')
  @StepUp()
  async approvePerformanceReport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
  ): Promise<PerformanceReportView> {
    return toPerformanceReportView(await this.reports.approve(actor, id, version), actor);
  }

  /**
   * Withdraw a prepared performance report, so that another can be prepared.
   * @throws ReportNotOpen
   */
  @PostAction(':id/withdraw')
  @Requires('performance-reports:prepare')
  async withdrawPerformanceReport(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @IfMatch() version: number,
    @Body() { reason }: WithdrawPerformanceReport,
  ): Promise<PerformanceReportView> {
    return toPerformanceReportView(await this.reports.withdraw(actor, id, version, reason), actor);
  }

  /** List the records that a performance report was counted from, each with its hash. */
  @Get(':id/records')
  @Requires('performance-reports:compare')
  listPerformanceReportRecords(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<CountedRecordPage> {
    return this.differences.records(actor, id, query);
  }

  /**
   * List the records that count differently than in the performance report: before and now, with the actions that
   * explain them.
   */
  @Get(':id/differences')
  @Requires('performance-reports:compare')
  listPerformanceReportDifferences(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<DifferencesView> {
    return this.differences.differences(actor, id, query);
  }
}
