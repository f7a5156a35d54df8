import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Account } from '../../organization/accounts/account.entity.js';
import { defaultSettings, Preferences } from '../../organization/preferences/preferences.entity.js';
import { Config } from '../../platform/config/config.js';
import { BackgroundJob } from '../../platform/database/background-job.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { Shutdown } from '../../platform/http/shutdown.js';
import { MailFault } from '../../platform/mail/mail-fault.js';
import { Mailer, type Mail } from '../../platform/mail/mailer.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { Clock } from '../../platform/time/clock.js';
import { AttentionService } from '../attention/attention.service.js';
import { composeMail } from './compose-mail.js';
import { DailyMailRecords, type Claim, type DueMail } from './daily-mail-records.js';
import { selectDueMails } from './due-mails.js';
import { retryDelayMs } from './retry-delay.js';

const intervalMs = 60_000;
/** Faults in a row that end a run, because their cause is no longer a single mail. */
const maxFaultsInRow = 3;

/**
 * Sends the daily mails that are due, each minute, where the operator named a mail server. Every instance may run it: a
 * claim in the database precedes each mail, so a crash in between loses the mail of that day and sends none twice.
 */
@Injectable()
export class DailyMailJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job: BackgroundJob | null;
  private readonly stop = new AbortController();
  private timer?: NodeJS.Timeout;
  private running: Promise<unknown> | undefined;
  /** Consecutive runs that a fault ended early, and the time before which none begins. */
  private failures = 0;
  private pausedUntil = 0;

  constructor(
    private readonly records: DailyMailRecords,
    private readonly attention: AttentionService,
    private readonly database: Database,
    private readonly mailer: Mailer,
    private readonly shutdown: Shutdown,
    private readonly clock: Clock,
    private readonly config: Config,
    metrics: Metrics,
  ) {
    this.job = mailer.isConfigured ? new BackgroundJob('DailyMail', metrics.outcomesOf('daily_mail')) : null;
  }

  onApplicationBootstrap(): void {
    if (!this.job) return;
    this.timer = setInterval(() => {
      if (!this.running) void this.run();
    }, intervalMs);
    this.timer.unref();
  }

  /** Breaks off a mail under way, so that a silent server does not delay the end. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stop.abort();
    await this.running;
  }

  /**
   * Sends what is due after the run under way, if any. Returns whether all of it succeeded. A pause is no run, so that the
   * job stays failed until mail is sent.
   */
  async run(): Promise<boolean> {
    const { job, running } = this;
    if (!job) return true;
    const run = Promise.resolve(running).then(() => {
      const now = this.clock.now();
      if (now.getTime() < this.pausedUntil) return false;
      return job.run(
        'Daily mails could not be sent. Those that were certainly not sent are tried again later today.',
        () => this.sendDueMails(now),
      );
    });
    this.running = run;
    try {
      return await run;
    } finally {
      if (this.running === run) this.running = undefined;
    }
  }

  /**
   * Sends one mail after the other, and throws the first fault at the end. A fault of the server ends the run, and so do
   * several faults in a row. Any other concerns that mail alone.
   */
  private async sendDueMails(now: Date): Promise<void> {
    const due = selectDueMails(await this.records.listReaders(), now, this.config.DAILY_MAIL_HOUR);
    const faults: unknown[] = [];
    let faultsInRow = 0;
    for (const mail of due) {
      if (this.isEnding()) return;
      try {
        await this.claimAndSend(mail, now);
        faultsInRow = 0;
      } catch (fault) {
        if (this.isEnding()) return;
        faults.push(fault);
        faultsInRow += 1;
        const isOfServer = fault instanceof MailFault && !fault.isOfRecipient;
        if (isOfServer || faultsInRow === maxFaultsInRow) {
          this.pause(now);
          throw isOfServer ? fault : faults[0];
        }
      }
    }
    this.failures = 0;
    if (faults.length > 0) throw faults[0];
  }

  private pause(now: Date): void {
    this.failures += 1;
    this.pausedUntil = now.getTime() + retryDelayMs(this.failures);
  }

  private async claimAndSend(due: DueMail, now: Date): Promise<void> {
    const claim = await this.records.claim(due, now);
    if (!claim) return;
    try {
      const composed = await this.compose(claim, now);
      if (!composed) {
        await this.release(claim, now);
        return;
      }
      if (!composed.mail) return;
      await this.mailer.send(composed.mail, this.stop.signal);
    } catch (fault) {
      const isUnsent = !(fault instanceof MailFault) || fault.mayBeRepeated;
      if (isUnsent) await this.release(claim, now);
      throw fault;
    }
    await this.records.noteSent(claim);
  }

  private release(claim: Claim, now: Date): Promise<unknown> {
    const delayMs = this.isEnding() ? 0 : retryDelayMs(claim.attempt);
    return this.records.release(claim, new Date(now.getTime() + delayMs));
  }

  /**
   * Counts what waits under the rights of the account, and returns its mail, which is null if nothing waits. Returns null if the
   * ticket has ended, or the account may no longer sign in.
   */
  private compose({ ticket, requestId }: Claim, date: Date): Promise<{ readonly mail: Mail | null } | null> {
    return this.database.runAsDailyMailReader(ticket, requestId, async (actor) => {
      const { items } = await this.attention.get(actor);
      const { accountId } = actor;
      const [{ email }, { language }] = await this.database.read(actor, async (tx) => [
        await findByIdOrFail(tx, Account, accountId),
        (await tx.findOneBy(Preferences, { accountId })) ?? defaultSettings,
      ]);
      const text = composeMail(items, language, `${this.config.publicUrl}/app/`);
      return { mail: text && { ...text, to: email, date } };
    });
  }

  /** Whether no further mail begins, because the process ends. */
  private isEnding(): boolean {
    return this.stop.signal.aborted || this.shutdown.isAnnounced;
  }
}
