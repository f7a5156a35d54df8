import { IsIn, IsUUID, Matches } from 'class-validator';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsInstant, Nullable, Omittable, Part, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Complaint } from './complaint.entity.js';
import { complaintPolicy } from './complaints.policy.js';
import {
  complaintModes,
  complaintSources,
  complaintStates,
  complaintTypes,
  dispositionCodes,
  priorities,
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
  @Part(() => Jurisdiction) readonly jurisdiction!: Jurisdiction;
  /**
   * What was reported, in words. No pictures, no files.
   * @example An adult asked a 13-year-old for a meeting in a game chat.
   */
  @Text({ max: 20_000, multiline: true }) readonly narrative!: string;
}

/** What a supervisor decides when reading a complaint first: what it is, how urgent, and why. */
export class TriageComplaint {
  /**
   * What it is about.
   * @example enticement
   */
  @IsIn(complaintTypes) readonly type!: ComplaintType;
  /**
   * Whether officers controlled the encounter, or a tip or referral started it.
   * @example reactive
   */
  @IsIn(complaintModes) readonly mode!: ComplaintMode;
  /**
   * 1: a child at immediate risk. 2: a child at risk. 3: a known suspect. 4: all else.
   * @example 2
   */
  @IsIn(priorities) readonly priority!: Priority;
  /**
   * Why this priority; it may have to be answered for.
   * @example The child is known to the sender and a meeting was proposed.
   */
  @Text({ max: 4000, multiline: true }) readonly rationale!: string;
}

/** To whom a complaint is given. */
export class AssignComplaint {
  /** The agency that is to work it, of the same task force. */
  @IsUUID() readonly agencyId!: string;
  /** The investigator there, if one is chosen already. */
  @Omittable() @Nullable() @IsUUID() readonly investigatorId?: string | null;
  /**
   * By when it is to be worked.
   * @example 2018-05-19T17:00:00-05:00
   */
  @Omittable() @Nullable() @IsInstant() readonly dueAt?: string | null;
  /**
   * Why there; it goes into the trail.
   * @example Nearest to where the child lives.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
}

/** How a complaint ended. */
export class CloseComplaint {
  /**
   * How it ended, in one of the words that are counted.
   * @example unable_to_identify_suspect
   */
  @IsIn(dispositionCodes) readonly code!: DispositionCode;
  /**
   * What was done and why it ends here.
   * @example The provider no longer holds the address logs; no other lead is left.
   */
  @Text({ max: 20_000, multiline: true }) readonly narrative!: string;
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
}

/** What the reader may do to this complaint, so that nobody has to repeat the rules. */
export class ComplaintMay {
  /** Decide what it is and how urgent. */
  readonly triage!: boolean;
  /** Give it to an agency or an investigator. */
  readonly assign!: boolean;
  /** Close it with its disposition. */
  readonly close!: boolean;
  /** Record suspects, arrests and identified victims. */
  readonly work!: boolean;
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
   * By when it is to be worked, if somebody said so.
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
  const { agencyId, workingAgencyId, investigatorId, disposition } = complaint;
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
  };
}

export function viewOf(complaint: Complaint, actor: Actor): ComplaintView {
  const { taskForceId, externalReference, incidentAt, narrative, loggedAt } = complaint;
  const { jurisdictionState: state, jurisdictionCounty: county, jurisdictionCity: city } = complaint;
  return {
    ...summaryOf(complaint),
    taskForceId,
    externalReference,
    incidentAt: incidentAt?.toISOString() ?? null,
    jurisdiction: { state, county, city },
    narrative,
    loggedAt: loggedAt.toISOString(),
    may: {
      triage: can(actor, 'triage', complaint) && complaint.canMoveTo('triaged'),
      assign: can(actor, 'assign', complaint) && complaint.canMoveTo('assigned'),
      close: can(actor, 'close', complaint) && complaint.canMoveTo('closed'),
      work: complaintPolicy.work(actor, complaint),
    },
  };
}

const permissionOf = { triage: 'complaints:triage', assign: 'complaints:assign', close: 'complaints:dispose' } as const;

function can(actor: Actor, act: keyof typeof permissionOf, complaint: Complaint): boolean {
  return allows(actor.role, permissionOf[act]) && complaintPolicy[act](actor, complaint);
}
