import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { SMTPServerOptions } from 'smtp-server';
import { AttentionService } from '../../src/casework/attention/attention.service.js';
import type { AttentionView } from '../../src/casework/attention/attention.view.js';
import { DailyMailJob } from '../../src/casework/daily-mail/daily-mail-job.js';
import { DailyMailRecords } from '../../src/casework/daily-mail/daily-mail-records.js';
import { Config } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import { Shutdown } from '../../src/platform/http/shutdown.js';
import { TrackerLog } from '../../src/platform/logs/tracker-log.js';
import { Mailer } from '../../src/platform/mail/mailer.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { MetricsServer } from '../../src/platform/monitoring/metrics-server.js';
import { Clock } from '../../src/platform/time/clock.js';
import { labelsOf, parseScrape } from '../platform/scrape.js';
import { Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import {
  makeCertificate,
  startMailServer,
  type Certificate,
  type MailServer,
  type ReceivedMail,
} from '../support/mail-server.js';
import { startApp, startTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';

type Step = NonNullable<SMTPServerOptions['onRcptTo']>;
type Done = (fault?: Error | null) => void;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Longer than a test may take. */
const unreachedMs = dayMs;

/** 09:00 in Chicago. */
const clock = new Date('2026-03-02T15:00:00Z');
const accept: Step = (_address, _session, done) => {
  done();
};

let certificate: Certificate;
let mailServer: MailServer;
let tracker: Tracker;
let given: Given;
let logged: Record<string, unknown>[] = [];
let onMailFrom: Step;
let onRcptTo: Step;

beforeAll(async () => {
  certificate = await makeCertificate();
  mailServer = await startMailServer(certificate, {
    onMailFrom: (address, session, done) => {
      onMailFrom(address, session, done);
    },
    onRcptTo: (address, session, done) => {
      onRcptTo(address, session, done);
    },
  });
  tracker = await startTracker({ clock, config: { ...mailServer.settings, METRICS_PORT: '0' } });
  given = new Given(tracker);
  Logger.overrideLogger(
    new TrackerLog('warn', { write: (line) => void logged.push(JSON.parse(line) as Record<string, unknown>) }),
  );
});
beforeEach(() => {
  clock.setTime(clock.getTime() + dayMs);
  logged = [];
  onMailFrom = accept;
  onRcptTo = accept;
});
afterEach(async () => {
  await tracker.sql(`UPDATE app.account_preferences SET daily_mail = false`);
});
afterAll(async () => {
  await tracker.close();
  await mailServer.stop();
  await certificate.remove();
});

const run = (app: NestFastifyApplication = tracker.app): Promise<boolean> => app.get(DailyMailJob).run();

function mailsTo({ email }: GivenAccount): ReceivedMail[] {
  return mailServer.mails.filter(({ to }) => to.includes(email));
}

/** Switches the daily mail on, after everything else of the account is arranged. */
async function switchOn(account: GivenAccount, preferences: object = {}): Promise<void> {
  const { status } = await tracker.as(account).put('/accounts/me/preferences', { dailyMail: true, ...preferences });
  expect(status).toBe(200);
}

async function agencyWith(complaints: number, taskForceId?: string): Promise<GivenAgency> {
  const agency = await given.agency(taskForceId === undefined ? {} : { taskForceId });
  for (let left = complaints; left > 0; left -= 1)
    await given.complaint({ agencyId: agency.id, taskForceId: agency.taskForceId });
  return agency;
}

/** Returns a supervisor who asked for the mail, of an agency with complaints to triage. */
async function reader(complaints = 1, preferences: object = {}, name = 'Dana Reyes'): Promise<GivenAccount> {
  const account = await given.account({ agency: await agencyWith(complaints), role: 'supervisor', name });
  await switchOn(account, preferences);
  return account;
}

/** Makes the server silent about the recipient of each mail. */
function holdMails(): { readonly isHeld: () => boolean; readonly release: () => void } {
  let held: Done | undefined;
  onRcptTo = (_address, _session, done) => {
    held = done;
  };
  return { isHeld: () => held !== undefined, release: () => held?.() };
}

function refuse(responseCode: number): Step {
  return ({ address }, _session, done) => {
    done(Object.assign(new Error(`no mail of ${address}`), { responseCode }));
  };
}

async function metric(name: string): Promise<number | undefined> {
  const answer = await fetch(`http://127.0.0.1:${tracker.app.get(MetricsServer).port ?? 0}/metrics`);
  return parseScrape(await answer.text()).find(
    (sample) => sample.name === name && labelsOf(sample)['name'] === 'daily_mail',
  )?.value;
}

describe('the daily mail', () => {
  it('says how much waits by kind, and nothing else', async () => {
    const account = await reader(3);

    await run();

    expect(mailsTo(account).map(({ text }) => text)).toEqual([
      `This waits for you in the Task Force Tracker:

Complaints to triage: 3

Open the tracker: https://tracker.example.gov/app/

You switched on this daily mail. To stop it, open My account in the tracker and switch it off. Nobody reads answers to this mail.
`,
    ]);
  });

  it('is in Spanish for an account that reads the console in Spanish', async () => {
    const account = await reader(1, { language: 'es' });

    await run();

    expect(mailsTo(account)).toMatchObject([{ text: expect.stringContaining('Denuncias por evaluar: 1\n') }]);
  });

  it('has the counts of every list that waits for the account', async () => {
    const agency = await agencyWith(2);
    const account = await given.account({ agency, role: 'supervisor' });
    await given.complaint({ agencyId: agency.id, state: 'triaged' });
    await tracker.sql(`UPDATE app.complaints SET received_at = '2020-01-01' WHERE agency_id = $1`, [agency.id]);
    await switchOn(account);

    await run();

    const { body } = await tracker.as(account).get<AttentionView>('/attention');
    const waiting = body.items.filter(({ kind, count }) => count > 0 && kind !== 'my_complaints' && kind !== 'drafts');
    const numbers = [...(mailsTo(account)[0]?.text ?? '').matchAll(/^.+: (\d+)$/gm)].map(([, number]) =>
      Number(number),
    );
    expect(waiting.length).toBeGreaterThan(2);
    expect(numbers).toEqual(waiting.map(({ count }) => count));
  });

  it('has no name, number or text of a record or an account', async () => {
    const agency = await given.agency();
    const { reference, id } = await given.complaint({ agencyId: agency.id });
    const account = await given.account({ agency, role: 'supervisor', name: 'Dana Reyes' });
    await switchOn(account);

    await run();

    const [mail] = mailsTo(account);
    expect(mail?.to).toEqual([account.email]);
    const withoutAddress = mail?.source.replaceAll(account.email, '') ?? '';
    for (const word of [reference, id, account.accountId, agency.id, agency.name, 'Reyes', 'NE', 'game chat']) {
      expect({ word, isIn: withoutAddress.includes(word) }).toEqual({ word, isIn: false });
    }
  });

  it('is sent once a day, and again on the next', async () => {
    const account = await reader();

    await run();
    await run();
    clock.setTime(clock.getTime() + 8 * 60 * minuteMs);
    await run();
    expect(mailsTo(account)).toHaveLength(1);

    clock.setTime(clock.getTime() + 16 * 60 * minuteMs);
    await run();
    expect(mailsTo(account)).toHaveLength(2);
  });

  it('is sent from its hour on, in the time zone of the account', async () => {
    const [atHome, inHawaii] = [await reader(), await reader(1, { zone: 'Pacific/Honolulu' })];

    await run();
    expect([mailsTo(atHome).length, mailsTo(inHawaii).length]).toEqual([1, 0]);

    clock.setTime(clock.getTime() + 2 * 60 * minuteMs);
    await run();
    expect([mailsTo(atHome).length, mailsTo(inHawaii).length]).toEqual([1, 1]);
  });

  it('is sent from the hour that the operator set', async () => {
    clock.setUTCHours(15);
    const account = await reader();
    const urls = { app: tracker.database.appUrl, auth: tracker.database.authUrl };
    const config = { ...mailServer.settings, DAILY_MAIL_HOUR: '11' };
    const { app } = await startApp(urls, { clock, config });

    await run(app);
    expect(mailsTo(account)).toEqual([]);
    clock.setTime(clock.getTime() + 2 * 60 * minuteMs);
    await run(app);
    expect(mailsTo(account)).toHaveLength(1);
    await app.close();
  });

  it('is not sent to an account that did not ask for it', async () => {
    const account = await given.account({ agency: await agencyWith(1), role: 'supervisor' });

    await run();

    expect(mailsTo(account)).toEqual([]);
  });

  it('is not sent while nothing waits', async () => {
    const account = await reader(0);

    await run();

    expect(mailsTo(account)).toEqual([]);
  });

  it('is in the trail about the account that received it', async () => {
    const [account, idle] = [await reader(), await reader(0)];

    await run();

    const entries = await tracker.sql(
      `SELECT subject, account_id, outcome FROM audit.entries WHERE action = 'daily-mail.sent' AND subject = ANY ($1)`,
      [[account.accountId, idle.accountId]],
    );
    expect(entries).toEqual([{ subject: account.accountId, account_id: null, outcome: 'done' }]);
  });
});

describe('the counts of a daily mail', () => {
  it('are those of the seat, not of a neighbor or of another task force', async () => {
    const agency = await agencyWith(1);
    const neighbor = await agencyWith(2, agency.taskForceId);
    const stranger = await agencyWith(4);
    const readers = [
      await given.account({ agency, role: 'supervisor' }),
      await given.account({ agency: neighbor, role: 'supervisor' }),
      await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }),
      await given.account({ agency: stranger, role: 'supervisor' }),
    ];
    for (const account of readers) await switchOn(account);

    await run();

    const counts = readers.map((account) => /Complaints to triage: (\d+)/.exec(mailsTo(account)[0]?.text ?? '')?.[1]);
    expect(counts).toEqual(['1', '2', '3', '4']);
  });

  it('are those of the role: an administrator reads of no case', async () => {
    const agency = await agencyWith(1);
    const account = await given.account({ agency, role: 'admin' });
    await given.account({ agency, status: 'locked' });
    await switchOn(account);

    await run();

    expect(mailsTo(account)).toMatchObject([
      { text: expect.stringContaining('Locked accounts: 1\n\nOpen the tracker') },
    ]);
  });

  it.each([
    ['is disabled', `UPDATE app.accounts SET disabled_at = now() WHERE id = $1`],
    ['has reached its end', `UPDATE app.accounts SET ends_at = now() WHERE id = $1`],
    ['awaits its approval', `UPDATE app.accounts SET approved_at = NULL WHERE id = $1`],
    ['was not used for 90 days', `UPDATE app.accounts SET enabled_at = now() - interval '91 days' WHERE id = $1`],
  ])('go to no account that %s', async (_, statement) => {
    const account = await reader();
    await tracker.sql(statement, [account.accountId]);

    await run();

    expect(mailsTo(account)).toEqual([]);
  });

  it('are of the new seat after a change of it', async () => {
    const account = await reader(1);
    const other = await agencyWith(2);
    await tracker.sql('UPDATE app.accounts SET task_force_id = $2, agency_id = $3 WHERE id = $1', [
      account.accountId,
      other.taskForceId,
      other.id,
    ]);

    await run();

    expect(mailsTo(account)).toMatchObject([{ text: expect.stringContaining('Complaints to triage: 2\n') }]);
  });
});

describe('the ticket of a daily mail', () => {
  const ticket = Buffer.alloc(32, 7);
  const begin = `SELECT account_id FROM auth.begin_daily_mail($1, 'a request')`;
  const read = 'SELECT count(*)::int AS n FROM app.complaints';

  async function connect(url: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  }

  it('opens the rows of its account for one read-only transaction, and no request', async () => {
    const account = await reader(2);
    const [auth, app] = [await connect(tracker.database.authUrl), await connect(tracker.database.appUrl)];
    try {
      const claim = `SELECT auth.claim_daily_mail($1, '2026-01-01', now(), $2) AS attempt`;
      expect((await auth.query(claim, [account.accountId, ticket])).rows).toEqual([{ attempt: 1 }]);

      await app.query('BEGIN');
      expect((await app.query(begin, [ticket])).rows).toEqual([{ account_id: account.accountId }]);
      expect((await app.query(read)).rows).toEqual([{ n: 2 }]);
      await expect(app.query('UPDATE app.complaints SET priority = 1')).rejects.toMatchObject({ code: '25006' });
      await app.query('ROLLBACK');

      await app.query('BEGIN');
      await app.query(begin, [ticket]);
      await app.query('COMMIT');
      expect((await app.query(read)).rows).toEqual([{ n: 0 }]);
      expect(
        (await app.query(`SELECT account_id FROM auth.begin_request($1, true, 'a request', NULL)`, [ticket])).rows,
      ).toEqual([]);
    } finally {
      await app.end();
      await auth.end();
    }
  });

  it('is unknown to the role that serves, which can claim none', async () => {
    const account = await reader();
    const app = await connect(tracker.database.appUrl);
    try {
      const claim = app.query(`SELECT auth.claim_daily_mail($1, '2026-01-01', now(), $2)`, [account.accountId, ticket]);
      await expect(claim).rejects.toMatchObject({ code: '42501' });
      await expect(app.query('SELECT ticket_hash FROM auth.daily_mails')).rejects.toMatchObject({ code: '42501' });
      expect((await app.query(begin, [Buffer.alloc(32)])).rows).toEqual([]);
    } finally {
      await app.end();
    }
  });
});

describe('several instances', () => {
  let other: NestFastifyApplication;

  beforeEach(async () => {
    const urls = { app: tracker.database.appUrl, auth: tracker.database.authUrl };
    other = (await startApp(urls, { clock, config: mailServer.settings })).app;
    Logger.overrideLogger(
      new TrackerLog('warn', { write: (line) => void logged.push(JSON.parse(line) as Record<string, unknown>) }),
    );
  });
  afterEach(() => other.close());

  it('send one mail when they claim it at the same time', async () => {
    const account = await reader();
    const holder = new pg.Client({ connectionString: tracker.database.adminUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE auth.daily_mails IN SHARE MODE');

    const runs = [run(), run(other)];
    await until(async () => {
      const [row] = await tracker.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_locks WHERE relation = 'auth.daily_mails'::regclass AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      return row?.n === 2;
    });
    await holder.query('COMMIT');
    await holder.end();

    expect(await Promise.all(runs)).toEqual([true, true]);
    expect(mailsTo(account)).toHaveLength(1);
  });

  it('end while the server is silent, whatever its limits of time', async () => {
    const account = await reader();
    const mailer = new Mailer(other.get(Config), {
      connectMs: unreachedMs,
      replyMs: unreachedMs,
      totalMs: unreachedMs,
    });
    const job = new DailyMailJob(
      other.get(DailyMailRecords),
      other.get(AttentionService),
      other.get(Database),
      mailer,
      other.get(Shutdown),
      other.get(Clock),
      other.get(Config),
      other.get(Metrics),
    );
    const { isHeld } = holdMails();
    const running = job.run();
    await until(isHeld);

    await job.onApplicationShutdown();

    await running;
    expect(mailsTo(account)).toEqual([]);
  });

  it('lose no mail to one that ends while the server is silent', async () => {
    const account = await reader();
    const { isHeld } = holdMails();
    const running = run(other);
    await until(isHeld);

    await other.close();

    await running;
    expect(logged).toEqual([]);
    expect(mailsTo(account)).toEqual([]);
    onRcptTo = accept;
    await run();
    expect(mailsTo(account)).toHaveLength(1);
  });
});

describe('a mail server with a fault', () => {
  it('slows no request down while it is silent', async () => {
    const account = await reader();
    const { isHeld, release } = holdMails();
    const running = run();
    await until(isHeld);

    const answers = await Promise.all([1, 2, 3].map(() => tracker.as(account).get('/attention')));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    release();
    await running;
    expect(mailsTo(account)).toHaveLength(1);
  });

  it('fails the job with its reason and no address, and is tried again later that day', async () => {
    const account = await reader();
    onMailFrom = refuse(550);

    expect(await run()).toBe(false);

    expect(await metric('tracker_background_job_failing')).toBe(1);
    expect(logged).toMatchObject([{ context: 'DailyMail', code: 'SMTP_550', failures: 1 }]);
    expect(JSON.stringify(logged)).not.toMatch(/@|Reyes/);
    onMailFrom = accept;
    clock.setTime(clock.getTime() + 4 * minuteMs);
    await run();
    expect(mailsTo(account)).toEqual([]);
    expect(await metric('tracker_background_job_failing')).toBe(1);
    clock.setTime(clock.getTime() + minuteMs);
    await run();
    expect(mailsTo(account)).toHaveLength(1);
    expect(await metric('tracker_background_job_failing')).toBe(0);
  });

  it('is asked for no other mail in that run', async () => {
    const readers = [await reader(), await reader(), await reader()];
    let asked = 0;
    onMailFrom = (address, session, done) => {
      asked += 1;
      refuse(451)(address, session, done);
    };

    await run();

    expect(asked).toBe(1);
    onMailFrom = accept;
    clock.setTime(clock.getTime() + 5 * minuteMs);
    await run();
    expect(readers.map((account) => mailsTo(account).length)).toEqual([1, 1, 1]);
  });

  it('gets the mails of others when it refuses one recipient', async () => {
    const readers = [await reader(), await reader(), await reader()];
    const refused = readers[1]?.email;
    onRcptTo = (address, session, done) => {
      if (address.address === refused) refuse(550)(address, session, done);
      else done();
    };

    expect(await run()).toBe(false);

    expect(readers.map((account) => mailsTo(account).length)).toEqual([1, 0, 1]);
  });
});

describe('a run', () => {
  it('ends after three refused recipients in a row, and the next begins with the others', async () => {
    const readers = [await reader(), await reader(), await reader(), await reader()];
    const asked: string[] = [];
    onRcptTo = (address, session, done) => {
      asked.push(address.address);
      refuse(550)(address, session, done);
    };

    expect(await run()).toBe(false);

    const [first, second, third, fourth] = readers.map(({ email }) => email);
    expect(asked).toEqual([first, second, third]);
    asked.length = 0;
    onRcptTo = (address, session, done) => {
      asked.push(address.address);
      accept(address, session, done);
    };
    clock.setTime(clock.getTime() + 5 * minuteMs);
    expect(await run()).toBe(true);
    expect(asked).toEqual([fourth, first, second, third]);
  });

  it('goes on after a fault that concerns one account', async () => {
    const [broken, after] = [await reader(), await reader()];

    const isDone = await withTrigger(`IF NEW.account_id = '${broken.accountId}' THEN RAISE 'broken'; END IF`, run);

    expect(isDone).toBe(false);
    expect([broken, after].map((account) => mailsTo(account).length)).toEqual([0, 1]);
    expect(await metric('tracker_background_job_failing')).toBe(1);
  });

  it('leaves a mail whose ticket has ended to a later one', async () => {
    const account = await reader();

    const isDone = await withTrigger(
      `IF NEW.ticket_hash IS NOT NULL THEN NEW.ticket_ends_at := now() - interval '1 second'; END IF`,
      run,
    );

    expect(isDone).toBe(true);
    expect(mailsTo(account)).toEqual([]);
    clock.setTime(clock.getTime() + 5 * minuteMs);
    await run();
    expect(mailsTo(account)).toHaveLength(1);
  });

  /** Runs work while Postgres does something with each claim. */
  async function withTrigger<T>(statement: string, work: () => Promise<T>): Promise<T> {
    await tracker.sql(
      `CREATE FUNCTION auth.test_claim() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${statement}; RETURN NEW; END $$`,
    );
    await tracker.sql(`CREATE TRIGGER test_claim BEFORE INSERT OR UPDATE ON auth.daily_mails
                         FOR EACH ROW EXECUTE FUNCTION auth.test_claim()`);
    try {
      return await work();
    } finally {
      await tracker.sql('DROP FUNCTION auth.test_claim CASCADE');
    }
  }
});

describe('a name or an address of an account', () => {
  it.each(['Dana\r\nBcc: eve@example.org', '"Dana" <eve@example.org>'])(
    'adds no header or recipient: %j',
    async (name) => {
      const account = await reader(1, {}, name);

      await run();

      expect(mailsTo(account)).toMatchObject([{ to: [account.email] }]);
      expect(mailsTo(account)[0]?.source).not.toContain('eve');
    },
  );

  it('that no mail server would accept is refused alone', async () => {
    const [account, after] = [await reader(), await reader()];
    await tracker.sql('UPDATE app.accounts SET email = $2 WHERE id = $1', [
      account.accountId,
      `${account.accountId}@example.gov>\r\nrcpt to:<eve@example.org`,
    ]);

    await run();

    expect(mailServer.mails.flatMap(({ to }) => to).filter((to) => to.startsWith('eve'))).toEqual([]);
    expect(mailsTo(after)).toHaveLength(1);
  });
});

describe('a tracker without a mail server', () => {
  it('sends no mail, and has no such job in its metrics', async () => {
    const urls = { app: tracker.database.appUrl, auth: tracker.database.authUrl };
    const account = await reader();
    const { app } = await startApp(urls, { clock, config: { METRICS_PORT: '0' } });

    expect(await run(app)).toBe(true);

    const answer = await fetch(`http://127.0.0.1:${app.get(MetricsServer).port ?? 0}/metrics`);
    expect(await answer.text()).not.toContain('daily_mail');
    await app.close();
    expect(mailsTo(account)).toEqual([]);
  });
});
