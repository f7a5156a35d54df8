import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { mayUse, type Permission } from '../../access/permissions.js';
import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from './complaint-reference.view.js';
import type { Complaint } from './complaint.entity.js';
import { obstacleTo, type BulkAction } from './action-obstacles.js';
import { complaintPolicy } from './complaints.policy.js';
import type {
  ComplaintMode,
  ComplaintSource,
  ComplaintState,
  ComplaintType,
  DispositionCode,
  FirstUse,
  NcmecClass,
  Priority,
} from './complaints.enums.js';
import type { ComplaintAnnotation } from './annotations.enums.js';

/** Actions that the reader may take. */
export class ComplaintMay {
  /** Whether the reader may screen it. */
  readonly screen!: boolean;
  /** Whether the reader may triage it. */
  readonly triage!: boolean;
  /** Whether the reader may assign it to an agency or an investigator. */
  readonly assign!: boolean;
  /** Whether the reader may put it on hold. */
  readonly hold!: boolean;
  /** Whether the reader may resume it after a hold. */
  readonly resume!: boolean;
  /** Whether the reader may merge it into another. */
  readonly merge!: boolean;
  /** Whether the reader may undo its merge. */
  readonly unmerge!: boolean;
  /** Whether the reader may offer it to another agency or task force. */
  readonly offer!: boolean;
  /** Whether the reader may propose its disposition. */
  readonly proposeClosure!: boolean;
  /** Whether the reader may close it. A reader who investigated it or proposed the disposition still cannot. */
  readonly close!: boolean;
  /** Whether the reader may reopen it. */
  readonly reopen!: boolean;
  /** Whether the reader may record suspects, arrests, identified victims, notes and tasks. */
  readonly work!: boolean;
  /** Whether the reader may correct when NCMEC received the report. */
  readonly correctSubmission!: boolean;
  /** Whether the reader may correct its annotations. */
  readonly correctAnnotations!: boolean;
  /** Whether the reader may correct the class that NCMEC gave it. */
  readonly correctNcmecClass!: boolean;
}

/** Jurisdiction of the complaint. */
export class JurisdictionView {
  /**
   * Postal code of the State or territory.
   * @example NE
   */
  readonly state!: string;
  readonly county!: string | null;
  readonly city!: string | null;
}

/** Complaint in a list, without the narrative. */
export class ComplaintSummary {
  readonly id!: string;
  readonly version!: number;
  /**
   * Number of the complaint, for people.
   * @example NE-000417
   */
  readonly reference!: string;
  readonly state!: ComplaintState;
  /**
   * 1: a child at immediate risk. 2: a child at risk. 3: a known suspect. 4: all other complaints. Null before triage.
   */
  readonly priority!: Priority | null;
  readonly source!: ComplaintSource;
  /** Type of complaint; null until it is set. */
  readonly type!: ComplaintType | null;
  /**
   * Whether officers controlled the encounter (proactive), or a tip or referral started it (reactive); null until it is
   * set.
   */
  readonly mode!: ComplaintMode | null;
  /** Time at which the task force received it. */
  readonly receivedAt!: string;
  /** Day of receipt in the task force's time zone. */
  readonly receivedOn!: string;
  /**
   * Time at which the work is due. The assignment sets it, and a later change of priority replaces it. A hold postpones
   * it by the length of the hold. Null until an assignment or a change of priority sets it.
   */
  readonly dueAt!: string | null;
  /** Owning agency: the one that logged it or took it over. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  /** Agency it is assigned to. */
  readonly workingAgencyId!: string | null;
  readonly workingAgency!: AgencyName | null;
  /** Investigator it is assigned to. */
  readonly investigatorId!: string | null;
  readonly investigator!: PersonView | null;
  readonly disposition!: DispositionCode | null;
  /**
   * Complaint it is merged into.
   * @format uuid
   */
  readonly mergedInto!: string | null;
  readonly mergedIntoComplaint!: ComplaintReference | null;
}

/** Complaint with all its fields. */
export class ComplaintView extends ComplaintSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly externalReference!: string | null;
  /** Number of the case in the agency's own records. */
  readonly agencyCaseNumber!: string | null;
  /** Whether only the day of the receipt is known. The time of `receivedAt` is then noon or another time of that day. */
  readonly isReceivedDayOnly!: boolean;
  /** Incident time as reported. A provider often reports when it detected the incident. */
  readonly incidentAt!: string | null;
  /** Whether only the day of the incident is known. */
  readonly isIncidentDayOnly!: boolean;
  /** Kind of use at `firstUseAt`: the first upload by the suspect that the tip reports, or else the first login. */
  readonly firstUse!: FirstUse | null;
  /**
   * Time of that upload or login; null if the tip reports none. The age at the offense is calculated for that time, or
   * else for `incidentAt`.
   * @format date-time
   */
  readonly firstUseAt!: string | null;
  readonly jurisdiction!: JurisdictionView;
  readonly narrative!: string;
  /** Number of times it was opened: 1, plus one for each reopening. */
  readonly cycle!: number;
  /**
   * Time of the last status change.
   * @format date-time
   */
  readonly stateSince!: string;
  /** State before a hold, an offer or a merge, to which the complaint can return. */
  readonly returnsTo!: ComplaintState | null;
  /** States it can change to, by any account with the permission. */
  readonly allowedMoves!: ComplaintState[];
  /**
   * Id of the new complaint in the receiving task force, whose statistics include it.
   * @format uuid
   */
  readonly transferredTo!: string | null;
  /**
   * Time at which NCMEC received the provider's report; null if unknown.
   * @format date-time
   */
  readonly reportedToNcmecAt!: string | null;
  /**
   * Day until at least which the provider preserves the reported content (18 U.S.C. 2258A(h)): a year after the report,
   * or 90 days for a report from before 2024-05-07. The provider may preserve it longer.
   * @format date
   */
  readonly preservedUntil!: string | null;
  /**
   * Whether `preservedUntil` is computed from the day of receipt, because it is unknown when NCMEC received the report. The
   * true date may be earlier.
   */
  readonly isPreservationAssumed!: boolean;
  /** Class that NCMEC gave the CyberTip; null if it is not stated. */
  readonly ncmecClass!: NcmecClass | null;
  /** Annotations beside the type; empty without any. */
  readonly annotations!: ComplaintAnnotation[];
  /** Whether it is sealed by an order: visible only to the supervisors of its task force. */
  readonly isSealed!: boolean;
  /**
   * Whether a court order erased its persons (expungement). It stays sealed, takes no more records and cannot be
   * reopened.
   */
  readonly isExpunged!: boolean;
  /** Time at which it was logged in the tracker. */
  readonly loggedAt!: string;
  readonly may!: ComplaintMay;
}

export function toComplaintSummary(complaint: Complaint): ComplaintSummary {
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
    agency: nameAgency(agencyId),
    workingAgencyId,
    workingAgency: nameAgency(workingAgencyId),
    investigatorId,
    investigator: namePerson(investigatorId),
    disposition,
    mergedInto,
    mergedIntoComplaint: nameComplaint(mergedInto),
  };
}

export function toComplaintView(complaint: Complaint, actor: Actor): ComplaintView {
  const { agencyCaseNumber, receivedPrecision, incidentPrecision } = complaint;
  const { taskForceId, externalReference, incidentAt, firstUse, firstUseAt, narrative, loggedAt, cycle, stateSince } =
    complaint;
  const { jurisdictionState: state, jurisdictionCounty: county, jurisdictionCity: city } = complaint;
  const { stateBefore: returnsTo, transferredTo, reportedToNcmecAt, preservedUntil, isSealed, isExpunged } = complaint;
  const { ncmecClass, annotations } = complaint;
  return extendView(toComplaintSummary(complaint), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    externalReference,
    agencyCaseNumber,
    isReceivedDayOnly: receivedPrecision === 'day',
    incidentAt: incidentAt?.toISOString() ?? null,
    isIncidentDayOnly: incidentPrecision === 'day',
    firstUse,
    firstUseAt: firstUseAt?.toISOString() ?? null,
    jurisdiction: { state, county, city },
    narrative,
    cycle,
    stateSince: stateSince.toISOString(),
    returnsTo,
    allowedMoves: [...complaint.allowedMoves],
    transferredTo,
    reportedToNcmecAt: reportedToNcmecAt?.toISOString() ?? null,
    preservedUntil,
    isPreservationAssumed: preservedUntil !== null && reportedToNcmecAt === null,
    ncmecClass,
    annotations: annotations ?? [],
    isSealed,
    isExpunged,
    loggedAt: loggedAt.toISOString(),
    may: mayOf(complaint, actor),
  });
}

function mayOf(complaint: Complaint, actor: Actor): ComplaintMay {
  const can = (permission: Permission, rule: keyof typeof complaintPolicy): boolean =>
    mayUse(actor, permission) && complaintPolicy[rule](actor, complaint);
  const canMove = (next: ComplaintState): boolean => complaint.canMoveTo(next);
  const { isExpunged } = complaint;
  const decides = can('complaints:assign', 'suspend');
  const works = can('complaints:work', 'work') && !isExpunged;
  const may = (action: BulkAction): boolean => obstacleTo(action, complaint, actor) === null;
  return {
    screen: can('complaints:screen', 'triage') && canMove('in_triage') && !isExpunged,
    triage: may('triage'),
    assign: may('assign'),
    hold: may('hold'),
    resume: decides && complaint.state === 'on_hold',
    merge: decides && canMove('merged') && !isExpunged,
    unmerge: decides && complaint.state === 'merged',
    offer: decides && canMove('transfer_pending') && !complaint.isSealed,
    proposeClosure: works && canMove('closed'),
    close: may('close'),
    reopen: can('complaints:dispose', 'reopen') && canMove('reopened') && !isExpunged,
    work: works && complaint.state !== 'merged',
    correctSubmission: works,
    correctAnnotations: works,
    correctNcmecClass: works && complaint.source === 'ncmec_cybertip',
  };
}
