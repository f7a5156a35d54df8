import { IsBoolean, IsIn } from 'class-validator';
import { IsId, Integer, IsInstant, Nullable, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  hashAlgorithms,
  identifierKinds,
  reportedRoles,
  type HashAlgorithm,
  type IdentifierKind,
  type ReportedRole,
} from './identifiers.enums.js';

/** Identifier of a person, device or file. */
export class IdentifierInput {
  /** @example handle */
  @IsIn(identifierKinds) readonly kind!: IdentifierKind;
  /**
   * Platform of a handle or an account; other kinds have none.
   * @example Example Chat
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly platform?: string | null;
  /** Method of a hash; other kinds have none. If omitted, the length determines it. */
  @Omittable() @Nullable() @IsIn(hashAlgorithms) readonly algorithm?: HashAlgorithm | null;
  /**
   * Identifier as found.
   * @example Night_Owl
   */
  @Text({ max: 500 }) readonly raw!: string;
  /**
   * Time at which it was seen in use. An address without it is weak evidence, because providers reassign addresses.
   * @example 2018-05-11T22:04:10Z
   */
  @Omittable() @Nullable() @IsInstant() readonly observedAt?: string | null;
  /** Port of an address; it can also follow the address in the text. */
  @Omittable() @Nullable() @Integer(0, 65_535) readonly port?: number | null;
  /**
   * Use by its owner at that time, in the word of the source. It is stored in lower case.
   * @example login
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly event?: string | null;
  /** Whether the source takes an address for a proxy; null if it does not say. */
  @Omittable() @Nullable() @IsBoolean() readonly isPossibleProxy?: boolean | null;
  /** Whether the provider verified that its user owns the value; null if it does not say. */
  @Omittable() @Nullable() @IsBoolean() readonly isVerified?: boolean | null;
  /**
   * Time of the verification, at which it need not have been in use.
   * @example 2017-02-03T10:15:00Z
   */
  @Omittable() @Nullable() @IsInstant() readonly verifiedAt?: string | null;
  /** Kind of the number of a device, such as IMEI; other identifiers have none. */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly deviceKind?: string | null;
}

/** Identifier with the role of its owner: one of no particular person, or one that a file was used with. */
export class LooseIdentifier extends IdentifierInput {
  /**
   * Role of its owner in the tip.
   * @example suspect
   */
  @IsIn(reportedRoles) readonly role!: ReportedRole;
}

/** Identifier found by an investigator, of a complaint or of its suspect. */
export class RecordIdentifier extends IdentifierInput {
  /** Complaint. The caller must be allowed to work on it. */
  @IsId() readonly complaintId!: string;
  /** Suspect of that complaint that it belongs to. */
  @Omittable() @Nullable() @IsId() readonly suspectId?: string | null;
  /** Reported file of that complaint that it is the hash of, or that its owner used, such as uploaded. */
  @Omittable() @Nullable() @IsId() readonly fileId?: string | null;
  @IsIn(reportedRoles) readonly role!: ReportedRole;
}

/** Filters of the list of identifiers. */
export class IdentifiersQuery extends PageQuery {
  /** Complaint of the identifiers. */
  @IsId() readonly complaintId!: string;
  /** Only identifiers of this kind. */
  @Omittable() @IsIn(identifierKinds) readonly kind?: IdentifierKind;
}
