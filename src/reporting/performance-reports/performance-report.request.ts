import { IsIn } from 'class-validator';
import { IsId, BooleanText, Integer, IsMonth, ListOf, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  performanceReportCodes,
  performanceReportStates,
  type PerformanceReportCode,
  type PerformanceReportState,
} from './performance-reports.enums.js';

/** Performance report to prepare: of a fiscal year, a month or an operation, depending on the definition. */
export class PreparePerformanceReport {
  /**
   * Kind of performance report.
   * @example monthly_summary
   */
  @IsIn(performanceReportCodes) readonly definition!: PerformanceReportCode;
  /** Version of the definition. Default: the version in force for the period. */
  @Omittable() @Integer(1, 99) readonly definitionVersion?: number;
  /** Federal fiscal year, named after the year in which it ends. */
  @Omittable() @Integer(1901, 2199) readonly fiscalYear?: number;
  /**
   * Month of the report.
   * @example 2026-02
   */
  @Omittable() @IsMonth() readonly month?: string;
  /** Id of the operation, if the report is about one. */
  @Omittable() @IsId() readonly operationId?: string;
  /** Latest locked report of the period, if this one corrects it. */
  @Omittable() @IsId() readonly revises?: string;
  /** Reason for the correction. */
  @Omittable() @Text({ max: 2000 }) readonly revisionReason?: string;
}

/** Answer to one finding. */
export class AnswerFinding {
  /**
   * Number of the finding.
   * @example 1
   */
  @Integer(1, 1000) readonly number!: number;
  /**
   * Explanation, or the action taken.
   * @example Both agencies joined in the last week of the month.
   */
  @Text({ max: 2000 }) readonly note!: string;
}

/** Answers to findings. */
export class AnswerFindings {
  @ListOf(() => AnswerFinding, 50, 1) readonly answers!: AnswerFinding[];
}

/** Reason for a withdrawal. */
export class WithdrawPerformanceReport {
  /**
   * Fault of the report.
   * @example It was prepared before the laboratory had reported.
   */
  @Text({ max: 2000 }) readonly reason!: string;
}

/** Filters of the list of performance reports. The latest periods come first. */
export class PerformanceReportsQuery extends PageQuery {
  /** Kind of performance report. */
  @Omittable() @IsIn(performanceReportCodes) readonly definition?: PerformanceReportCode;
  /** State of the report. */
  @Omittable() @IsIn(performanceReportStates) readonly state?: PerformanceReportState;
  /** Task force of the report. */
  @Omittable() @IsId() readonly taskForceId?: string;
  /** Only reports with an unanswered finding (true), or only those without one (false). */
  @Omittable() @BooleanText() readonly unanswered?: boolean;
}
