import { FamilyName, IsDay, Name, Nullable, Omittable } from '../../platform/validation/input.js';

/** Name or day of birth to search for; at least one field is required. */
export class FindSimilarSuspects {
  /**
   * Given name, as heard or read.
   * @example Aleks
   */
  @Omittable() @Nullable() @Name(100) readonly givenName?: string | null;
  /**
   * Family name, as heard or read.
   * @example Sampel
   */
  @Omittable() @Nullable() @FamilyName() readonly familyName?: string | null;
  /**
   * Day of birth.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
}
