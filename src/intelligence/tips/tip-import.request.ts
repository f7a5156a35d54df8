import { IsIn } from 'class-validator';
import { postalCodeFault, postalCodes, type PostalCode } from '../../organization/task-forces/postal-codes.enums.js';
import { IsId, IsInstant, Omittable } from '../../platform/validation/input.js';

/** The agency, the State and the receipt of imported tips. */
export class ImportTipsQuery {
  /** The agency that receives them. Default: the caller's agency. Required from a task force's seat. */
  @Omittable() @IsId() readonly agencyId?: string;
  /**
   * The State of the tips. Default: the task force's State.
   * @example NE
   */
  @Omittable()
  @IsIn(postalCodes, { message: postalCodeFault })
  readonly state?: PostalCode;
  /**
   * Time at which the task force received them. Default: now. It is neither in the future nor before NCMEC received
   * them.
   * @example 2018-06-25T09:30:00-05:00
   */
  @Omittable() @IsInstant() readonly receivedAt?: string;
}
