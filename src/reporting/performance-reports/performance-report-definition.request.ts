import { IsIn } from 'class-validator';
import { IsId, IsMonth, Omittable, IntegerText } from '../../platform/validation/input.js';
import { performanceReportCodes, type PerformanceReportCode } from './performance-reports.enums.js';

/** Report and period to check for missing reports. */
export class MissingPerformanceReportsQuery {
  /**
   * Kind of performance report.
   * @example monthly_summary
   */
  @IsIn(performanceReportCodes) readonly definition!: PerformanceReportCode;
  /** Federal fiscal year, named after the year in which it ends. */
  @Omittable() @IntegerText(1901, 2199) readonly fiscalYear?: number;
  /**
   * Month of the report.
   * @example 2026-02
   */
  @Omittable() @IsMonth() readonly month?: string;
  /** Id of the operation, if the report is about one. */
  @Omittable() @IsId() readonly operationId?: string;
}
