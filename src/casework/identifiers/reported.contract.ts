import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { Integer, IsDay, ListOf, Nullable, Omittable, Text, Texts } from '../../platform/validation/input.js';
import { IdentifierInput } from './identifiers.contract.js';
import {
  classifications,
  hashAlgorithms,
  reportedRoles,
  type Classification,
  type HashAlgorithm,
  type ReportedRole,
  type ReviewGate,
} from './identifiers.enums.js';
import type { ReportedFile } from './reported-file.entity.js';
import type { ReportedPerson } from './reported-person.entity.js';

/** Person reported in a tip. A child has only a role and an age here; the identity belongs in the vault. */
export class PersonInput {
  /**
   * Role in the tip.
   * @example suspect
   */
  @IsIn(reportedRoles) readonly role!: ReportedRole;
  /**
   * Given name.
   * @example Alex
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly givenName?: string | null;
  /**
   * Family name.
   * @example Sample
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly familyName?: string | null;
  /**
   * Other name.
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
  /** Algorithm of the hash. If omitted, the length determines it. */
  @Omittable() @Nullable() @IsIn(hashAlgorithms) readonly algorithm?: HashAlgorithm | null;
  /**
   * Hash in hexadecimal digits.
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
  /** Whether an employee of the provider viewed it; null if unknown, which is neither yes nor no. */
  @Omittable() @Nullable() @IsBoolean() readonly isViewedByProvider?: boolean | null;
  /** Whether it was public; null if unknown. */
  @Omittable() @Nullable() @IsBoolean() readonly isPubliclyAvailable?: boolean | null;
  /** Industry classification of the material. */
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
  /** Complaint. The caller must be allowed to work on it. */
  @IsUUID() readonly complaintId!: string;
}

/** Filter of the list of reported persons or files. */
export class ReportedQuery {
  /** Complaint of the records. */
  @IsUUID() readonly complaintId!: string;
}

/** Person reported in a tip. */
export class ReportedPersonView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly complaintId!: string;
  readonly role!: ReportedRole;
  /** Given name; null for a child, because only the vault may contain the identity. */
  readonly givenName!: string | null;
  /** Family name; null for a child. */
  readonly familyName!: string | null;
  /** Other name. */
  readonly otherName!: string | null;
  /** Day of birth; null for a child. */
  readonly bornOn!: string | null;
  readonly approximateAge!: number | null;
  readonly description!: string | null;
  /** JSON pointer to the position in the tip's document. */
  readonly sourcePath!: string | null;
  /** @format date-time */
  readonly recordedAt!: string;
  /**
   * Time at which it was voided.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

/** List of the persons reported in a tip. */
export class ReportedPersonList {
  readonly items!: ReportedPersonView[];
}

/** File reported in a tip. */
export class ReportedFileView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly complaintId!: string;
  /** Name of the file. */
  readonly name!: string | null;
  readonly sizeBytes!: number | null;
  /** Whether an employee of the provider viewed it; null if unknown, which is neither yes nor no. */
  readonly isViewedByProvider!: boolean | null;
  /** Whether it was public; null if unknown. */
  readonly isPubliclyAvailable!: boolean | null;
  /**
   * Whether it may be opened without a warrant: only if the provider viewed it or it was public (Wilson, 9th Cir.
   * 2021).
   */
  readonly reviewGate!: ReviewGate;
  readonly classification!: Classification | null;
  /** Tags by the provider or the clearinghouse. */
  readonly tags!: string[];
  /** JSON pointer to the position in the tip's document. */
  readonly sourcePath!: string | null;
  /** @format date-time */
  readonly recordedAt!: string;
  /**
   * Time at which it was voided.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

/** List of the files reported in a tip. */
export class ReportedFileList {
  readonly items!: ReportedFileView[];
}

export function toReportedPersonView(person: ReportedPerson): ReportedPersonView {
  const { id, version, complaintId, role, givenName, familyName, otherName, bornOn, approximateAge } = person;
  const { description, sourcePath, recordedAt, voidedAt, voidReason } = person;
  return {
    ...{ id, version, complaintId, role, givenName, familyName, otherName, bornOn, approximateAge, description },
    sourcePath,
    recordedAt: recordedAt.toISOString(),
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
  };
}

export function toReportedFileView(file: ReportedFile): ReportedFileView {
  const { id, version, complaintId, name, sizeBytes, isViewedByProvider, isPubliclyAvailable, reviewGate } = file;
  const { classification, tags, sourcePath, recordedAt, voidedAt, voidReason } = file;
  return {
    ...{ id, version, complaintId, name, sizeBytes, isViewedByProvider, isPubliclyAvailable, reviewGate },
    classification,
    tags: [...tags],
    sourcePath,
    recordedAt: recordedAt.toISOString(),
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
  };
}
