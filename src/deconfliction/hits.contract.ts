import { IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { IdentifierKind, MatchStrength } from '../identifiers/identifiers.words.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { Omittable, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { DeconflictionHit } from './deconfliction-hit.entity.js';
import { hitAnswers, type HitAnswer } from './deconfliction.words.js';

/** What this unit makes of the other's having the same. */
export class AnswerHit {
  /**
   * No conflict, or that the two cases are worked together, become one, or that one goes to the other unit.
   * @example coordinate
   */
  @IsIn(hitAnswers) readonly answer!: HitAnswer;
}

/** Which hits to list, the latest first. */
export class HitsQuery extends PageQuery {
  /** Only those of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those that this unit has answered, or only those that it has not. */
  @Omittable() @YesOrNo() readonly answered?: boolean;
}

/** What the reader may do to this hit. */
export class HitMay {
  /** Answer it. */
  readonly answer!: boolean;
}

/** Another unit has what a suspect of this complaint is known by: whom to call, and nothing of their case. */
export class HitView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * This side's agency.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * This side's complaint.
   * @format uuid
   */
  readonly complaintId!: string;
  /** What both have is of these kinds. */
  readonly kinds!: IdentifierKind[];
  /** How much it says that both have it. */
  readonly strength!: MatchStrength;
  /**
   * The code of the other task force.
   * @example NE
   */
  readonly theirTaskForce!: string;
  /**
   * The agency to call, by its name.
   * @example Omaha Police Department
   */
  readonly theirAgency!: string;
  /** Its telephone number. */
  readonly theirPhone!: string | null;
  /** Its email address. */
  readonly theirEmail!: string | null;
  /** When it was found. */
  readonly foundAt!: Date;
  /** What this side makes of it; until it has said so, the complaint is not closed. */
  readonly answer!: HitAnswer | null;
  /**
   * Who said so.
   * @format uuid
   */
  readonly answeredBy!: string | null;
  /** When. */
  readonly answeredAt!: Date | null;
  /** What the other side makes of it, once both have answered. */
  readonly theirAnswer!: HitAnswer | null;
  /**
   * What the other side calls its case, once both have answered and neither saw no conflict.
   * @example KS-000123
   */
  readonly theirReference!: string | null;
  readonly may!: HitMay;
}

/** A part of a list of hits. */
export class HitPage {
  readonly items!: HitView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A hit, and the complaint whose side it is. */
export interface HitRecord {
  readonly hit: DeconflictionHit;
  readonly complaint: Complaint | undefined;
}

export function viewOf({ hit, complaint }: HitRecord, actor: Actor): HitView {
  const { id, version, taskForceId, agencyId, complaintId, kinds, strength } = hit;
  const { theirTaskForce, theirAgency, theirPhone, theirEmail, foundAt } = hit;
  const { answer, answeredBy, answeredAt, theirAnswer, theirReference } = hit;
  const ours = { id, version, taskForceId, agencyId, complaintId, kinds, strength };
  const theirs = { theirTaskForce, theirAgency, theirPhone, theirEmail, foundAt };
  const isAllowed = allows(actor.role, 'deconfliction:work') && complaint !== undefined;
  const may = { answer: answer === null && isAllowed && complaintPolicy.work(actor, complaint) };
  return { ...ours, ...theirs, answer, answeredBy, answeredAt, theirAnswer, theirReference, may };
}
