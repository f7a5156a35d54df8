import { IsBoolean, IsIn } from 'class-validator';
import {
  FamilyName,
  Integer,
  IsDay,
  IsId,
  IsInstant,
  ListOf,
  Name,
  Nullable,
  Omittable,
  Text,
  Texts,
} from '../../platform/validation/input.js';
import { IdentifierInput, LooseIdentifier } from './identifier.request.js';
import {
  classifications,
  fileRelevances,
  hashAlgorithms,
  reportedRoles,
  type Classification,
  type FileRelevance,
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
  @Omittable() @Nullable() @Name(200) readonly givenName?: string | null;
  /**
   * Family name, or what is known of it.
   * @example Sample
   */
  @Omittable() @Nullable() @FamilyName(200) readonly familyName?: string | null;
  /**
   * Another name: a nickname, an alias or the name on a profile.
   * @example Night Owl
   */
  @Omittable() @Nullable() @Name(200) readonly otherName?: string | null;
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
  /**
   * Name under which it was submitted to the reporting center, if that is another.
   * @example a1.dat
   */
  @Omittable() @Nullable() @Text({ max: 500 }) readonly submittedName?: string | null;
  /**
   * Id of the file in its report.
   * @example b0754af766b426f2928a02c651ed4b99
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly sourceFileId?: string | null;
  /**
   * Location at which the provider found it.
   * @example https://chat.example/room/7
   */
  @Omittable() @Nullable() @Text({ max: 2000 }) readonly location?: string | null;
  /**
   * Time at which it was uploaded to the provider.
   * @example 2018-05-11T22:04:10Z
   */
  @Omittable() @Nullable() @IsInstant() readonly uploadedAt?: string | null;
  /** Size in bytes. */
  @Omittable() @Nullable() @Integer(0, 2 ** 50) readonly sizeBytes?: number | null;
  @Omittable() @Nullable() @IsBoolean() readonly isViewedByProvider?: boolean | null;
  /** Whether the provider viewed the EXIF data of the file, which is no view of the file. */
  @Omittable() @Nullable() @IsBoolean() readonly isExifViewedByProvider?: boolean | null;
  @Omittable() @Nullable() @IsBoolean() readonly isPubliclyAvailable?: boolean | null;
  @Omittable() @Nullable() @IsIn(classifications) readonly classification?: Classification | null;
  /** Whether it is the reported content, or supplements it. */
  @Omittable() @Nullable() @IsIn(fileRelevances) readonly relevance?: FileRelevance | null;
  /** Tags by the provider or the clearinghouse. */
  @Omittable() @Texts({ max: 100 }, 50) readonly tags?: readonly string[];
  @Omittable() @ListOf(() => HashInput, 10) readonly hashes?: HashInput[];
  /** Identifiers whose owner used the file, such as the address that uploaded it. */
  @Omittable() @ListOf(() => LooseIdentifier, 100) readonly identifiers?: LooseIdentifier[];
}

/** Reported person to add to a complaint. */
export class RecordPerson extends KnownPerson {
  /** Complaint. The caller must be allowed to work on it. */
  @IsId() readonly complaintId!: string;
}

/** Reported file to add to a complaint. */
export class RecordFile extends FileInput {
  @IsId() readonly complaintId!: string;
}

/** Filter of the list of reported persons or files. */
export class ReportedQuery {
  /** Complaint of the records. */
  @IsId() readonly complaintId!: string;
}
