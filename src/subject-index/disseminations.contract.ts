import { IsUUID } from 'class-validator';
import { Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { SubjectIndexDissemination } from './dissemination.entity.js';
import { ToldInput } from './index-queries.contract.js';
import type { PointerStrength } from './subject-index.words.js';

/** What was given of an entry by hand, such as in a call that a pointer led to. */
export class GiveDetails extends ToldInput {
  /** The entry, which stands. */
  @IsUUID() readonly entryId!: string;
  /** The agency it was given to, of any task force. */
  @IsUUID() readonly toAgencyId!: string;
  /**
   * Who there was given it.
   * @example Detective Dana Reyes
   */
  @Text({ max: 200 }) readonly recipient!: string;
  /**
   * What was given, in general words.
   * @example Full name, day of birth and the account that the suspicion rests on.
   */
  @Text({ max: 2000, multiline: true }) readonly what!: string;
}

/** Which disseminations to list, the latest first. */
export class DisseminationsQuery extends PageQuery {
  /** Only those of this entry. */
  @Omittable() @IsUUID() readonly entryId?: string;
}

/** Who was given what of an entry, why and when. */
export class SubjectDisseminationView {
  /** @format uuid */
  readonly id!: string;
  /** @format uuid */
  readonly taskForceId!: string;
  /**
   * The agency whose entry it is.
   * @format uuid
   */
  readonly agencyId!: string;
  /**
   * The entry.
   * @format uuid
   */
  readonly entryId!: string;
  /**
   * The query it answered; null where it was given by hand, or by deconfliction.
   * @format uuid
   */
  readonly queryId!: string | null;
  /**
   * The agency it was given to.
   * @format uuid
   */
  readonly toAgencyId!: string;
  /**
   * What that agency was called then.
   * @example Lincoln Police Department
   */
  readonly toAgencyName!: string;
  /** Who there was given it. */
  readonly recipient!: string;
  /** How much the pointer said; null where it was given by hand. */
  readonly strength!: PointerStrength | null;
  /** What was given by hand; null for a pointer. */
  readonly what!: string | null;
  /** Why it had to be known. */
  readonly needToKnow!: string;
  /** By what authority. */
  readonly rightToKnow!: string;
  /** Which danger was imminent, if one was named. */
  readonly imminentDanger!: string | null;
  /**
   * The account that gave it by hand.
   * @format uuid
   */
  readonly givenBy!: string | null;
  /** When it was given. */
  readonly givenAt!: Date;
}

/** A part of the log of disseminations. */
export class SubjectDisseminationPage {
  readonly items!: SubjectDisseminationView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

export function viewOf(given: SubjectIndexDissemination): SubjectDisseminationView {
  const { id, taskForceId, agencyId, entryId, queryId, toAgencyId, toAgencyName, recipient, strength, what } = given;
  const { needToKnow, rightToKnow, imminentDanger, givenBy, givenAt } = given;
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
