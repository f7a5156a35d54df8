import { IsEmail, IsIn, IsUUID } from 'class-validator';
import { IsDay, Omittable, Text } from '../platform/http/input.js';
import type { Mention } from './name-scanner.js';
import { scanPurposes, type MentionMatch, type ScanPurpose } from './vault.words.js';

/** What a child is known by. All that is given has to fit, as a whole; a given name is looked for with its family name. */
export class SearchIdentities {
  /**
   * The given name.
   * @example Alex
   */
  @Omittable() @Text({ max: 100 }) readonly givenName?: string;
  /**
   * The family name.
   * @example Sample
   */
  @Omittable() @Text({ max: 100 }) readonly familyName?: string;
  /**
   * The day of birth.
   * @example 2012-05-14
   */
  @Omittable() @IsDay() readonly bornOn?: string;
  /**
   * A telephone number.
   * @example +1 402 555 0100
   */
  @Omittable() @Text({ max: 40 }) readonly phone?: string;
  /**
   * An email address.
   * @example alex@example.org
   */
  @Omittable() @Text({ max: 254 }) @IsEmail({}, { message: 'must be an email address' }) readonly email?: string;
}

/** A child who fits, by pseudonym. */
export class FoundIdentity {
  /**
   * The child's record.
   * @format uuid
   */
  readonly victimId!: string;
  /**
   * What the child is called everywhere.
   * @example MV1
   */
  readonly pseudonym!: string;
  /** @format uuid */
  readonly complaintId!: string;
  /**
   * What people call the complaint by.
   * @example NE-000123
   */
  readonly reference!: string;
}

/** The children of one's seat whom all that was asked by fits. */
export class FoundIdentities {
  readonly items!: FoundIdentity[];
  /** Whether there are more than these; then more has to be asked by. */
  readonly hasMore!: boolean;
}

/** A text of a case, to be scanned for names of known children. */
export class ScanText {
  /**
   * The complaint that the text is of. The account has to work it.
   * @format uuid
   */
  @IsUUID(undefined, { message: 'must be a UUID' }) readonly complaintId!: string;
  /** @example recording */
  @IsIn(scanPurposes) readonly purpose!: ScanPurpose;
  /**
   * The text, as it is about to be saved.
   * @example The mother came to the desk.
   */
  @Text({ max: 20_000, multiline: true }) readonly text!: string;
}

/** A known child's name in the text. */
export class NameMention {
  /** Where it begins, in UTF-16 units of the text as it is kept: composed, and without space around it. */
  readonly start!: number;
  /** Where it has ended. */
  readonly end!: number;
  /** Whether the full name is there, or only the family name of a child of this complaint. */
  readonly match!: MentionMatch;
}

/** Names in a text: of children of the cases that the account works. */
export class ScannedText {
  readonly mentions!: NameMention[];
}

export function scannedOf(mentions: readonly Mention[]): ScannedText {
  return { mentions: [...mentions] };
}
