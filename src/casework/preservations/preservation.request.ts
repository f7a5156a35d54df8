import { IsId, IsDay, Omittable, Text, BooleanText } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';

/** Request to a provider to preserve an account pending legal process (18 U.S.C. 2703(f)). */
export class RequestPreservation {
  /** Complaint. The caller must be allowed to work on it. */
  @IsId() readonly complaintId!: string;
  /**
   * Name of the provider.
   * @example Example Chat, Inc.
   */
  @Text({ max: 200 }) readonly provider!: string;
  /**
   * Identifier of the account at the provider.
   * @example Screen name sample_player_17
   */
  @Text({ max: 500 }) readonly account!: string;
  /**
   * Day of the request, from which the 90 days count.
   * @example 2018-05-14
   */
  @IsDay() readonly requestedOn!: string;
}

/** Renewal of a request: 90 days follow the first 90. */
export class RenewPreservation {
  /**
   * Day of the renewal, within the first 90 days.
   * @example 2018-07-30
   */
  @IsDay() readonly renewedOn!: string;
}

/** Release of the provider from a request. */
export class ReleasePreservation {
  /**
   * Reason of the release. It is written to the trail, so it must not contain a name.
   * @example The search warrant was answered.
   */
  @Text({ max: 1000, multiline: true }) readonly reason!: string;
}

/** Filters of the list, first expiry first. */
export class PreservationsQuery extends PageQuery {
  /** Only requests of this complaint. */
  @Omittable() @IsId() readonly complaintId?: string;
  /** Only requests with a released provider (true), or only others (false). */
  @Omittable() @BooleanText() readonly released?: boolean;
}
