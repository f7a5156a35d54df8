import { IsIn, IsUUID, Matches } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { mayUse, type Permission } from '../platform/access/permissions.js';
import { IsDay, IsInstant, Nullable, Omittable, Part, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Complaint } from './complaint.entity.js';
import { complaintPolicy } from './complaints.policy.js';
import {
  complaintModes,
  complaintSources,
  complaintStates,
  complaintTypes,
  type ComplaintMode,
  type ComplaintSource,
  type ComplaintState,
  type ComplaintType,
  type DispositionCode,
  type Priority,
} from './complaints.words.js';

/** Where the matter belongs: the State, and the county and city if known. */
export class Jurisdiction {
  /**
   * The State or territory, by its two-letter postal code.
   * @example NE
   */
  @Matches(/^[A-Z]{2}$/, { message: 'must be a two-letter postal code in capitals' }) readonly state!: string;
  /**
   * The county, if it is known.
   * @example Douglas
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly county?: string | null;
  /**
   * The city, if it is known.
   * @example Omaha
   */
  @Omittable() @Nullable() @Text({ max: 100 }) readonly city?: string | null;
}

/** A tip or report as it reaches a task force. */
export class ReceiveComplaint {
  /** The agency that takes it in: one's own if left out. From a task force's seat it has to be named. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /**
   * Where it comes from.
   * @example ncmec_cybertip
   */
  @IsIn(complaintSources) readonly source!: ComplaintSource;
  /**
   * The number the source gave it: the same number from the same source is the same complaint.
   * @example 107324881
   */
  @Omittable() @Nullable() @Text({ max: 60 }) readonly externalReference?: string | null;
  /**
   * What it is about. It may wait for triage; until then it counts as unclassified.
   * @example enticement
   */
  @Omittable() @Nullable() @IsIn(complaintTypes) readonly type?: ComplaintType | null;
  /**
   * Whether officers controlled the encounter, or a tip or referral started it. It may wait for triage.
   * @example reactive
   */
  @Omittable() @Nullable() @IsIn(complaintModes) readonly mode?: ComplaintMode | null;
  /**
   * When the task force received it.
   * @example 2018-05-12T09:30:00-05:00
   */
  @IsInstant() readonly receivedAt!: string;
  /**
   * When it happened, if the source says so.
   * @example 2018-05-11T22:04:10Z
   */
  @Omittable() @Nullable() @IsInstant() readonly incidentAt?: string | null;
  /**
   * The day the provider submitted its report to the CyberTipline, if it is known: its year of preservation begins.
   * @example 2018-05-10
   */
  @Omittable() @Nullable() @IsDay() readonly submittedOn?: string | null;
  @Part(() => Jurisdiction) readonly jurisdiction!: Jurisdiction;
  /**
   * The report in words. A text that looks like it carries a picture or another file is refused.
   * @example An adult asked a 13-year-old for a meeting in a game chat.
   */
  @Text({ max: 20_000, multiline: true }) readonly narrative!: string;
}

/** When the provider submitted its report. */
export class CorrectSubmission {
  /**
   * The day on which the provider submitted its report to the CyberTipline; null when nobody knows.
   * @example 2018-05-10
   */
  @Nullable() @IsDay() readonly submittedOn!: string | null;
}

/** Which complaints to list, the latest received first. All of the seat's without a filter. */
export class ComplaintsQuery extends PageQuery {
  /** Only those in this state. */
  @Omittable() @IsIn(complaintStates) readonly state?: ComplaintState;
  /** Only those of this type. */
  @Omittable() @IsIn(complaintTypes) readonly type?: ComplaintType;
  /** Only those this agency owns. */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /** Only those assigned to this investigator. */
  @Omittable() @IsUUID() readonly investigatorId?: string;
  /** Only those that are merged into this one. */
  @Omittable() @IsUUID() readonly mergedInto?: string;
  /**
   * Only those on hold that somebody is to look at again by this day.
   * @example 2018-06-15
   */
  @Omittable() @IsDay() readonly reviewBy?: string;
}

/** What the reader may do to this complaint where it is now, so that nobody has to repeat the rules. */
export class ComplaintMay {
  /** Say what it is on first reading. */
  readonly screen!: boolean;
  /** Decide what it is and how urgent. */
  readonly triage!: boolean;
  /** Give it to an agency or an investigator. */
  readonly assign!: boolean;
  /** Put it on hold. */
  readonly hold!: boolean;
  /** Take it up again after a hold. */
  readonly resume!: boolean;
  /** Merge it into another. */
  readonly merge!: boolean;
  /** Take it out of the one it was merged into. */
  readonly unmerge!: boolean;
  /** Offer it to another agency or task force. */
  readonly offer!: boolean;
  /** Propose how it should end. */
  readonly proposeClosure!: boolean;
  /** Close it with its disposition, unless one investigated it before or proposed how. */
  readonly close!: boolean;
  /** Open it again after it was closed. */
  readonly reopen!: boolean;
  /** Record suspects, arrests and identified victims, notes and tasks. */
  readonly work!: boolean;
  /** Put right when the provider submitted its report. */
  readonly correctSubmission!: boolean;
}

/** Where the matter belongs. */
export class JurisdictionView {
  readonly state!: string;
  readonly county!: string | null;
  readonly city!: string | null;
}

/** A line of a list: what tells complaints apart, without the narrative. */
export class ComplaintSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * What people call it by.
   * @example NE-000417
   */
  readonly reference!: string;
  /** Where it is on its way from intake to disposition. */
  readonly state!: ComplaintState;
  /** 1: a child at immediate risk. 2: a child at risk. 3: a known suspect. 4: all else. Null before triage. */
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource;
  /** What it is about; null until somebody set it. */
  readonly type!: ComplaintType | null;
  /** Whether officers controlled the encounter, or a tip or referral started it; null until somebody set it. */
  readonly mode!: ComplaintMode | null;
  /** @format date-time */
  readonly receivedAt!: string;
  /** The day it was received where its task force is. */
  readonly receivedOn!: string;
  /**
   * By when it is to be worked: as its tier or whoever assigned it says. The time of a hold is added when it ends, and another
   * priority sets it anew. Null before it was assigned, and where somebody said that there is no day.
   * @format date-time
   */
  readonly dueAt!: string | null;
  /**
   * The agency that took it in and owns it.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * The agency it is assigned to.
   * @format uuid
   */
  readonly workingAgencyId!: string | null;
  /**
   * The investigator it is assigned to.
   * @format uuid
   */
  readonly investigatorId!: string | null;
  /** How it ended; null while it is open. */
  readonly disposition!: DispositionCode | null;
  /**
   * The complaint it is merged into.
   * @format uuid
   */
  readonly mergedInto!: string | null;
}

/** A complaint, whole. */
export class ComplaintView extends ComplaintSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  readonly externalReference!: string | null;
  /** @format date-time */
  readonly incidentAt!: string | null;
  readonly jurisdiction!: JurisdictionView;
  readonly narrative!: string;
  /** How often it has been opened: 1, and one more with each reopening. */
  readonly cycle!: number;
  /**
   * Since when it is where it is.
   * @format date-time
   */
  readonly stateSince!: string;
  /** Where it goes back to, when it is on hold, offered or merged. */
  readonly returnsTo!: ComplaintState | null;
  /** Where it can go from where it is, by whoever may. */
  readonly allowedMoves!: ComplaintState[];
  /**
   * The complaint it became in another task force, which counts it.
   * @format uuid
   */
  readonly transferredTo!: string | null;
  /**
   * The day the provider submitted its report; null when nobody said.
   * @format date
   */
  readonly submittedOn!: string | null;
  /**
   * Until when the provider has to preserve what it reported (18 U.S.C. 2258A(h)).
   * @format date
   */
  readonly preservedUntil!: string | null;
  /** Nobody said when the provider submitted its report, so the year is counted from the day it was received, and may end sooner. */
  readonly isPreservationAssumed!: boolean;
  /** Sealed by an order, and there for the supervisors of its task force alone. */
  readonly isSealed!: boolean;
  /** Erased by order of a court: it stays sealed, nothing is added to it, and it is not opened again. */
  readonly isExpunged!: boolean;
  /**
   * When it was logged here.
   * @format date-time
   */
  readonly loggedAt!: string;
  readonly may!: ComplaintMay;
}

/** A part of a list of complaints. */
export class ComplaintPage {
  readonly items!: ComplaintSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function summaryOf(complaint: Complaint): ComplaintSummary {
  const { id, version, reference, state, priority, source, type, mode, receivedAt, receivedOn, dueAt } = complaint;
  const { agencyId, workingAgencyId, investigatorId, disposition, mergedInto } = complaint;
  return {
    id,
    version,
    reference,
    state,
    priority,
    source,
    type,
    mode,
    receivedAt: receivedAt.toISOString(),
    receivedOn,
    dueAt: dueAt?.toISOString() ?? null,
    agencyId,
    workingAgencyId,
    investigatorId,
    disposition,
    mergedInto,
  };
}

export function viewOf(complaint: Complaint, actor: Actor): ComplaintView {
  const { taskForceId, externalReference, incidentAt, narrative, loggedAt, cycle, stateSince } = complaint;
  const { jurisdictionState: state, jurisdictionCounty: county, jurisdictionCity: city } = complaint;
  const { stateBefore: returnsTo, transferredTo, submittedOn, preservedUntil, isSealed, isExpunged } = complaint;
  return {
    ...summaryOf(complaint),
    taskForceId,
    externalReference,
    incidentAt: incidentAt?.toISOString() ?? null,
    jurisdiction: { state, county, city },
    narrative,
    cycle,
    stateSince: stateSince.toISOString(),
    returnsTo,
    allowedMoves: [...complaint.allowedMoves],
    transferredTo,
    submittedOn,
    preservedUntil,
    isPreservationAssumed: preservedUntil !== null && submittedOn === null,
    isSealed,
    isExpunged,
    loggedAt: loggedAt.toISOString(),
    may: mayOf(complaint, actor),
  };
}

function mayOf(complaint: Complaint, actor: Actor): ComplaintMay {
  const can = (permission: Permission, rule: keyof typeof complaintPolicy): boolean =>
    mayUse(actor, permission) && complaintPolicy[rule](actor, complaint);
  const canMove = (next: ComplaintState): boolean => complaint.canMoveTo(next);
  const { isExpunged } = complaint;
  const decides = can('complaints:assign', 'setAside');
  return {
    screen: can('complaints:triage', 'triage') && canMove('in_triage') && !isExpunged,
    triage: can('complaints:triage', 'triage') && (complaint.isInWork || canMove('triaged')) && !isExpunged,
    assign: can('complaints:assign', 'assign') && (complaint.isInWork || canMove('assigned')) && !isExpunged,
    hold: decides && canMove('on_hold') && !isExpunged,
    resume: decides && complaint.state === 'on_hold',
    merge: decides && canMove('merged') && !isExpunged,
    unmerge: decides && complaint.state === 'merged',
    offer: decides && canMove('transfer_pending') && !complaint.isSealed,
    proposeClosure: can('complaints:work', 'work') && canMove('closed') && !isExpunged,
    close: can('complaints:dispose', 'close') && canMove('closed'),
    reopen: can('complaints:dispose', 'reopen') && canMove('reopened') && !isExpunged,
    work: can('complaints:work', 'work') && complaint.state !== 'merged' && !isExpunged,
    correctSubmission: can('complaints:work', 'work') && !isExpunged,
  };
}
