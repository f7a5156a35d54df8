import { IsEmail, IsIn } from 'class-validator';
import { FamilyName, IsDay, IsId, Name, Omittable, Text } from '../../platform/validation/input.js';
import { scanPurposes, type ScanPurpose } from './vault.enums.js';

/** Search terms for a child. All given terms must match. A given name requires a family name. */
export class SearchIdentities {
  /**
   * Given name of the child to find, as it is written.
   * @example Alex
   */
  @Omittable() @Name(100) readonly givenName?: string;
  /**
   * Family name of the child to find, as it is written.
   * @example Sample
   */
  @Omittable() @FamilyName() readonly familyName?: string;
  /**
   * The day of birth.
   * @example 2012-05-14
   */
  @Omittable() @IsDay() readonly bornOn?: string;
  /**
   * Telephone number of a child.
   * @example +1 402 555 0100
   */
  @Omittable() @Text({ max: 40 }) readonly phone?: string;
  /**
   * Email address of a child.
   * @example alex@example.org
   */
  @Omittable() @Text({ max: 254 }) @IsEmail({}, { message: 'must be an email address' }) readonly email?: string;
}

/** A text of a case, to scan for names of known children. */
export class ScanText {
  /** Id of the complaint to which the text belongs. Your account must be allowed to work it. */
  @IsId() readonly complaintId!: string;
  /** @example recording */
  @IsIn(scanPurposes) readonly purpose!: ScanPurpose;
  /**
   * The text, before it is saved.
   * @example The mother came to the desk.
   */
  @Text({ max: 20_000, multiline: true }) readonly text!: string;
}
