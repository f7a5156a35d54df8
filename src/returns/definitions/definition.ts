import type { MeasureKey } from '../../reports/measures/index.js';
import type { DayRange } from '../../platform/time/calendar.js';
import type { PeriodKind, ReturnCode } from '../returns.words.js';
import type { StandingKey } from '../standing.js';

/** What is counted in an item: a measure of the ledger, or what stands at a time. */
export type CountKey = MeasureKey | StandingKey;

/** One number of an item. */
export interface ItemCount {
  readonly measure: CountKey;
  /** Only records that have one of these words in the facet. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** Only records that have none of these words in the facet. */
  readonly without?: Readonly<Record<string, readonly string[]>>;
  /** What its records are told apart by. */
  readonly by?: readonly string[];
}

/** What a return has to tell under one letter. */
export interface ReturnItem {
  /** As the law or the form has it, such as (B)(iii). */
  readonly letter: string;
  readonly words: string;
  readonly counts: readonly ItemCount[];
}

/** What a return holds, for the periods in which it was or is to be told so. Never edited once a return was locked by it. */
export interface ReturnDefinition {
  readonly code: ReturnCode;
  readonly version: number;
  readonly words: string;
  readonly period: PeriodKind;
  /** The days whose periods it is of: a period belongs to the definition that holds on its first day. */
  readonly effective: DayRange;
  readonly items: readonly ReturnItem[];
}
