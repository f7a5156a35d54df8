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
  /** Reported file of the hash. */
  readonly fileId!: string | null;
  readonly role!: ReportedRole;
  readonly kind!: IdentifierKind;
  readonly platform!: string | null;
  /** Method of a hash. */
  readonly algorithm!: HashAlgorithm | null;
  readonly raw!: string;
  /**
   * Normalized form, which is equal for equal identifiers.
   * @example night_owl@example chat
   */
  readonly normalised!: string;
  /** Time at which it was seen in use. */
  readonly observedAt!: string | null;
  readonly port!: number | null;
  /** JSON pointer to its position in the tip's document. */
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
  const { raw, normalised, observedAt, port, sourcePath, recordedAt, voidedAt, voidReason } = identifier;
  return {
    ...{ id, version, complaintId, suspectId, personId, fileId, role, kind, platform, algorithm, raw, normalised },
    complaint: nameComplaint(complaintId),
    observedAt: observedAt?.toISOString() ?? null,
    port,
    sourcePath,
    recordedAt: recordedAt.toISOString(),
    voidedAt: voidedAt?.toISOString() ?? null,
    voidReason,
  };
}
