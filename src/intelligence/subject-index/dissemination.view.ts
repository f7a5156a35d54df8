import type { SubjectIndexDissemination } from './dissemination.entity.js';
import type { PointerStrength } from './subject-index.enums.js';

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
