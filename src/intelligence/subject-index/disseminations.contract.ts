import { IsUUID } from 'class-validator';
import { Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import type { SubjectIndexDissemination } from './dissemination.entity.js';
import { NeedToKnowInput } from './index-queries.contract.js';
import type { PointerStrength } from './subject-index.enums.js';

/** Content of an entry given by hand, such as in a call after a pointer. */
export class GiveDetails extends NeedToKnowInput {
  /** An active entry. */
  @IsUUID() readonly entryId!: string;
  /** The receiving agency, in any task force. */
  @IsUUID() readonly toAgencyId!: string;
  /**
   * The person who received it.
   * @example Detective Dana Reyes
   */
  @Text({ max: 200 }) readonly recipient!: string;
  /**
   * The content given, in general words.
   * @example Full name, day of birth and the account that the suspicion rests on.
   */
  @Text({ max: 2000, multiline: true }) readonly what!: string;
}

/** Filters of the list of disseminations, latest first. */
export class DisseminationsQuery extends PageQuery {
  /** Only disseminations of this entry. */
  @Omittable() @IsUUID() readonly entryId?: string;
}

/** A record of content of an entry given to an agency, with its reason and time. */
export class SubjectDisseminationView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The agency that owns the entry.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * The entry.
   * @format uuid
   */
  readonly entryId!: string;
  /**
   * The query it answered; null if given by hand or by deconfliction.
   * @format uuid
   */
  readonly queryId!: string | null;
  /**
   * The receiving agency.
   * @format uuid
   */
  readonly toAgencyId!: string;
  /**
   * Name of that agency at that time.
   * @example Lincoln Police Department
   */
  readonly toAgencyName!: string;
  /** The person who received it. */
  readonly recipient!: string;
  /** Strength of the pointer; null if given by hand. */
  readonly strength!: PointerStrength | null;
  /** Content given by hand; null for a pointer. */
  readonly what!: string | null;
  /** The need to know. */
  readonly needToKnow!: string;
  /** The right to know. */
  readonly rightToKnow!: string;
  /** The imminent danger, if one was stated. */
  readonly imminentDanger!: string | null;
  /**
   * The account that gave it by hand.
   * @format uuid
   */
  readonly givenBy!: string | null;
  /** The instant it was given. */
  readonly givenAt!: Date;
}

/** A page of the dissemination log. */
export class SubjectDisseminationPage {
  readonly items!: SubjectDisseminationView[];
  /** Cursor of the next page; null on the last page. */
  readonly nextCursor!: string | null;
}

export function toSubjectDisseminationView(dissemination: SubjectIndexDissemination): SubjectDisseminationView {
  const { id, taskForceId, agencyId, entryId, queryId, toAgencyId, toAgencyName, recipient, strength, what } =
    dissemination;
  const { needToKnow, rightToKnow, imminentDanger, givenBy, givenAt } = dissemination;
  const whatAndWhom = {
    id,
    taskForceId,
    agencyId,
    entryId,
    queryId,
    toAgencyId,
    toAgencyName,
    recipient,
    strength,
    what,
  };
  return { ...whatAndWhom, needToKnow, rightToKnow, imminentDanger, givenBy, givenAt };
}
