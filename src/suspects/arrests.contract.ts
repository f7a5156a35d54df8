import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Arrest } from './arrest.entity.js';
import type { Charge } from './charge.entity.js';
import { ChargeView, viewOf as chargeViewOf } from './charges.contract.js';
import type { Suspect } from './suspect.entity.js';
import {
  arrestKindLetters,
  arrestKinds,
  juvenileHandlingLetters,
  juvenileHandlings,
  type ArrestKind,
  type ArrestKindLetter,
  type JuvenileHandling,
  type JuvenileHandlingLetter,
} from './suspects.words.js';

/** An arrest of a suspect. The complaint may be closed already. */
export class RecordArrest {
  /** The suspect, of a complaint which one may work. */
  @IsUUID() readonly suspectId!: string;
  /**
   * The day of the arrest, where the task force is: not before the complaint was received.
   * @example 2018-05-21
   */
  @IsDay() readonly arrestedOn!: string;
  /** @example taken_into_custody */
  @IsIn(arrestKinds) readonly kind!: ArrestKind;
  /**
   * The agency that made it. Left out it is one's own, or the complaint's from the seat of a task force. An agency names itself
   * or one that owns or works the complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
  /**
   * How somebody under 18 is handled: within the department, or referred to a court or agency. It has to be there for them, and
   * for nobody else.
   */
  @Omittable() @Nullable() @IsIn(juvenileHandlings) readonly juvenileHandling?: JuvenileHandling | null;
}

/** An arrest put right, whole, and why. */
export class CorrectArrest {
  /** @example 2018-05-22 */
  @IsDay() readonly arrestedOn!: string;
  /** @example on_view */
  @IsIn(arrestKinds) readonly kind!: ArrestKind;
  /**
   * The agency that made it. An agency names itself, the one that is recorded, or one that owns or works the complaint.
   */
  @IsUUID() readonly agencyId!: string;
  /**
   * How somebody under 18 is handled: within the department, or referred to a court or agency. It has to be there for them, and
   * for nobody else; left out it is none.
   */
  @Omittable() @Nullable() @IsIn(juvenileHandlings) readonly juvenileHandling?: JuvenileHandling | null;
  /**
   * What was wrong: arrests are published numbers.
   * @example The booking sheet says the day after.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which arrests to list, the latest first. */
export class ArrestsQuery extends PageQuery {
  /** Only those of this suspect. */
  @Omittable() @IsUUID() readonly suspectId?: string;
  /** Only those that followed from this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** What the reader may do to this arrest. */
export class ArrestMay {
  /** Put it right. */
  readonly correct!: boolean;
  /** Say what it was made for. */
  readonly charge!: boolean;
  /** Say that it should not have been recorded. */
  readonly void!: boolean;
}

/** A line of a list of arrests. */
export class ArrestSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The complaint it followed from.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * Who was arrested.
   * @format uuid
   */
  readonly suspectId!: string;
  /**
   * The agency that made it.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * The day of the arrest, where the task force is.
   * @format date
   */
  readonly arrestedOn!: string;
  readonly kind!: ArrestKind;
  /** The same as a letter of NIBRS data element 43. */
  readonly nibrsKind!: ArrestKindLetter;
  /** How somebody under 18 is handled; null for all others, and while it is not known. */
  readonly juvenileHandling!: JuvenileHandling | null;
  /** The same as a letter of NIBRS data element 52. */
  readonly nibrsHandling!: JuvenileHandlingLetter | null;
  /**
   * When it turned out that it should not have been recorded: it counts no more.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** What is said of the handling of who was arrested does not go with their age, since that was learned. */
export class HandlingFaultView {
  /**
   * Which field of the arrest it is about.
   * @example #/juvenileHandling
   */
  readonly pointer!: string;
  /**
   * What is wrong with it.
   * @example must say how a juvenile is handled
   */
  readonly detail!: string;
  /**
   * The FBI's number of the error: 652 where the handling of somebody under 18 is not said, 653 where that of anybody else is.
   * @example 652
   */
  readonly nibrsError!: string;
}

/** An arrest, and what it was made for. */
export class ArrestView extends ArrestSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** Why it should not have been recorded. */
  readonly voidReason!: string | null;
  /** What the FBI would reject by what is known of the suspect by now; null where all goes together. */
  readonly handlingFault!: HandlingFaultView | null;
  /** What it was made for, as it was recorded, voided charges too. */
  readonly charges!: ChargeView[];
  readonly may!: ArrestMay;
}

/** A part of a list of arrests. */
export class ArrestPage {
  readonly items!: ArrestSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** An arrest, who was arrested for what, and the complaint it followed from. */
export interface ArrestRecord {
  readonly arrest: Arrest;
  readonly suspect: Suspect;
  readonly charges: readonly Charge[];
  readonly complaint: Complaint;
}

export function summaryOf(arrest: Arrest): ArrestSummary {
  const { id, version, complaintId, suspectId, agencyId, arrestedOn, kind, juvenileHandling } = arrest;
  const voidedAt = arrest.voidedAt?.toISOString() ?? null;
  return {
    id,
    version,
    complaintId,
    suspectId,
    agencyId,
    arrestedOn,
    kind,
    nibrsKind: arrestKindLetters[kind],
    juvenileHandling,
    nibrsHandling: juvenileHandling && juvenileHandlingLetters[juvenileHandling],
    voidedAt,
  };
}

export function viewOf({ arrest, suspect, charges, complaint }: ArrestRecord, actor: Actor): ArrestView {
  const { taskForceId, voidedAt, voidReason } = arrest;
  const mayWork = allows(actor.role, 'suspects:record') && complaintPolicy.work(actor, complaint) && voidedAt === null;
  return {
    ...summaryOf(arrest),
    taskForceId,
    voidReason,
    handlingFault: arrest.handlingFault(suspect),
    charges: charges.map(chargeViewOf),
    may: { correct: mayWork, charge: mayWork && complaint.mergedInto === null, void: mayWork },
  };
}
