import { JurisdictionView } from '../complaints/complaints.contract.js';
import type {
  ComplaintMode,
  ComplaintSource,
  ComplaintState,
  ComplaintType,
  DispositionCode,
  Priority,
} from '../complaints/complaints.words.js';
import type { ArrestKind, OffenderClass } from '../suspects/suspects.words.js';
import type { AbuseTiming, SafeguardingStatus } from '../victims-identified/victims-identified.words.js';

/** Whom to call about it. */
export class ComplaintOwner {
  /**
   * The agency's name.
   * @example Omaha Police Department
   */
  readonly agency!: string;
  /**
   * Its telephone number.
   * @example +1 402 555 0100
   */
  readonly phone!: string | null;
  /**
   * Its email address.
   * @example icac@example.gov
   */
  readonly email!: string | null;
}

/** A suspect, by name only where the share says so, and a juvenile never (18 U.S.C. 5038). */
export class SharedSuspectView {
  /** @format uuid */
  readonly id!: string;
  /** Null while it is not known, where the share includes no names, and for a juvenile. */
  readonly givenName!: string | null;
  /** Null while it is not known, where the share includes no names, and for a juvenile. */
  readonly familyName!: string | null;
  readonly offenderClass!: OffenderClass;
  /** Under 18 when it happened (18 U.S.C. 5038). */
  readonly juvenile!: boolean;
  /**
   * The day the suspect was identified.
   * @format date
   */
  readonly identifiedOn!: string;
}

/** An arrest. */
export class SharedArrestView {
  /** @format uuid */
  readonly id!: string;
  /**
   * Who was arrested.
   * @format uuid
   */
  readonly suspectId!: string;
  /**
   * The day of the arrest.
   * @format date
   */
  readonly arrestedOn!: string;
  readonly kind!: ArrestKind;
}

/** A child who was identified, by pseudonym. */
export class SharedVictimView {
  /** @format uuid */
  readonly id!: string;
  /**
   * What the child is called everywhere.
   * @example MV1
   */
  readonly pseudonym!: string;
  /**
   * The day the child was identified.
   * @format date
   */
  readonly identifiedOn!: string;
  readonly abuseTiming!: AbuseTiming;
  readonly safeguardingStatus!: SafeguardingStatus;
}

/** A complaint as another agency reads it: as it is now, to be read alone. */
export class SharedComplaintView {
  /** @format uuid */
  readonly id!: string;
  /**
   * What its owner calls it.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly owner!: ComplaintOwner;
  readonly state!: ComplaintState;
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource;
  /** The number the source gave it. */
  readonly externalReference!: string | null;
  readonly type!: ComplaintType | null;
  readonly mode!: ComplaintMode | null;
  /**
   * When its task force received it.
   * @format date-time
   */
  readonly receivedAt!: string;
  /**
   * The day it was received, where its task force is.
   * @format date
   */
  readonly receivedOn!: string;
  /**
   * When it happened, if the source says so.
   * @format date-time
   */
  readonly incidentAt!: string | null;
  readonly jurisdiction!: JurisdictionView;
  /**
   * What was reported, in words.
   * @example An adult asked a 13-year-old for a meeting in a game chat.
   */
  readonly narrative!: string;
  readonly disposition!: DispositionCode | null;
  /** The suspects, the first identified first. */
  readonly suspects!: SharedSuspectView[];
  /** The arrests, in the order of their days. */
  readonly arrests!: SharedArrestView[];
  /** The children who were identified. */
  readonly victims!: SharedVictimView[];
}

/** A shared complaint as the database tells it, with all that was seen by it. */
export interface SharedComplaint {
  readonly complaint: Omit<SharedComplaintView, 'suspects' | 'arrests' | 'victims'>;
  readonly suspects: SharedSuspectView[];
  readonly arrests: SharedArrestView[];
  readonly victims: SharedVictimView[];
  readonly seen: readonly string[];
}

export function sharedViewOf({ complaint, suspects, arrests, victims }: SharedComplaint): SharedComplaintView {
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
