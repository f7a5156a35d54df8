import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { allows } from '../../access/permissions.js';
import type { Prosecution, Sentence } from './prosecution.entity.js';
import type { Forum, ProsecutionOutcome } from './prosecutions.enums.js';
import { type DisposeProsecution } from './prosecution.request.js';

/** Actions that the reader may take. */
export class ProsecutionMay {
  /** Whether the reader may correct it. */
  readonly correct!: boolean;
  /** Whether the reader may record the outcome. */
  readonly dispose!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** A prosecution in a list. */
export class ProsecutionSummary {
  readonly id!: string;
  readonly version!: number;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** Suspect who is the defendant. */
  readonly suspectId!: string;
  /** The agency that filed the case. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly forum!: Forum;
  readonly filedOn!: string;
  readonly outcome!: ProsecutionOutcome;
  readonly disposedOn!: string | null;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
}

/** A sentence for the whole case. */
export class SentenceView {
  readonly months!: number | null;
  readonly isLife!: boolean;
  readonly statutoryMaxMonths!: number | null;
  readonly isMaxLife!: boolean;
  readonly note!: string | null;
}

/** One defendant in one court case. */
export class ProsecutionView extends ProsecutionSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly referralId!: string | null;
  readonly court!: string;
  readonly caseNumber!: string | null;
  readonly isTriedAsAdult!: boolean;
  /** The sentence; null without a conviction, or until it is recorded. */
  readonly sentence!: SentenceView | null;
  readonly voidReason!: string | null;
  readonly may!: ProsecutionMay;
}

/** A page of prosecutions. */
export class ProsecutionPage {
  readonly items!: ProsecutionSummary[];
  readonly nextCursor!: string | null;
}

export interface ProsecutionRecord {
  readonly prosecution: Prosecution;
  readonly complaint: Complaint;
}

/** Returns the sentence of the request, with null for an omitted note. */
export function toCourtSentence({ sentence }: DisposeProsecution): Sentence | null {
  return sentence ? { ...sentence, note: sentence.note ?? null } : null;
}

export function toProsecutionSummary(prosecution: Prosecution): ProsecutionSummary {
  const { id, version, complaintId, suspectId, agencyId, forum, filedOn, outcome, disposedOn } = prosecution;
  const voidedAt = prosecution.voidedAt?.toISOString() ?? null;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    suspectId,
    agencyId,
    agency: nameAgency(agencyId),
    forum,
    filedOn,
    outcome,
    disposedOn,
    voidedAt,
  };
}

export function toProsecutionView({ prosecution, complaint }: ProsecutionRecord, actor: Actor): ProsecutionView {
  const { taskForceId, referralId, court, caseNumber, isTriedAsAdult, voidedAt, voidReason } = prosecution;
  const mayWork =
    allows(actor.role, 'prosecutions:record') && complaintPolicy.work(actor, complaint) && voidedAt === null;
  return extendView(toProsecutionSummary(prosecution), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    referralId,
    court,
    caseNumber,
    isTriedAsAdult,
    sentence: toSentenceView(prosecution),
    voidReason,
    may: { correct: mayWork, dispose: mayWork, void: mayWork },
  });
}

function toSentenceView(prosecution: Prosecution): SentenceView | null {
  const { sentenceMonths: months, isLife, statutoryMaxMonths, isMaxLife, sentenceNote: note } = prosecution;
  return months === null && !isLife ? null : { months, isLife, statutoryMaxMonths, isMaxLife, note };
}
