import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Identifier } from './identifier.entity.js';
import type { HashAlgorithm, IdentifierKind, ReportedRole } from './identifiers.enums.js';

/** Identifier of a person, device or file in a complaint. */
export class IdentifierView {
  readonly id!: string;
  readonly version!: number;
  /** Complaint that contains it. */
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** Suspect that a person assigned it to. */
  readonly suspectId!: string | null;
  /** Reported person that it belongs to. */
  readonly personId!: string | null;
  /** Reported file that it is the hash of, or that its owner used, such as uploaded. */
  readonly fileId!: string | null;
  readonly role!: ReportedRole;
  readonly kind!: IdentifierKind;
  /**
   * Platform of a handle or an account; other kinds have none.
   * @example Example Chat
   */
  readonly platform!: string | null;
  /** Method of a hash. */
  readonly algorithm!: HashAlgorithm | null;
  /**
   * Identifier as found.
   * @example Night_Owl
   */
  readonly raw!: string;
  /**
   * Uniform spelling, by which identifiers are compared.
   * @example night_owl@example chat
   */
  readonly normalised!: string;
  /** Time at which it was seen in use. */
  readonly observedAt!: string | null;
  /** Port of an address; other kinds have none. */
  readonly port!: number | null;
  /** Carrier of an address, an entry of the directory of providers that a person confirmed; null until then. */
  readonly carrierId!: string | null;
  /**
   * Use by its owner at that time, in the word of the source; null if it does not say.
   * @example login
   */
  readonly event!: string | null;
  /** Whether the source takes the address for a proxy; null if it does not say. */
  readonly isPossibleProxy!: boolean | null;
  /** Whether the provider verified that its user owns the value; null if the source does not say. */
  readonly isVerified!: boolean | null;
  /** Time of the verification, at which it need not have been in use. */
  readonly verifiedAt!: string | null;
  /** Kind of the number of a device, such as IMEI. */
  readonly deviceKind!: string | null;
  /** Position in the tip's document, as a path. */
  readonly sourcePath!: string | null;
  readonly recordedAt!: string;
  /** Time of the voiding; null if it is not void. */
  readonly voidedAt!: string | null;
  readonly voidReason!: string | null;
}

/** Page of a list of identifiers. */
export class IdentifierPage {
  readonly items!: IdentifierView[];
  readonly nextCursor!: string | null;
}

export function toIdentifierView(identifier: Identifier): IdentifierView {
  const { id, version, complaintId, suspectId, personId, fileId, role, kind, platform, algorithm } = identifier;
  const { raw, normalised, observedAt, port, carrierId, event, isPossibleProxy, isVerified, verifiedAt } = identifier;
  const { deviceKind, sourcePath, recordedAt, voidedAt, voidReason } = identifier;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    suspectId,
    personId,
    fileId,
    role,
    kind,
    platform,
    algorithm,
    raw,
    normalised,
    observedAt: observedAt?.toISOString() ?? null,
    port,
    carrierId,
    event,
    isPossibleProxy,
    isVerified,
    verifiedAt: verifiedAt?.toISOString() ?? null,
    deviceKind,
    sourcePath,
    recordedAt: recordedAt.toISOString(),
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
  };
}
