import { IsEmail, IsIn } from 'class-validator';
import { FamilyName, IsDay, Name, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { identityPurposes, type IdentityPurpose } from './vault.enums.js';

/**
 * A child's identity, as far as it is recorded. An omitted field is unchanged, so adding one requires no reveal. A null
 * erases a field. Given and family name go together.
 */
export class RecordIdentity {
  /**
   * Given name of the child, stored encrypted; null erases it.
   * @example Alex
   */
  @Omittable() @Nullable() @Name(100) readonly givenName?: string | null;
  /**
   * Family name of the child, stored encrypted; null erases it.
   * @example Sample
   */
  @Omittable() @Nullable() @FamilyName() readonly familyName?: string | null;
  /**
   * The day of birth.
   * @example 2012-05-14
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /**
   * The child's home address.
   * @example 100 Example Street, Omaha NE
   */
  @Omittable() @Nullable() @Text({ max: 500, multiline: true }) readonly address?: string | null;
  /**
   * Telephone number of the child.
   * @example +1 402 555 0100
   */
  @Omittable() @Nullable() @Text({ max: 40 }) readonly phone?: string | null;
  /**
   * Email address of the child.
   * @example alex@example.org
   */
  @Omittable()
  @Nullable()
  @Text({ max: 254 })
  @IsEmail({}, { message: 'must be an email address' })
  readonly email?: string | null;
  /**
   * The child's school.
   * @example Example Middle School
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly school?: string | null;
  /**
   * The child's guardian.
   * @example Pat Sample, mother
   */
  @Omittable() @Nullable() @Text({ max: 500, multiline: true }) readonly guardian?: string | null;
}

/** Purpose of and reason for revealing an identity. */
export class RevealIdentity {
  /** @example interview */
  @IsIn(identityPurposes) readonly purpose!: IdentityPurpose;
  /**
   * Explanation, recorded in the audit trail. It must refer to the child by pseudonym.
   * @example Forensic interview on Tuesday
   */
  @Text({ max: 500 }) readonly reason!: string;
}
