import { Conflict, Problem } from '../platform/http/problems.js';
import type { NibrsFault } from './nibrs.rules.js';

/** Arrest rejected because the arrestee is under 18 and the handling is missing (FBI error 652). */
export class JuvenileHandlingMissing extends Problem {
  readonly type = 'juvenile-handling-missing';
  readonly title = 'The arrest of somebody under 18 says how they are handled';
  readonly status = 422;
  override readonly members: {
    /** Missing field, with the FBI's error number. */
    readonly errors: readonly NibrsFault[];
  };

  constructor(fault: NibrsFault) {
    super();
    this.members = { errors: [fault] };
  }
}

/** Record rejected because its NIBRS fields contradict each other, so the FBI would reject the whole incident. */
export class NibrsRejected extends Problem {
  readonly type = 'nibrs-rejected';
  readonly title = 'The FBI rejects what does not go together in NIBRS';
  readonly status = 422;
  override readonly members: {
    /** All faults, each with the FBI's error number. */
    readonly errors: readonly NibrsFault[];
  };

  constructor(errors: readonly NibrsFault[]) {
    super();
    this.members = { errors };
  }
}

/** Numbers of active records of a suspect. */
export interface LivingRecords {
  /** Number of arrests. */
  readonly arrests: number;
  /** Number of referrals to a prosecutor. */
  readonly referrals: number;
  /** Number of prosecutions. */
  readonly prosecutions: number;
}

/** Void rejected because the record has dependent records. Void each of those first, with its own reason. */
export class RecordsStandOnIt extends Conflict {
  readonly type = 'records-stand-on-it';
  readonly title = 'Other records stand on this one; void those first';
  override readonly members: {
    /** Number of dependent records of each kind. */
    readonly living: LivingRecords;
  };

  constructor(living: LivingRecords) {
    super();
    this.members = { living };
  }
}

/** Link rejected because the complaint already contains the person. Void one of the two records instead. */
export class SuspectCountedTwice extends Conflict {
  readonly type = 'suspect-counted-twice';
  readonly title = 'This complaint has that suspect already';
  override readonly members: {
    /** Record of the person in the complaint. */
    readonly suspectId: string;
  };

  constructor(suspectId: string) {
    super();
    this.members = { suspectId };
  }
}
