import { Conflict, Problem, type InputError } from '../../platform/http/problems.js';
import type { ReferralDecision } from './prosecutions.enums.js';

/** Rejected sentence without a note. The maximum is that in the same request. */
export class SentenceAboveMaximum extends Problem {
  readonly type = 'sentence-above-maximum';
  readonly title = 'The sentence is above the statutory maximum. Add a note that gives the reason.';
  readonly status = 422;
  override readonly members: { readonly errors: readonly InputError[] } = {
    errors: [
      { pointer: '#/sentence/note', detail: 'must give the reason why the sentence is above the statutory maximum' },
    ],
  };
}

/** Rejected second decision. A renewed request to the prosecutor is a new referral. */
export class AlreadyDecided extends Conflict {
  readonly type = 'already-decided';
  readonly title = 'The prosecutor has already decided on this referral.';
}

/** The referral was not accepted, so no prosecution can follow from it. */
export class ReferralNotAccepted extends Conflict {
  readonly type = 'referral-not-accepted';
  readonly title = 'The prosecutor has not accepted that referral.';
  override readonly members: {
    /** The prosecutor's decision. */
    readonly decision: ReferralDecision;
  };

  constructor(decision: ReferralDecision) {
    super();
    this.members = { decision };
  }
}

/** A prosecution follows from this referral and must be voided first. */
export class HasProsecution extends Conflict {
  readonly type = 'has-prosecution';
  readonly title = 'A prosecution depends on this referral. Void the prosecution first.';
  override readonly members: {
    /** Prosecution that followed from the referral and must be voided first. */
    readonly prosecutionId: string;
  };

  constructor(prosecutionId: string) {
    super();
    this.members = { prosecutionId };
  }
}
