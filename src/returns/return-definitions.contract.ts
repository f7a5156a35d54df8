import { IsIn, IsUUID } from 'class-validator';
import { IsMonth, Omittable, Whole } from '../platform/http/input.js';
import type { ReturnDefinition } from './definitions/index.js';
import { periodKinds } from './period.js';
import { returnCodes, type PeriodKind, type ReturnCode } from './returns.words.js';

/** Of which period returns are missing. */
export class MissingReturnsQuery {
  /**
   * Which return.
   * @example monthly_summary
   */
  @IsIn(returnCodes) readonly definition!: ReturnCode;
  /** The federal fiscal year, named after the one it ends in. */
  @Omittable() @Whole(1901, 2199) readonly fiscalYear?: number;
  /**
   * The month.
   * @example 2026-02
   */
  @Omittable() @IsMonth() readonly month?: string;
  /** The operation. */
  @Omittable() @IsUUID() readonly operationId?: string;
}

/** A task force that has not locked a return. */
export class MissingReturnView {
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * What it is called by.
   * @example NE
   */
  readonly code!: string;
  /**
   * Its name.
   * @example Nebraska Task Force
   */
  readonly name!: string;
}

/** Which task forces have not locked their return of a period. */
export class MissingReturnsView {
  readonly definition!: ReturnCode;
  /**
   * The fiscal year, the month, or the id of the operation.
   * @example 2026-02
   */
  readonly period!: string;
  readonly missing!: MissingReturnView[];
}

/** Which definition a return is told by. */
export class ReturnDefinitionView {
  readonly code!: ReturnCode;
  readonly version!: number;
  /**
   * What it is.
   * @example What a task force reports to the Attorney General each year (34 U.S.C. 21116(d)(1)).
   */
  readonly words!: string;
  /** What a return of it is of. */
  readonly period!: PeriodKind;
  /**
   * The first day whose periods it is of.
   * @format date
   */
  readonly from!: string;
  /**
   * The day after the last.
   * @format date
   */
  readonly until!: string;
}

/** Every definition there was and is. */
export class ReturnDefinitionsView {
  readonly items!: ReturnDefinitionView[];
}

export function definitionViewOf({ code, version, words, effective }: ReturnDefinition): ReturnDefinitionView {
  return { code, version, words, period: periodKinds[code], ...effective };
}
