import { Conflict, Problem, type InputError } from '../platform/http/problems.js';
import type { ReferralDecision } from './prosecutions.words.js';

/** A sentence above the statutory maximum is a slip, or there is a reason for it that somebody writes down. */
export class SentenceAboveMaximum extends Problem {
  readonly type = 'sentence-above-maximum';
  readonly title = 'The sentence is above the statutory maximum; a note has to say why';
  readonly status = 422;
  override readonly members: { readonly errors: readonly InputError[] } = {
    errors: [{ pointer: '#/sentence/note', detail: 'must say why the sentence is above the statutory maximum' }],
  };
}

/** The prosecutor has said already whether they take it. A second look is another referral. */
export class AlreadyDecided extends Conflict {
  readonly type = 'already-decided';
  readonly title = 'The prosecutor has decided on this referral already';
}

/** A prosecution follows a referral that was accepted. */
export class ReferralNotAccepted extends Conflict {
  readonly type = 'referral-not-accepted';
  readonly title = 'That referral has not been accepted';
  override readonly members: {
    /** What the prosecutor has said. */
    readonly decision: ReferralDecision;
  };

  constructor(decision: ReferralDecision) {
    super();
    this.members = { decision };
  }
}

/** A prosecution follows from the referral: it is voided first. */
export class ProsecutionStandsOnIt extends Conflict {
  readonly type = 'prosecution-stands-on-it';
  readonly title = 'A prosecution stands on this referral; void that first';
  override readonly members: {
    /** Which. */
    readonly prosecutionId: string;
  };

  constructor(prosecutionId: string) {
    super();
    this.members = { prosecutionId };
  }
}
