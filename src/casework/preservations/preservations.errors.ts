import { Conflict } from '../../platform/http/problems.js';

/** Rejected second renewal. The law allows one renewal, of 90 days. */
export class AlreadyRenewed extends Conflict {
  readonly type = 'already-renewed';
  readonly title = 'The preservation request has already been renewed.';
}

/** Rejected late renewal. The provider may already have deleted the data. */
export class PreservationExpired extends Conflict {
  readonly type = 'preservation-expired';
  readonly title = 'The preservation request had expired by that day. Make a new request.';
  override readonly members: {
    /**
     * Last day of the request.
     * @format date
     */
    readonly expiresOn: string;
  };

  constructor(expiresOn: string) {
    super();
    this.members = { expiresOn };
  }
}

/** Change rejected because the provider no longer has to preserve the account. */
export class PreservationReleased extends Conflict {
  readonly type = 'preservation-released';
  readonly title = 'The provider was released from this preservation request.';
}
