import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import { Integer, IsDay, ListOf, Nullable, Omittable, Text, Texts } from '../platform/http/input.js';
import { IdentifierSaid } from './identifiers.contract.js';
import {
  classifications,
  hashAlgorithms,
  reportedRoles,
  type Classification,
  type HashAlgorithm,
  type ReportedRole,
  type ReviewGate,
} from './identifiers.words.js';
import type { ReportedFile } from './reported-file.entity.js';
import type { ReportedPerson } from './reported-person.entity.js';

/** Somebody a tip tells of. Of a child there is a role and an age: who it is goes to the vault. */
export class PersonSaid {
  /**
   * In what part they stand in the tip.
   * @example suspect
   */
  @IsIn(reportedRoles) readonly role!: ReportedRole;
  /**
   * The given name.
   * @example Alex
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly givenName?: string | null;
  /**
   * The family name.
   * @example Sample
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly familyName?: string | null;
  /**
   * What else they go by.
   * @example Night Owl
   */
  @Omittable() @Nullable() @Text({ max: 200 }) readonly otherName?: string | null;
  /**
   * The day of birth.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /** How old the source thinks they are. */
  @Omittable() @Nullable() @Integer(0, 120) readonly approximateAge?: number | null;
  /**
   * What else the source says of them.
   * @example Drives a red pickup; works nights.
   */
  @Omittable() @Nullable() @Text({ max: 4000, multiline: true }) readonly description?: string | null;
}

/** Somebody a tip tells of, with what they are known by. */
export class KnownPerson extends PersonSaid {
  @Omittable() @ListOf(() => IdentifierSaid, 100) readonly identifiers?: IdentifierSaid[];
}

/** A hash of a file. */
export class HashSaid {
  /** By what it was made. Left out, it is known by how long it is. */
  @Omittable() @Nullable() @IsIn(hashAlgorithms) readonly algorithm?: HashAlgorithm | null;
  /**
   * In hexadecimal.
   * @example 9e107d9d372bb6826bd81d3542a419d6
   */
  @Text({ max: 300 }) readonly value!: string;
}

/** A file a tip tells of: what it is called and its hashes. The file itself is never sent. */
export class FileSaid {
  /**
   * What it is called.
   * @example IMG_0042.jpg
   */
  @Omittable() @Nullable() @Text({ max: 500 }) readonly name?: string | null;
  /** How large it is, in bytes. */
  @Omittable() @Nullable() @Integer(0, 2 ** 50) readonly sizeBytes?: number | null;
  /** Whether somebody at the provider looked at it. Nobody said: null, which is neither yes nor no. */
  @Omittable() @Nullable() @IsBoolean() readonly isViewedByProvider?: boolean | null;
  /** Whether everybody could see it; null where nobody said. */
  @Omittable() @Nullable() @IsBoolean() readonly isPubliclyAvailable?: boolean | null;
  /** How the industry classes it. */
  @Omittable() @Nullable() @IsIn(classifications) readonly classification?: Classification | null;
  /** What it was marked as, by the provider or the clearing house. */
  @Omittable() @Texts({ max: 100 }, 50) readonly tags?: readonly string[];
  @Omittable() @ListOf(() => HashSaid, 10) readonly hashes?: HashSaid[];
}

/** Somebody to add to a complaint as reported. */
export class RecordPerson extends KnownPerson {
  /** The complaint, which one may work. */
  @IsUUID() readonly complaintId!: string;
}

/** A file to add to a complaint as reported. */
export class RecordFile extends FileSaid {
  /** The complaint, which one may work. */
  @IsUUID() readonly complaintId!: string;
}

/** Of which complaint to list what was reported. */
export class ReportedQuery {
  /** The complaint. */
  @IsUUID() readonly complaintId!: string;
}

/** Somebody a tip tells of. */
export class ReportedPersonView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly complaintId!: string;
  readonly role!: ReportedRole;
  /** Null of a child: who it is stands in the vault, or nowhere. */
  readonly givenName!: string | null;
  /** Null of a child. */
  readonly familyName!: string | null;
  /** What else they go by. */
  readonly otherName!: string | null;
  /** Null of a child. */
  readonly bornOn!: string | null;
  readonly approximateAge!: number | null;
  readonly description!: string | null;
  /** Where in the document of a tip they stood, as a JSON pointer. */
  readonly sourcePath!: string | null;
  /** @format date-time */
  readonly recordedAt!: string;
  /**
   * When it turned out that it should not have been recorded.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

/** Everybody a tip tells of. */
export class ReportedPersonList {
  readonly items!: ReportedPersonView[];
}

/** A file a tip tells of. */
export class ReportedFileView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly complaintId!: string;
  /** What it is called. */
  readonly name!: string | null;
  readonly sizeBytes!: number | null;
  /** Whether somebody at the provider looked at it; null where nobody said, which is neither yes nor no. */
  readonly isViewedByProvider!: boolean | null;
  /** Whether everybody could see it; null where nobody said. */
  readonly isPubliclyAvailable!: boolean | null;
  /** Whether it may be opened without a warrant: only what the provider looked at, or everybody could see (Wilson, 9th Cir. 2021). */
  readonly reviewGate!: ReviewGate;
  readonly classification!: Classification | null;
  /** What it was marked as. */
  readonly tags!: string[];
  /** Where in the document of a tip it stood, as a JSON pointer. */
  readonly sourcePath!: string | null;
  /** @format date-time */
  readonly recordedAt!: string;
  /**
   * When it turned out that it should not have been recorded.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

/** Every file a tip tells of. */
export class ReportedFileList {
  readonly items!: ReportedFileView[];
}

export function personViewOf(person: ReportedPerson): ReportedPersonView {
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

export function fileViewOf(file: ReportedFile): ReportedFileView {
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
