import { IsIn, IsUUID } from 'class-validator';
import { IsDay, IsInstant, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { Disclosure } from './disclosure.entity.js';
import { disclosureBases, type DisclosureBasis, type DisclosureKind } from './disclosures.enums.js';

/** Disclosure made outside the tracker, recorded manually. */
export class RecordDisclosure {
  /** Complaint. The caller must be allowed to work on it. */
  @IsUUID() readonly complaintId!: string;
  /**
   * Recipient.
   * @example Field office of a federal agency, Omaha
   */
  @Text({ max: 300 }) readonly recipient!: string;
  /**
   * Basis in 18 U.S.C. 2258A(g)(2)(A). `not_tip_content` is for content that no provider reported.
   * @example assisting_federal_attorney
   */
  @IsIn(disclosureBases) readonly basis!: DisclosureBasis;
  /**
   * Disclosed content, and the purpose.
   * @example The account names, for a search warrant in another district.
   */
  @Text({ max: 4000, multiline: true }) readonly purpose!: string;
  /**
   * Time of the disclosure.
   * @example 2018-05-14T10:00:00-05:00
   */
  @IsInstant() readonly disclosedAt!: string;
}

/** Filters of the list, latest first. */
export class DisclosuresQuery extends PageQuery {
  /** Only disclosures of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /**
   * Only disclosures from this day on, in the task force's time zone.
   * @example 2018-01-01
   */
  @Omittable() @IsDay() readonly from?: string;
  /**
   * Only disclosures before this day.
   * @example 2019-01-01
   */
  @Omittable() @IsDay() readonly until?: string;
  /** Only disclosures on this basis. */
  @Omittable() @IsIn(disclosureBases) readonly basis?: DisclosureBasis;
}

/** Disclosure of a complaint's content outside its agency. */
export class DisclosureView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly complaintId!: string;
  /** Kind of disclosure. An offer discloses a summary; an accepted transfer or referral discloses the whole tip. */
  readonly what!: DisclosureKind;
  /**
   * Name of the recipient at that time.
   * @example Omaha Police Department
   */
  readonly recipient!: string;
  /**
   * Recipient's agency, if it is one of the tracker.
   * @format uuid
   */
  readonly recipientAgencyId!: string | null;
  readonly basis!: DisclosureBasis;
  readonly purpose!: string;
  /**
   * Transfer, share or packet of the disclosure; null for a manual entry.
   * @format uuid
   */
  readonly recordId!: string | null;
  /**
   * Account that disclosed it.
   * @format uuid
   */
  readonly disclosedBy!: string;
  /** @format date-time */
  readonly disclosedAt!: string;
  /**
   * Time at which it was recorded.
   * @format date-time
   */
  readonly enteredAt!: string;
}

/** Page of the disclosure log. */
export class DisclosurePage {
  readonly items!: DisclosureView[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export function toDisclosureView(disclosure: Disclosure): DisclosureView {
  const { id, complaintId, what, recipient, recipientAgencyId, basis, purpose, recordId, disclosedBy } = disclosure;
  return {
    id,
    complaintId,
    what,
    recipient,
    recipientAgencyId,
    basis,
    purpose,
    recordId,
    disclosedBy,
    disclosedAt: disclosure.disclosedAt.toISOString(),
    enteredAt: disclosure.enteredAt.toISOString(),
  };
}
