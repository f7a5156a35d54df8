import { IsUUID } from 'class-validator';
import type { Complaint } from '../complaints/complaint.entity.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import type { Actor } from '../platform/access/actor.js';
import { mayUse } from '../platform/access/permissions.js';
import { IsDay, Omittable, Text, YesOrNo } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Day } from '../platform/time/calendar.js';
import type { Preservation } from './preservation.entity.js';

/** A request to a provider to preserve an account until there is legal process for it (18 U.S.C. 2703(f)). */
export class RequestPreservation {
  /** The complaint, which one may work. */
  @IsUUID() readonly complaintId!: string;
  /**
   * Who is asked.
   * @example Example Chat, Inc.
   */
  @Text({ max: 200 }) readonly provider!: string;
  /**
   * What the provider knows the account by.
   * @example Screen name sample_player_17
   */
  @Text({ max: 500 }) readonly account!: string;
  /**
   * The day it was asked, from which the 90 days count.
   * @example 2018-05-14
   */
  @IsDay() readonly requestedOn!: string;
}

/** The same request once more: 90 days follow on the first 90. */
export class RenewPreservation {
  /**
   * The day it was asked again, within the first 90 days.
   * @example 2018-07-30
   */
  @IsDay() readonly renewedOn!: string;
}

/** The provider need not preserve any longer. */
export class ReleasePreservation {
  /**
   * Why not; it goes into the trail and is no place for a name.
   * @example The search warrant was answered.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Which requests to preserve to list, those that run out first before others. */
export class PreservationsQuery extends PageQuery {
  /** Only those of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /** Only those whose provider has been released, or only those whose has not. */
  @Omittable() @YesOrNo() readonly released?: boolean;
}

/** What the reader may do to this request. */
export class PreservationMay {
  /** Record that it was renewed. */
  readonly renew!: boolean;
  /** Record that the provider was released from it. */
  readonly release!: boolean;
}

/** A line of a list of requests to preserve, without the account, which tells of a person. */
export class PreservationSummary {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  /**
   * The complaint it was made for.
   * @format uuid
   */
  readonly complaintId!: string;
  /** Who was asked. */
  readonly provider!: string;
  /**
   * The day it was asked.
   * @format date
   */
  readonly requestedOn!: string;
  /**
   * The day it was asked again; null while it was not.
   * @format date
   */
  readonly renewedOn!: string | null;
  /**
   * The last day the provider has to preserve.
   * @format date
   */
  readonly expiresOn!: string;
  /**
   * When the provider was released from it; null while it was not.
   * @format date-time
   */
  readonly releasedAt!: string | null;
}

/** A request to preserve, whole. */
export class PreservationView extends PreservationSummary {
  /** @format uuid */
  readonly taskForceId!: string;
  /** What the provider knows the account by. */
  readonly account!: string;
  /** Why the provider was released; null while it was not. */
  readonly releaseReason!: string | null;
  /**
   * Who recorded it.
   * @format uuid
   */
  readonly recordedBy!: string;
  /** @format date-time */
  readonly recordedAt!: string;
  readonly may!: PreservationMay;
}

/** A part of a list of requests to preserve. */
export class PreservationPage {
  readonly items!: PreservationSummary[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** A request to preserve with its complaint, on the day it is read. */
export interface PreservationRecord {
  readonly preservation: Preservation;
  readonly complaint: Complaint;
  readonly today: Day;
}

export function summaryOf(preservation: Preservation): PreservationSummary {
  const { id, version, complaintId, provider, requestedOn, renewedOn, expiresOn, releasedAt } = preservation;
  return {
    id,
    version,
    complaintId,
    provider,
    requestedOn,
    renewedOn,
    expiresOn,
    releasedAt: releasedAt?.toISOString() ?? null,
  };
}

export function viewOf({ preservation, complaint, today }: PreservationRecord, actor: Actor): PreservationView {
  const { taskForceId, account, releaseReason, recordedBy, recordedAt } = preservation;
  const works = mayUse(actor, 'complaints:work') && complaintPolicy.work(actor, complaint);
  return {
    ...summaryOf(preservation),
    taskForceId,
    account,
    releaseReason,
    recordedBy,
    recordedAt: recordedAt.toISOString(),
    may: {
      renew: works && preservation.canBeRenewed(today),
      release: works && preservation.releasedAt === null,
    },
  };
}
