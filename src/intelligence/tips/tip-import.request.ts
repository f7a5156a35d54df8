import { IsUUID, Matches } from 'class-validator';
import { Omittable } from '../../platform/validation/input.js';

/** The agency and State of imported tips. */
export class ImportTipsQuery {
  /** The agency that receives them. Default: the caller's agency. Required from a task force's seat. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /**
   * The State of the tips. Default: the task force's State.
   * @example NE
   */
  @Omittable()
  @Matches(/^[A-Z]{2}$/, { message: 'must be a two-letter postal code in capitals' })
  readonly state?: string;
}
