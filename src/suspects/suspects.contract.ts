import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Arrest } from './arrest.entity.js';
import { summaryOf as arrestSummaryOf, ArrestSummary } from './arrests.contract.js';
import type { Suspect } from './suspect.entity.js';
import { offenderClasses, type OffenderClass } from './suspects.words.js';

/** What is always said of a suspect. */
export class SuspectInput {
  /**
   * What the suspect did, as far as is known.
   * @example unknown
   */
  @IsIn(offenderClasses) readonly offenderClass!: OffenderClass;
  /**
   * Whether the suspect was under 18 when it happened.
   * @example false
   */
  @IsBoolean() readonly juvenile!: boolean;
  /**
   * The day the suspect was identified. It may lie before the complaint was received.
   * @example 2018-05-14
   */
  @IsDay() readonly identifiedOn!: string;
}

/** A suspect of a complaint, with as much of the name and birth as is known. */
export class RecordSuspect extends SuspectInput {
  /** The complaint, which one may work. */
  @IsUUID() readonly complaintId!: string;
  /**
   * The given name, if it is known.
   * @example Alex
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly givenName?: string | null;
  /**
   * The family name, if it is known.
   * @example Sample
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly familyName?: string | null;
  /**
   * The day of birth, if it is known.
   * @example 1979-11-02
   */
  @Omittable() @Nullable() @IsDay() readonly bornOn?: string | null;
  /** The agency that identified the suspect: one's own if left out, or the complaint's from the seat of a task force. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** A suspect's particulars, whole: what is not known is null. */
export class CorrectSuspect extends SuspectInput {
  /**
   * The given name, if it is known.
   * @example Alex
   */
  @Nullable() @Text({ max: 100 }) readonly givenName!: string | null;
  /**
   * The family name, if it is known.
   * @example Sample
   */
  @Nullable() @Text({ max: 100 }) readonly familyName!: string | null;
  /**
   * The day of birth, if it is known.
   * @example 1979-11-02
   */
  @Nullable() @IsDay() readonly bornOn!: string | null;
  /**
   * Why it is put right; it goes into the trail.
   * @example The forensic examination found material that the suspect had made.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** Which suspects to list, the latest identified first. */
export class SuspectsQuery extends PageQuery {
  /** Only those of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those of this class. */
  @Omittable() @IsIn(offenderClasses) readonly offenderClass?: OffenderClass;
}

/** What the reader may do to this suspect. */
export class SuspectMay {
  /** Put the particulars right. */
  readonly correct!: boolean;
  /** Record an arrest. */
  readonly arrest!: boolean;
}

/** A line of a list of suspects. A juvenile stands in no list by name (18 U.S.C. 5038), only in the record itself. */
export class SuspectSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The complaint the suspect was named in.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * The agency that identified the suspect.
   * @format uuid
   */
  readonly agencyId!: string;
  /** Null while it is not known, and in lists for a juvenile. */
  readonly givenName!: string | null;
  /** Null while it is not known, and in lists for a juvenile. */
  readonly familyName!: string | null;
  readonly offenderClass!: OffenderClass;
  readonly juvenile!: boolean;
  /** @format date */
  readonly identifiedOn!: string;
}

/** A suspect and their arrests, the latest first. */
export class SuspectView extends SuspectSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** @format date */
  readonly bornOn!: string | null;
  /** The arrests of the suspect, the latest first. */
  readonly arrests!: ArrestSummary[];
  readonly may!: SuspectMay;
}

/** A part of a list of suspects. */
export class SuspectPage {
  readonly items!: SuspectSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A suspect with what belongs to them: the complaint, and the arrests there were. */
export interface SuspectRecord {
  readonly suspect: Suspect;
  readonly complaint: Complaint;
  readonly arrests: readonly Arrest[];
}

export function summaryOf(suspect: Suspect): SuspectSummary {
  const { id, version, complaintId, agencyId, offenderClass, juvenile, identifiedOn } = suspect;
  const { givenName, familyName } = juvenile ? { givenName: null, familyName: null } : suspect;
  return { id, version, complaintId, agencyId, givenName, familyName, offenderClass, juvenile, identifiedOn };
}

export function viewOf({ suspect, complaint, arrests }: SuspectRecord, actor: Actor): SuspectView {
  const { taskForceId, givenName, familyName, bornOn } = suspect;
  const record = allows(actor.role, 'suspects:record') && complaintPolicy.work(actor, complaint);
  return {
    ...summaryOf(suspect),
    taskForceId,
    givenName,
    familyName,
    bornOn,
    arrests: arrests.map(arrestSummaryOf),
    may: { correct: record, arrest: record },
  };
}
