import { type JurisdictionView } from '../complaints/complaint.view.js';
import type {
  ComplaintMode,
  ComplaintSource,
  ComplaintState,
  ComplaintType,
  DispositionCode,
  Priority,
} from '../complaints/complaints.enums.js';
import type { ArrestKind, OffenderClass } from '../suspects/suspects.enums.js';
import type { AbuseTiming, SafeguardingStatus } from '../victims-identified/victims-identified.enums.js';

/** Contact of the owning agency. */
export class ComplaintOwner {
  /**
   * Name of the agency.
   * @example Omaha Police Department
   */
  readonly agency!: string;
  /**
   * Telephone number of the agency.
   * @example +1 402 555 0100
   */
  readonly phone!: string | null;
  /**
   * Email address of the agency.
   * @example icac@example.gov
   */
  readonly email!: string | null;
}

/** Suspect, with a name only if the share includes names, and never for a juvenile (18 U.S.C. 5038). */
export class SharedSuspectView {
  readonly id!: string;
  /** Given name; null if unknown, if the share includes no names, and for a juvenile. */
  readonly givenName!: string | null;
  /** Family name; null if unknown, if the share includes no names, and for a juvenile. */
  readonly familyName!: string | null;
  readonly offenderClass!: OffenderClass;
  /** Whether the suspect was under 18 at the time of the offense (18 U.S.C. 5038). */
  readonly juvenile!: boolean;
  /** Day on which the suspect was identified. */
  readonly identifiedOn!: string;
}

/** Arrest of a suspect. */
export class SharedArrestView {
  readonly id!: string;
  /** Suspect who was arrested. */
  readonly suspectId!: string;
  /** Day of the arrest. */
  readonly arrestedOn!: string;
  readonly kind!: ArrestKind;
}

/** Identified child, with a pseudonym. */
export class SharedVictimView {
  readonly id!: string;
  /**
   * Pseudonym of the child.
   * @example MV1
   */
  readonly pseudonym!: string;
  /** Day on which the child was identified. */
  readonly identifiedOn!: string;
  readonly abuseTiming!: AbuseTiming;
  readonly safeguardingStatus!: SafeguardingStatus;
}

/** Complaint shared with another agency, read-only and in its current state. */
export class SharedComplaintView {
  readonly id!: string;
  /**
   * Number of the complaint at its owner.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly owner!: ComplaintOwner;
  readonly state!: ComplaintState;
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource;
  /** Number from the source. */
  readonly externalReference!: string | null;
  readonly type!: ComplaintType | null;
  readonly mode!: ComplaintMode | null;
  /** Time at which its task force received it. */
  readonly receivedAt!: string;
  /** Day of receipt in its task force's time zone. */
  readonly receivedOn!: string;
  /** Time of the incident, if the source gives it. */
  readonly incidentAt!: string | null;
  readonly jurisdiction!: JurisdictionView;
  /**
   * Text of the report.
   * @example An adult asked a 13-year-old for a meeting in a game chat.
   */
  readonly narrative!: string;
  readonly disposition!: DispositionCode | null;
  /** Suspects, first identified first. */
  readonly suspects!: SharedSuspectView[];
  /** Arrests, in order of their days. */
  readonly arrests!: SharedArrestView[];
  readonly victims!: SharedVictimView[];
}

/** Shared complaint in the form in which the database returns it, with the ids of all records read. */
export interface SharedComplaint {
  readonly complaint: Omit<SharedComplaintView, 'suspects' | 'arrests' | 'victims'>;
  readonly suspects: SharedSuspectView[];
  readonly arrests: SharedArrestView[];
  readonly victims: SharedVictimView[];
  readonly seen: readonly string[];
}

export function toSharedComplaintView({ complaint, suspects, arrests, victims }: SharedComplaint): SharedComplaintView {
  const { receivedAt, incidentAt } = complaint;
  return {
    ...complaint,
    receivedAt: new Date(receivedAt).toISOString(),
    incidentAt: incidentAt === null ? null : new Date(incidentAt).toISOString(),
    suspects,
    arrests,
    victims,
  };
}
