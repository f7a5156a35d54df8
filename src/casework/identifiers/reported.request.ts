import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import {
  FamilyName,
  Integer,
  IsDay,
  ListOf,
  Nullable,
  Omittable,
  Text,
  Texts,
} from '../../platform/validation/input.js';
import { IdentifierInput } from './identifier.request.js';
import {
  classifications,
  hashAlgorithms,
  reportedRoles,
  type Classification,
  type HashAlgorithm,
  type ReportedRole,
} from './identifiers.enums.js';

/** Person reported in a tip. A child has only a role and an age here; the identity belongs in the vault. */
export class PersonInput {
  /**
   * Role in the tip.
   * @example suspect
   */
  @IsIn(reportedRoles) readonly role!: ReportedRole;
  /**
   * Given name, or what is known of it.
   * @example Alex
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly givenName?: string | null;
  /**
   * Family name, or what is known of it.
   * @example Sample
   */
  @Omittable() @Nullable() @FamilyName(200) readonly familyName?: string | null;
  /**
   * Another name: a nickname, an alias or the name on a profile.
   * @example Night Owl
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly otherName?: string | null;
  /**
   * Day of birth.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /** Age in years, as estimated by the source. */
  @Omittable() @Nullable() @Integer(0, 120) readonly approximateAge?: number | null;
  /**
   * Further description by the source.
   * @example Drives a red pickup; works nights.
   */
  @Omittable() @Nullable() @Text({ max: 4000, multiline: true }) readonly description?: string | null;
}

/** Person reported in a tip, with identifiers. */
export class KnownPerson extends PersonInput {
  @Omittable() @ListOf(() => IdentifierInput, 100) readonly identifiers?: IdentifierInput[];
}

/** Hash of a file. */
export class HashInput {
  /** Method of the hash. If omitted, the length determines it. */
  @Omittable() @Nullable() @IsIn(hashAlgorithms) readonly algorithm?: HashAlgorithm | null;
  /**
   * Hash, in the digits 0 to 9 and a to f.
   * @example 9e107d9d372bb6826bd81d3542a419d6
   */
  @Text({ max: 300 }) readonly value!: string;
}

/** File reported in a tip: name and hashes. The file itself is never sent. */
export class FileInput {
  /**
   * Name of the file.
   * @example IMG_0042.jpg
   */
  @Omittable() @Nullable() @Text({ max: 500 }) readonly name?: string | null;
  /** Size in bytes. */
  @Omittable() @Nullable() @Integer(0, 2 ** 50) readonly sizeBytes?: number | null;
  @Omittable() @Nullable() @IsBoolean() readonly isViewedByProvider?: boolean | null;
  @Omittable() @Nullable() @IsBoolean() readonly isPubliclyAvailable?: boolean | null;
  @Omittable() @Nullable() @IsIn(classifications) readonly classification?: Classification | null;
  /** Tags by the provider or the clearinghouse. */
  @Omittable() @Texts({ max: 100 }, 50) readonly tags?: readonly string[];
  @Omittable() @ListOf(() => HashInput, 10) readonly hashes?: HashInput[];
}

/** Reported person to add to a complaint. */
export class RecordPerson extends KnownPerson {
  /** Complaint. The caller must be allowed to work on it. */
  @IsUUID() readonly complaintId!: string;
}

/** Reported file to add to a complaint. */
export class RecordFile extends FileInput {
  @IsUUID() readonly complaintId!: string;
}

/** Filter of the list of reported persons or files. */
export class ReportedQuery {
  /** Complaint of the records. */
  @IsUUID() readonly complaintId!: string;
}
