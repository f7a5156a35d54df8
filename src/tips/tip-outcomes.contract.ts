import { IsIn } from 'class-validator';
import { disclosureBases, type DisclosureBasis } from '../disclosures/disclosures.words.js';
import { IsDay, Text } from '../platform/http/input.js';
import type { ReportedStatus } from './tips.words.js';

/** Which outcomes to tell the reporting centre, and on what basis. */
export class TellTipOutcomes {
  /**
   * The tips that were received from this day on, where the task force is.
   * @example 2026-01-01
   */
  @IsDay() readonly from!: string;
  /**
   * And before this day.
   * @example 2026-02-01
   */
  @IsDay() readonly until!: string;
  /**
   * On what basis of 18 U.S.C. 2258A(g)(2)(A) it leaves: each tip is entered in the log of disclosures.
   * @example own_agency
   */
  @IsIn(disclosureBases) readonly basis!: DisclosureBasis;
  /**
   * To whom.
   * @example National Center for Missing & Exploited Children
   */
  @Text({ max: 300 }) readonly recipient!: string;
}

/** What became of a tip, and nothing of what it said. */
export class ToldOutcomeView {
  /**
   * The number that the reporting centre gave it.
   * @example 107324881
   */
  readonly reportId!: string;
  readonly status!: ReportedStatus;
  /** Whether somebody was arrested. */
  readonly arrest!: boolean;
  /** Whether a child was identified. */
  readonly victimIdentified!: boolean;
}

/** What became of the tips of a period. */
export class ToldOutcomesView {
  readonly items!: ToldOutcomeView[];
}
