import { IsIn, IsUUID } from 'class-validator';
import { Integer, IsInstant, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Identifier } from './identifier.entity.js';
import {
  hashAlgorithms,
  identifierKinds,
  reportedRoles,
  type HashAlgorithm,
  type IdentifierKind,
  type ReportedRole,
} from './identifiers.words.js';

/** Something that somebody or something is known by. */
export class IdentifierSaid {
  /** @example handle */
  @IsIn(identifierKinds) readonly kind!: IdentifierKind;
  /**
   * The platform a handle or an account is of; nothing else has one.
   * @example Example Chat
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly platform?: string | null;
  /**
   * By what a hash was made. Left out, it is known by how long it is; nothing else has one.
   */
  @Omittable() @Nullable() @IsIn(hashAlgorithms) readonly algorithm?: HashAlgorithm | null;
  /**
   * The identifier as it was found.
   * @example Night_Owl
   */
  @Text({ max: 500 }) readonly raw!: string;
  /**
   * When it was seen in use. An address without it says little: providers give one to many.
   * @example 2018-05-11T22:04:10Z
   */
  @Omittable() @Nullable() @IsInstant() readonly observedAt?: string | null;
  /**
   * Through which port an address was seen; it may also stand behind the address.
   */
  @Omittable() @Nullable() @Integer(0, 65_535) readonly port?: number | null;
}

/** An identifier that was said of nobody and no file in particular. */
export class LooseIdentifier extends IdentifierSaid {
  /**
   * In what part whoever it is of stands in the tip.
   * @example suspect
   */
  @IsIn(reportedRoles) readonly role!: ReportedRole;
}

/** An identifier that somebody found out, of a complaint or of a suspect of one. */
export class RecordIdentifier extends IdentifierSaid {
  /** The complaint, which one may work. */
  @IsUUID() readonly complaintId!: string;
  /** The suspect of that complaint it is of. */
  @Omittable() @Nullable() @IsUUID() readonly suspectId?: string | null;
  /**
   * In what part whoever it is of stands in the complaint.
   * @example suspect
   */
  @IsIn(reportedRoles) readonly role!: ReportedRole;
}

/** Of which complaint to list the identifiers. */
export class IdentifiersQuery extends PageQuery {
  /** The complaint. */
  @IsUUID() readonly complaintId!: string;
  /** Only those of this kind. */
  @Omittable() @IsIn(identifierKinds) readonly kind?: IdentifierKind;
}

/** What somebody or something in a complaint is known by. */
export class IdentifierView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly complaintId!: string;
  /**
   * The suspect it is of, once somebody said so.
   * @format uuid
   */
  readonly suspectId!: string | null;
  /**
   * The reported person it was said of.
   * @format uuid
   */
  readonly personId!: string | null;
  /**
   * The reported file it is a hash of.
   * @format uuid
   */
  readonly fileId!: string | null;
  readonly role!: ReportedRole;
  readonly kind!: IdentifierKind;
  /** The platform a handle or an account is of. */
  readonly platform!: string | null;
  /** By what a hash was made. */
  readonly algorithm!: HashAlgorithm | null;
  /** As it was found. */
  readonly raw!: string;
  /**
   * In the form in which two of the same are equal.
   * @example night_owl@example chat
   */
  readonly normalised!: string;
  /**
   * When it was seen in use.
   * @format date-time
   */
  readonly observedAt!: string | null;
  readonly port!: number | null;
  /** Where in the document of a tip it stood, as a JSON pointer. */
  readonly sourcePath!: string | null;
  /** @format date-time */
  readonly recordedAt!: string;
  /**
   * When it turned out that it should not have been recorded.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Why it should not have been recorded. */
  readonly voidReason!: string | null;
}

/** A part of a list of identifiers. */
export class IdentifierPage {
  readonly items!: IdentifierView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(identifier: Identifier): IdentifierView {
  const { id, version, complaintId, suspectId, personId, fileId, role, kind, platform, algorithm } = identifier;
  const { raw, normalised, observedAt, port, sourcePath, recordedAt, voidedAt, voidReason } = identifier;
  return {
    ...{ id, version, complaintId, suspectId, personId, fileId, role, kind, platform, algorithm, raw, normalised },
    observedAt: observedAt?.toISOString() ?? null,
    port,
    sourcePath,
    recordedAt: recordedAt.toISOString(),
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
  };
}
