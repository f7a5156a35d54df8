import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Arrest } from './arrest.entity.js';
import { arrestKinds, type ArrestKind } from './suspects.words.js';

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
  /** The agency that made it: one's own if left out, or the complaint's from the seat of a task force. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** An arrest put right, whole, and why. */
export class CorrectArrest {
  /** @example 2018-05-22 */
  @IsDay() readonly arrestedOn!: string;
  /** @example on_view */
  @IsIn(arrestKinds) readonly kind!: ArrestKind;
  /** The agency that made it, of the same task force. */
  @IsUUID() readonly agencyId!: string;
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
}

/** An arrest. */
export class ArrestView extends ArrestSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  readonly may!: ArrestMay;
}

/** A part of a list of arrests. */
export class ArrestPage {
  readonly items!: ArrestSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** An arrest and the complaint it followed from. */
export interface ArrestRecord {
  readonly arrest: Arrest;
  readonly complaint: Complaint;
}

export function summaryOf(arrest: Arrest): ArrestSummary {
  const { id, version, complaintId, suspectId, agencyId, arrestedOn, kind } = arrest;
  return { id, version, complaintId, suspectId, agencyId, arrestedOn, kind };
}

export function viewOf({ arrest, complaint }: ArrestRecord, actor: Actor): ArrestView {
  const correct = allows(actor.role, 'suspects:record') && complaintPolicy.work(actor, complaint);
  return { ...summaryOf(arrest), taskForceId: arrest.taskForceId, may: { correct } };
}
