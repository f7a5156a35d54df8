import { Conflict, Problem } from '../platform/http/problems.js';
import type { NibrsFault } from './nibrs.rules.js';

/** Somebody under 18 was arrested, and it does not say how they are handled: the FBI rejects that (652). */
export class JuvenileHandlingMissing extends Problem {
  readonly type = 'juvenile-handling-missing';
  readonly title = 'The arrest of somebody under 18 says how they are handled';
  readonly status = 422;
  override readonly members: {
    /** Where it is missing, with the FBI's number of the error. */
    readonly errors: readonly NibrsFault[];
  };

  constructor(fault: NibrsFault) {
    super();
    this.members = { errors: [fault] };
  }
}

/** What does not go together in NIBRS, so that the FBI would reject the whole incident. */
export class NibrsRejected extends Problem {
  readonly type = 'nibrs-rejected';
  readonly title = 'The FBI rejects what does not go together in NIBRS';
  readonly status = 422;
  override readonly members: {
    /** All there is against it, each with the FBI's number of the error. */
    readonly errors: readonly NibrsFault[];
  };

  constructor(errors: readonly NibrsFault[]) {
    super();
    this.members = { errors };
  }
}

/** What still stands on a record that is to be voided. */
export interface LivingRecords {
  /** Arrests. */
  readonly arrests: number;
  /** Referrals to a prosecutor. */
  readonly referrals: number;
  /** Prosecutions. */
  readonly prosecutions: number;
}

/** Counted records stand on it: they are voided first, each for its own reason. */
export class RecordsStandOnIt extends Conflict {
  readonly type = 'records-stand-on-it';
  readonly title = 'Other records stand on this one; void those first';
  override readonly members: {
    /** How many of each. */
    readonly living: LivingRecords;
  };

  constructor(living: LivingRecords) {
    super();
    this.members = { living };
  }
}

/** A complaint has each suspect once: one of the two records is to be voided, not linked. */
export class SuspectCountedTwice extends Conflict {
  readonly type = 'suspect-counted-twice';
  readonly title = 'This complaint has that suspect already';
  override readonly members: {
    /** The record in which the complaint has the suspect. */
    readonly suspectId: string;
  };

  constructor(suspectId: string) {
    super();
    this.members = { suspectId };
  }
}
