import { IsIn } from 'class-validator';
import { IsDay, Nullable, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { retentionClasses, type RetentionClass } from './retention.enums.js';

/** A retention decision that deviates from the rule. */
export class DecideRetention {
  /**
   * The retention class. Its years count from the day of closing.
   * @example arrest_or_prosecution
   */
  @IsIn(retentionClasses) readonly class!: RetentionClass;
  /**
   * A later review day than that of the class.
   * @example 2060-01-01
   */
  @Omittable() @Nullable() @IsDay() readonly reviewOn?: string | null;
  /**
   * The reason, without names.
   * @example An appeal is pending in the State court.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** The reason for marking a complaint for purge, or for withdrawing the mark. */
export class GiveRetentionReason {
  /**
   * The reason, without names.
   * @example Reviewed: no reason to keep it is left.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list of closed complaints due for review, earliest first. */
export class DueQuery extends PageQuery {
  /** Only complaints marked for purge (true), or only unmarked ones (false). */
  @Omittable() @BooleanText() readonly marked?: boolean;
}
