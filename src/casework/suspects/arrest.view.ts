import { nameAgency, type AgencyName } from '../../organization/agencies/agency-name.view.js';
import { nameTaskForce, type TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import { nameComplaint, type ComplaintReference } from '../complaints/complaint-reference.view.js';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { extendView } from '../../platform/http/extend-view.js';
import { allows } from '../../access/permissions.js';
import type { Arrest } from './arrest.entity.js';
import type { Charge } from './charge.entity.js';
import { type ChargeView, toChargeView } from './charge.view.js';
import type { Suspect } from './suspect.entity.js';
import {
  arrestKindLetters,
  juvenileHandlingLetters,
  type ArrestKind,
  type ArrestKindLetter,
  type JuvenileHandling,
  type JuvenileHandlingLetter,
} from './suspects.enums.js';

/** Actions that the reader may take. */
export class ArrestMay {
  /** Whether the reader may correct it. */
  readonly correct!: boolean;
  /** Whether the reader may record its charges. */
  readonly charge!: boolean;
  /** Whether the reader may void it. */
  readonly void!: boolean;
}

/** Arrest in a list. */
export class ArrestSummary {
  readonly id!: string;
  readonly version!: number;
  readonly complaintId!: string;
  readonly complaint!: ComplaintReference;
  /** Suspect who was arrested. */
  readonly suspectId!: string;
  /** Agency that made the arrest. */
  readonly agencyId!: string;
  readonly agency!: AgencyName;
  readonly arrestedOn!: string;
  readonly kind!: ArrestKind;
  readonly nibrsKind!: ArrestKindLetter;
  /** Handling of an arrestee under 18; null from 18 on, and while unknown. */
  readonly juvenileHandling!: JuvenileHandling | null;
  readonly nibrsHandling!: JuvenileHandlingLetter | null;
  /** Time of the voiding; null if it is not void. It then no longer counts. */
  readonly voidedAt!: string | null;
}

/** Contradiction between the juvenile handling and the suspect's age, which was corrected later. */
export class HandlingFaultView {
  /**
   * Field of the arrest.
   * @example #/juvenileHandling
   */
  readonly pointer!: string;
  /**
   * Description of the fault.
   * @example must say how a juvenile is handled
   */
  readonly detail!: string;
  /**
   * FBI's error number. 652: the handling is missing under 18. 653: a handling is present from 18 on.
   * @example 652
   */
  readonly nibrsError!: string;
}

/** Arrest with its charges. */
export class ArrestView extends ArrestSummary {
  readonly taskForceId!: string;
  readonly taskForce!: TaskForceName;
  readonly voidReason!: string | null;
  /** Reason for which the FBI would reject it, by the suspect's current particulars; null if there is none. */
  readonly handlingFault!: HandlingFaultView | null;
  /** Charges in the order of their recording, including voided ones. */
  readonly charges!: ChargeView[];
  readonly may!: ArrestMay;
}

/** Page of a list of arrests. */
export class ArrestPage {
  readonly items!: ArrestSummary[];
  readonly nextCursor!: string | null;
}

/** Arrest with its suspect, charges and complaint. */
export interface ArrestRecord {
  readonly arrest: Arrest;
  readonly suspect: Suspect;
  readonly charges: readonly Charge[];
  readonly complaint: Complaint;
}

export function toArrestSummary(arrest: Arrest): ArrestSummary {
  const { id, version, complaintId, suspectId, agencyId, arrestedOn, kind, juvenileHandling } = arrest;
  const voidedAt = arrest.voidedAt?.toISOString() ?? null;
  return {
    id,
    version,
    complaintId,
    complaint: nameComplaint(complaintId),
    suspectId,
    agencyId,
    agency: nameAgency(agencyId),
    arrestedOn,
    kind,
    nibrsKind: arrestKindLetters[kind],
    juvenileHandling,
    nibrsHandling: juvenileHandling && juvenileHandlingLetters[juvenileHandling],
    voidedAt,
  };
}

export function toArrestView({ arrest, suspect, charges, complaint }: ArrestRecord, actor: Actor): ArrestView {
  const { taskForceId, voidedAt, voidReason } = arrest;
  const mayWork = allows(actor.role, 'suspects:record') && complaintPolicy.work(actor, complaint) && voidedAt === null;
  return extendView(toArrestSummary(arrest), {
    taskForceId,
    taskForce: nameTaskForce(taskForceId),
    voidReason,
    handlingFault: arrest.findHandlingFault(suspect),
    charges: charges.map(toChargeView),
    may: { correct: mayWork, charge: mayWork && complaint.mergedInto === null, void: mayWork },
  });
}
