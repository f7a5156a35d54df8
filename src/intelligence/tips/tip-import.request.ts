import { IsIn, IsUUID } from 'class-validator';
import { postalCodeFault, postalCodes, type PostalCode } from '../../organization/task-forces/postal-codes.enums.js';
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
  @IsIn(postalCodes, { message: postalCodeFault })
  readonly state?: PostalCode;
}
