import { IsIn, IsUUID } from 'class-validator';
import { IsDay, IsInstant, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { Disclosure } from './disclosure.entity.js';
import { disclosureBases, type DisclosureBasis, type DisclosureKind } from './disclosures.words.js';

/** What was told, by hand, to somebody outside the agency. */
export class RecordDisclosure {
  /** The complaint it was of, which one may work. */
  @IsUUID() readonly complaintId!: string;
  /**
   * To whom.
   * @example Field office of a federal agency, Omaha
   */
  @Text({ max: 300 }) readonly recipient!: string;
  /**
   * On what basis of 18 U.S.C. 2258A(g)(2)(A). `not_tip_content` is for what came by no report of a provider.
   * @example assisting_federal_attorney
   */
  @IsIn(disclosureBases) readonly basis!: DisclosureBasis;
  /**
   * What was told, and for what.
   * @example The account names, for a search warrant in another district.
   */
  @Text({ max: 4000, multiline: true }) readonly purpose!: string;
  /**
   * When.
   * @example 2018-05-14T10:00:00-05:00
   */
  @IsInstant() readonly disclosedAt!: string;
}

/** Which disclosures to list, the latest first. */
export class DisclosuresQuery extends PageQuery {
  /** Only those of this complaint. */
  @Omittable() @IsUUID() readonly complaintId?: string;
  /**
   * Only those from this day on, where the task force is.
   * @example 2018-01-01
   */
  @Omittable() @IsDay() readonly from?: string;
  /**
   * Only those before this day.
   * @example 2019-01-01
   */
  @Omittable() @IsDay() readonly until?: string;
  /** Only those on this basis. */
  @Omittable() @IsIn(disclosureBases) readonly basis?: DisclosureBasis;
}

/** Something of a complaint that left its agency. */
export class DisclosureView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly complaintId!: string;
  /** By what it left: an offer tells a summary, a transfer or referral that was accepted the whole tip. */
  readonly what!: DisclosureKind;
  /**
   * To whom, as they were called then.
   * @example Omaha Police Department
   */
  readonly recipient!: string;
  /**
   * The agency, where it is one of the tracker's.
   * @format uuid
   */
  readonly recipientAgencyId!: string | null;
  readonly basis!: DisclosureBasis;
  readonly purpose!: string;
  /**
   * The transfer, share or packet it was made by; null for what was told by hand.
   * @format uuid
   */
  readonly recordId!: string | null;
  /**
   * The account whose doing it was.
   * @format uuid
   */
  readonly disclosedBy!: string;
  /** @format date-time */
  readonly disclosedAt!: string;
  /**
   * When it was entered here.
   * @format date-time
   */
  readonly enteredAt!: string;
}

/** A part of the log. */
export class DisclosurePage {
  readonly items!: DisclosureView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(disclosure: Disclosure): DisclosureView {
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
