import { Injectable } from '@nestjs/common';
import { SessionToken } from '../../access/session-token.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Work } from '../../platform/database/database.js';
import { newId } from '../../platform/ids/ids.js';
import type { Day } from '../../platform/time/calendar.js';

/** Account that asked for the daily mail, with its latest claim. */
export interface DailyMailReader {
  readonly account_id: string;
  readonly zone: string;
  readonly on_day: Day | null;
  readonly retry_at: Date | null;
}

/** Daily mail of an account for one of its own days. */
export interface DueMail {
  readonly accountId: string;
  readonly day: Day;
}

/** Claim of a daily mail. Its ticket opens the account's view for the counts; no request can carry it. */
export interface Claim extends DueMail {
  readonly attempt: number;
  readonly ticket: Buffer;
  readonly requestId: string;
}

const selectReaders = 'SELECT account_id, zone, on_day, retry_at FROM auth.daily_mail_readers()';
const claimMail = 'SELECT auth.claim_daily_mail($1, $2, $3, $4) AS attempt';
const releaseMail = 'SELECT auth.release_daily_mail($1, $2, $3)';
const noteMail = `SELECT audit.note_about($1, 'daily-mail.sent')`;

/** Claims of daily mails. They belong to the role of sign-in, because a claim opens the view of an account. */
@Injectable()
export class DailyMailRecords {
  constructor(
    private readonly auth: AuthDatabase,
    private readonly tokens: SessionToken,
  ) {}

  listReaders(): Promise<DailyMailReader[]> {
    return this.run((tx) => tx.query(selectReaders));
  }

  /** Claims a mail. Returns null if another process has it, or if the account no longer gets it. */
  async claim({ accountId, day }: DueMail, now: Date): Promise<Claim | null> {
    const { hash: ticket } = this.tokens.create();
    const requestId = newId().replaceAll('-', '');
    const [row] = await this.run<{ attempt: number | null }[]>(
      (tx) => tx.query(claimMail, [accountId, day, now, ticket]),
      requestId,
    );
    return row?.attempt == null ? null : { accountId, day, attempt: row.attempt, ticket, requestId };
  }

  /** Allows another attempt from a time on. */
  release({ accountId, day, requestId }: Claim, againAt: Date): Promise<unknown> {
    return this.run((tx) => tx.query(releaseMail, [accountId, day, againAt]), requestId);
  }

  /** Enters a sent mail into the trail. */
  noteSent({ accountId, requestId }: Claim): Promise<unknown> {
    return this.run((tx) => tx.query(noteMail, [accountId]), requestId);
  }

  private run<T>(work: Work<T>, requestId = ''): Promise<T> {
    return this.auth.transaction({ requestId, address: '' }, work);
  }
}
