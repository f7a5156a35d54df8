import { IsIn } from 'class-validator';
import { IsId, IsInstant, Name, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { outsideResults, outsideSystems, type OutsideResult, type OutsideSystem } from './deconfliction.enums.js';

/** A search made by hand in an external system. */
export class RecordOutsideCheck {
  @IsId() readonly complaintId!: string;
  /**
   * The external system.
   * @example rissafe
   */
  @IsIn(outsideSystems) readonly system!: OutsideSystem;
  /** Name of a system that is not listed; absent for listed ones. */
  @Omittable() @Nullable() @Name(100) readonly systemName?: string | null;
  /**
   * Id of the search in that system.
   * @example RS-2018-004711
   */
  @Text({ max: 100 }) readonly queryId!: string;
  /**
   * The result of the search.
   * @example no_hit
   */
  @IsIn(outsideResults) readonly result!: OutsideResult;
  /**
   * Time of the search.
   * @example 2018-05-11T22:04:10Z
   */
  @IsInstant() readonly checkedAt!: string;
}

/** Filter of the list of searches in external systems, in order of recording. */
export class OutsideChecksQuery extends PageQuery {
  /** Lists only the checks of this complaint. */
  @IsId() readonly complaintId!: string;
}
