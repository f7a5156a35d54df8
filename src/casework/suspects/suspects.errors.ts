import { inputErrorCodes } from '../../platform/http/input-error-codes.js';
import { Conflict, Problem } from '../../platform/http/problems.js';
import type { NibrsFault } from './nibrs.rules.js';

/** Rejected arrest of a person under 18. The FBI rejects an arrest without the handling of the juvenile (error 652). */
export class JuvenileHandlingMissing extends Problem {
  readonly type = 'juvenile-handling-missing';
  readonly title = 'The arrested person is under 18. Add how the juvenile was handled.';
  readonly status = 422;
  override readonly members: {
    /** Missing field, with the FBI's error number. */
    readonly errors: readonly NibrsFault[];
  };

  constructor(fault: NibrsFault) {
    super();
    this.members = { errors: [withNibrsCode(fault)] };
  }
}

/** Rejected record with contradictory NIBRS fields. The FBI would reject the whole incident. */
export class NibrsRejected extends Problem {
  readonly type = 'nibrs-rejected';
  readonly title = 'The FBI would reject these values, because they do not fit together in NIBRS.';
  readonly status = 422;
  override readonly members: {
    /** All faults, each with the FBI's error number. */
    readonly errors: readonly NibrsFault[];
  };

  constructor(errors: readonly NibrsFault[]) {
    super();
    this.members = { errors: errors.map(withNibrsCode) };
  }
}

/** Returns the fault with the code of its error number. */
function withNibrsCode(fault: NibrsFault): NibrsFault {
  const code = inputErrorCodes.find((one) => one === `nibrs.${fault.nibrsError}`);
  return code === undefined ? fault : { ...fault, code, params: {} };
}

/** Numbers of active records of a suspect. */
export interface DependentRecords {
  /** Number of arrests. */
  readonly arrests: number;
  /** Number of referrals to a prosecutor. */
  readonly referrals: number;
  /** Number of prosecutions. */
  readonly prosecutions: number;
}

/** Void rejected because the record has dependent records. Each of them is voided with its own reason. */
export class HasDependentRecords extends Conflict {
  readonly type = 'has-dependent-records';
  readonly title = 'Other records depend on this one. Void them first.';
  override readonly members: {
    /** Number of dependent records of each kind. */
    readonly dependentRecords: DependentRecords;
  };

  constructor(dependentRecords: DependentRecords) {
    super();
    this.members = { dependentRecords };
  }
}

/** Link rejected because the complaint already contains the person. Void one of the two records instead. */
export class DuplicateSuspect extends Conflict {
  readonly type = 'duplicate-suspect';
  readonly title = 'The complaint already has that suspect in another record.';
  override readonly members: {
    /** Record of the person in the complaint. */
    readonly suspectId: string;
  };

  constructor(suspectId: string) {
    super();
    this.members = { suspectId };
  }
}
