import { IsIn, IsUUID } from 'class-validator';
import { IsMonth, Omittable, Whole } from '../platform/http/input.js';
import type { ReturnDefinition } from './definitions/index.js';
import { periodKinds } from './period.js';
import { returnCodes, type PeriodKind, type ReturnCode } from './returns.words.js';

/** Report and period to check for missing reports. */
export class MissingReturnsQuery {
  /**
   * Kind of performance report.
   * @example monthly_summary
   */
  @IsIn(returnCodes) readonly definition!: ReturnCode;
  /** Federal fiscal year, named after the year in which it ends. */
  @Omittable() @Whole(1901, 2199) readonly fiscalYear?: number;
  /**
   * Month.
   * @example 2026-02
   */
  @Omittable() @IsMonth() readonly month?: string;
  /** Operation. */
  @Omittable() @IsUUID() readonly operationId?: string;
}

/** Task force without a locked performance report. */
export class MissingReturnView {
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * Short name.
   * @example NE
   */
  readonly code!: string;
  /**
   * Name.
   * @example Nebraska Task Force
   */
  readonly name!: string;
}

/** Task forces without a locked performance report of a period. */
export class MissingReturnsView {
  readonly definition!: ReturnCode;
  /**
   * Fiscal year, month, or id of the operation.
   * @example 2026-02
   */
  readonly period!: string;
  readonly missing!: MissingReturnView[];
}

/** Definition of a performance report. */
export class ReturnDefinitionView {
  readonly code!: ReturnCode;
  readonly version!: number;
  /**
   * Description.
   * @example What a task force reports to the Attorney General each year (34 U.S.C. 21116(d)(1)).
   */
  readonly words!: string;
  /** Kind of period. */
  readonly period!: PeriodKind;
  /**
   * First day on which the definition is in force.
   * @format date
   */
  readonly from!: string;
  /**
   * Day after the last day.
   * @format date
   */
  readonly until!: string;
}

/** All definitions, past and present. */
export class ReturnDefinitionsView {
  readonly items!: ReturnDefinitionView[];
}

export function definitionViewOf({ code, version, words, effective }: ReturnDefinition): ReturnDefinitionView {
  return { code, version, words, period: periodKinds[code], ...effective };
}
