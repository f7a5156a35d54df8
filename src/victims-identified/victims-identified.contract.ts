import { IsBoolean, IsIn, IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import { IsDay, Nullable, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { VictimIdentified } from './victim-identified.entity.js';
import {
  abuseTimings,
  safeguardingStatuses,
  type AbuseTiming,
  type SafeguardingStatus,
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
  /** The agency that identified the child: one's own if left out, or the complaint's from the seat of a task force. */
  @Omittable() @IsUUID() readonly agencyId?: string;
}

/** What has now been done for the child. */
export class SafeguardVictim {
  /** @example safe_verified */
  @IsIn(safeguardingStatuses) readonly status!: SafeguardingStatus;
  /**
   * What it rests on. Nothing that tells who the child is.
   * @example A visit by child protective services.
   */
  @Omittable() @Nullable() @Text({ max: 1000, multiline: true }) readonly reason?: string | null;
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
}

/** A child who was identified, by pseudonym. */
export class VictimIdentifiedView extends VictimIdentifiedSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  readonly may!: VictimIdentifiedMay;
}

/** A part of a list of identified victims. */
export class VictimIdentifiedPage {
  readonly items!: VictimIdentifiedSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A child who was identified, and the complaint that led there. */
export interface VictimRecord {
  readonly victim: VictimIdentified;
  readonly complaint: Complaint;
}

export function summaryOf(victim: VictimIdentified): VictimIdentifiedSummary {
  const { id, version, complaintId, agencyId, pseudonym } = victim;
  const { abuseTiming, productionVictim, safeguardingStatus, identifiedOn } = victim;
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
  };
}

export function viewOf({ victim, complaint }: VictimRecord, actor: Actor): VictimIdentifiedView {
  const safeguard = allows(actor.role, 'victims-identified:record') && complaintPolicy.work(actor, complaint);
  return { ...summaryOf(victim), taskForceId: victim.taskForceId, may: { safeguard } };
}
