import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Omittable } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { SafeguardingStep } from './safeguarding-step.entity.js';
import type { VictimIdentified } from './victim-identified.entity.js';
import type { VictimRelationship } from './victim-relationship.entity.js';
import {
  abuseTimings,
  nibrsRelationshipCodes,
  safeguardingStatuses,
  type AbuseTiming,
  type SafeguardingStatus,
  type VictimRelationshipKind,
} from './victims-identified.words.js';

/** A child who was identified. There is no field for who the child is; the tracker gives a pseudonym. */
export class IdentifyVictim {
  /** The complaint, which one may work. */
  @IsUUID() readonly complaintId!: string;
  /** @example ongoing */
  @IsIn(abuseTimings) readonly abuseTiming!: AbuseTiming;
  /**
   * Whether abuse material of the child was produced.
   * @example false
   */
  @IsBoolean() readonly productionVictim!: boolean;
  /** @example located */
  @IsIn(safeguardingStatuses) readonly safeguardingStatus!: SafeguardingStatus;
  /**
   * The day the child was identified. It may lie before the complaint was received.
   * @example 2018-05-14
   */
  @IsDay() readonly identifiedOn!: string;
  /**
   * The agency that identified the child. Left out it is one's own, or the complaint's from the seat of a task force. An agency names itself
   * or one that owns or works the complaint.
   */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** Which identified victims to list, the latest identified first. */
export class VictimsIdentifiedQuery extends PageQuery {
  /** Only those of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
}

/** What the reader may do to this record. */
export class VictimIdentifiedMay {
  /** Say what has been done to keep the child safe. */
  readonly safeguard!: boolean;
  /** Put right what is recorded. */
  readonly correct!: boolean;
  /** Void a step that should not have been noted. */
  readonly voidStep!: boolean;
  /** Say what the child was to a suspect. */
  readonly relate!: boolean;
  /** Void what should not have been said of the child and a suspect. */
  readonly voidRelationship!: boolean;
  /** Say that the child was identified before, in another complaint. */
  readonly link!: boolean;
  /** Say that it was another child after all. */
  readonly unlink!: boolean;
  /** Void it. */
  readonly void!: boolean;
}

/** A line of a list of identified victims. */
export class VictimIdentifiedSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The complaint that led there.
   * @format uuid
   */
  readonly complaintId!: string;
  /**
   * The agency that identified the child.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * What the child is called here, unique in its complaint.
   * @example MV1
   */
  readonly pseudonym!: string;
  readonly abuseTiming!: AbuseTiming;
  readonly productionVictim!: boolean;
  readonly safeguardingStatus!: SafeguardingStatus;
  /** @format date */
  readonly identifiedOn!: string;
  /**
   * The record in which the same child was first identified, where the child is counted; null where this one counts.
   * @format uuid
   */
  readonly sameChildAs!: string | null;
  /**
   * When it was voided, and so counts no more; null while it stands.
   * @format date-time
   */
  readonly voidedAt!: string | null;
}

/** Something that was done to keep the child safe, or befell the child. */
export class SafeguardingStepView {
  /** @format uuid */
  readonly id!: string;
  readonly status!: SafeguardingStatus;
  /**
   * The day it happened, where the task force is.
   * @format date
   */
  readonly happenedOn!: string;
  /**
   * What it rests on.
   * @example A visit by child protective services.
   */
  readonly reason!: string | null;
  /**
   * The account that noted it.
   * @format uuid
   */
  readonly notedBy!: string;
  /** @format date-time */
  readonly notedAt!: string;
  /**
   * When it was voided, and so tells no more how things stand; null while it stands.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Why it was voided. */
  readonly voidReason!: string | null;
}

/** What the child was to a suspect of the complaint. */
export class VictimRelationshipView {
  /**
   * The suspect.
   * @format uuid
   */
  readonly suspectId!: string;
  readonly relationship!: VictimRelationshipKind;
  /**
   * The same as NIBRS writes it.
   * @example SC
   */
  readonly nibrsCode!: string;
  /**
   * The account that noted it.
   * @format uuid
   */
  readonly notedBy!: string;
  /** @format date-time */
  readonly notedAt!: string;
  /**
   * When it was voided; null while it stands.
   * @format date-time
   */
  readonly voidedAt!: string | null;
  /** Why it was voided. */
  readonly voidReason!: string | null;
}

/** A child who was identified, by pseudonym. */
export class VictimIdentifiedView extends VictimIdentifiedSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** Why it was voided. */
  readonly voidReason!: string | null;
  /** What was done for the child, in the order it happened, with what was voided. */
  readonly steps!: SafeguardingStepView[];
  readonly relationships!: VictimRelationshipView[];
  readonly may!: VictimIdentifiedMay;
}

/** A part of a list of identified victims. */
export class VictimIdentifiedPage {
  readonly items!: VictimIdentifiedSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A child who was identified, the complaint that led there, and what is told of the child. */
export interface VictimRecord {
  readonly victim: VictimIdentified;
  readonly complaint: Complaint;
  readonly steps: readonly SafeguardingStep[];
  readonly relationships: readonly VictimRelationship[];
}

export function summaryOf(victim: VictimIdentified): VictimIdentifiedSummary {
  const { id, version, complaintId, agencyId, pseudonym } = victim;
  const { abuseTiming, productionVictim, safeguardingStatus, identifiedOn, sameChildAs } = victim;
  return {
    id,
    version,
    complaintId,
    agencyId,
    pseudonym,
    abuseTiming,
    productionVictim,
    safeguardingStatus,
    identifiedOn,
    sameChildAs,
    voidedAt: victim.voidedAt?.toISOString() ?? null,
  };
}

export function viewOf({ victim, complaint, steps, relationships }: VictimRecord, actor: Actor): VictimIdentifiedView {
  const mayWork = allows(actor.role, 'victims-identified:record') && complaintPolicy.work(actor, complaint);
  const may = mayWork && victim.voidedAt === null;
  return {
    ...summaryOf(victim),
    taskForceId: victim.taskForceId,
    voidReason: victim.voidReason,
    steps: steps.map(stepViewOf),
    relationships: relationships.map(relationshipViewOf),
    may: {
      safeguard: may,
      correct: may,
      voidStep: may && steps.some(({ voidedAt }) => voidedAt === null),
      relate: may,
      voidRelationship: may && relationships.some(({ voidedAt }) => voidedAt === null),
      link: may,
      unlink: may && victim.sameChildAs !== null,
      void: may,
    },
  };
}

function stepViewOf(step: SafeguardingStep): SafeguardingStepView {
  const { id, status, happenedOn, reason, notedBy, notedAt, voidedAt, voidReason } = step;
  const times = { notedAt: notedAt.toISOString(), voidedAt: voidedAt?.toISOString() ?? null };
  return { id, status, happenedOn, reason, notedBy, ...times, voidReason };
}

function relationshipViewOf(related: VictimRelationship): VictimRelationshipView {
  const { suspectId, relationship, notedBy, notedAt, voidedAt, voidReason } = related;
  const nibrsCode = nibrsRelationshipCodes[relationship];
  const times = { notedAt: notedAt.toISOString(), voidedAt: voidedAt?.toISOString() ?? null };
  return { suspectId, relationship, nibrsCode, notedBy, ...times, voidReason };
}
