import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { SuspectView } from '../../src/casework/suspects/suspect.view.js';
import { atOnce, type Answer, type Client } from '../support/client.js';
import { SignInClient, codeOf } from '../support/factors.js';
import { figure } from '../support/figures.js';
import { aTip, Given, type Made } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { setPassword } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { times } from '../support/times.js';

const rounds = times('RACE_ROUNDS', { api: 20, long: 500 });
const runners = 8;

let tracker: Tracker;
let given: Given;
let signInClient: SignInClient;

beforeAll(async () => {
  tracker = await startTracker({ config: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
  signInClient = new SignInClient(tracker);
  figure('races', { rounds, 'at once': runners });
});
afterAll(() => tracker.close());

interface Outcome {
  readonly winners: number[];
  readonly losers: Readonly<Record<string, number>>;
}

type Run = (round: number, runner: number) => Promise<Answer<unknown>>;

/** Runs the rounds with concurrent runners. `before` prepares a round, and `after` checks its answers. */
async function raced(
  run: Run,
  isWinner: (answer: Answer<unknown>) => boolean,
  after: (answers: Answer<unknown>[], round: number) => unknown = () => undefined,
  before: () => unknown = () => undefined,
): Promise<Outcome> {
  const winners: number[] = [];
  const losers: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1) {
    await before();
    const answers = await atOnce(runners, (runner) => run(round, runner));
    const won = answers.filter(isWinner);
    winners.push(won.length);
    for (const { status } of answers.filter((answer) => !won.includes(answer))) {
      losers[status] = (losers[status] ?? 0) + 1;
    }
    await after(answers, round);
  }
  return { winners, losers };
}

function expectOneWinner(name: string, { winners, losers }: Outcome, loserStatus: number): void {
  const fair = winners.filter((count) => count === 1).length;
  figure('races', { [name]: fair });
  expect({ fair, losers }).toEqual({ fair: rounds, losers: { [loserStatus]: rounds * (runners - 1) } });
}

const isDone = ({ status }: Answer<unknown>): boolean => status === 200;
const isFirst = ({ status, headers }: Answer<unknown>): boolean =>
  status === 201 && headers['idempotency-replayed'] === undefined;

/** Returns two supervisors of the task force in alternation. */
async function supervisorsOf(taskForceId: string): Promise<(runner: number) => Client> {
  const both = [
    tracker.as(await given.account({ taskForceId, role: 'supervisor' })),
    tracker.as(await given.account({ taskForceId, role: 'supervisor' })),
  ];
  return (runner) => both[runner % both.length] as Client;
}

describe(`each of ${rounds} rounds with ${runners} concurrent requests`, () => {
  it('assigns the complaint once and rejects the others as stale', async () => {
    const complaint = await given.complaint({ state: 'triaged' });
    const { id, taskForceId, agencyId, version } = complaint;
    const supervisor = await supervisorsOf(taskForceId);
    let { etag } = complaint;

    const outcome = await raced(
      (_, runner) =>
        supervisor(runner).put(`/complaints/${id}/assignment`, { agencyId, reason: 'Nearest.' }, { 'if-match': etag }),
      isDone,
      (answers) => {
        etag = answers.find(isDone)?.etag ?? etag;
      },
    );

    expectOneWinner('assignments', outcome, 412);
    expect(await versionAndDecisions(id)).toEqual({ version: version + rounds, decisions: rounds });
  });

  it('changes the suspect once and rejects the others with 412', async () => {
    const suspect: Made<SuspectView> = await given.suspect();
    const { id, taskForceId } = suspect;
    const supervisor = await supervisorsOf(taskForceId);
    const facts = { offenderClass: 'unknown', juvenile: false, identifiedOn: '2026-03-01', bornOn: null };
    let { etag } = suspect;

    const outcome = await raced(
      (round, runner) =>
        supervisor(runner).put(
          `/suspects/${id}`,
          { ...facts, givenName: `Runner ${runner}`, familyName: `Round ${round}`, reason: 'Spelt wrong.' },
          { 'if-match': etag },
        ),
      isDone,
      (answers) => {
        etag = answers.find(isDone)?.etag ?? etag;
      },
    );

    expectOneWinner('changes', outcome, 412);
    const changes = await tracker.sql(`SELECT FROM audit.entries WHERE source = 'suspects' AND row_id = $1`, [id]);
    expect(changes).toHaveLength(1 + rounds);
  });

  it('creates one complaint and returns it to the other requests with its Idempotency-Key', async () => {
    const investigator = await given.account();
    const client = tracker.as(investigator);
    const different: number[] = [];

    const outcome = await raced(
      (round) => client.post('/complaints', aTip, { 'idempotency-key': `round-${round}` }),
      isFirst,
      (answers) => different.push(differentIn(answers)),
    );

    expectOneWinner('Idempotency-Keys', outcome, 201);
    expect(different.filter((count) => count !== 1)).toEqual([]);
    expect(await complaintsOf(investigator.taskForceId)).toEqual({ complaints: rounds, entries: rounds });
  });

  it('logs one tip and returns its complaint to the other requests with its number', async () => {
    const agency = await given.agency();
    const both = [tracker.as(await given.account({ agency })), tracker.as(await given.account({ agency }))];
    const different: number[] = [];

    const outcome = await raced(
      (round, runner) => {
        const tip = { ...aTip, source: 'ncmec_cybertip', externalReference: `10732${round}` };
        return (both[runner % both.length] as Client).post('/complaints', tip);
      },
      // The answer does not show which request created the complaint, so all of them match.
      () => false,
      (answers) => different.push(differentIn(answers)),
    );

    const { complaints, entries } = await complaintsOf(agency.taskForceId);
    const fair = different.filter((count) => count === 1).length;
    figure('races', { 'external references': Math.min(fair, complaints) });
    expect({ fair, complaints, entries }).toEqual({ fair: rounds, complaints: rounds, entries: rounds });
    expect(outcome.losers).toEqual({ 201: rounds * runners });
  });
});

describe(`each of ${rounds} sign-in rounds with ${runners} concurrent requests`, () => {
  let account: GivenAccount;
  let secret: string;
  let recoveryCode: string;
  let waiting: readonly { readonly token: string }[];

  beforeAll(async () => {
    account = await given.account();
    await setPassword(tracker, account.accountId);
    const enrolled = await signInClient.enrolTotp(account);
    const { codes } = await signInClient.recoveryCodes(enrolled.session);
    secret = enrolled.secret;
    recoveryCode = codes[0] ?? '';
  });

  /** Prepares sessions that wait for a second factor, an unlocked account and unused codes. */
  async function beginRound(failures: number): Promise<void> {
    const tokens = Array.from({ length: runners }, () => randomBytes(32).toString('base64url'));
    await tracker.sql(
      `WITH standing AS (UPDATE auth.sign_in_status SET locked_at = NULL, failed_at = array_fill(now(), ARRAY[$3::int])
                          WHERE account_id = $1),
            totp AS (UPDATE auth.totps SET last_step = 0 WHERE account_id = $1),
            recovery AS (UPDATE auth.recovery_codes SET used_at = NULL WHERE account_id = $1)
       INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at, pending_step)
       SELECT sha256(sha256(token::bytea)), gen_random_uuid(), a.id, a.role, a.task_force_id, a.agency_id,
              interval '30 minutes', now() + interval '12 hours', 'second_factor'
         FROM app.accounts a, unnest($2::text[]) token WHERE a.id = $1`,
      [account.accountId, tokens, failures],
    );
    waiting = tokens.map((token) => ({ token }));
  }

  const shown =
    (code: () => string): Run =>
    (_, runner) =>
      signInClient.secondFactor(waiting[runner] ?? { token: '' }, code());

  it('accepts a one-time code once', async () => {
    let code = '';

    const outcome = await raced(
      shown(() => code),
      isFirst,
      undefined,
      async () => {
        await beginRound(0);
        code = codeOf(secret);
      },
    );

    expectOneWinner('one-time codes', outcome, 401);
  });

  it('accepts a recovery code once', async () => {
    const outcome = await raced(
      shown(() => recoveryCode),
      isFirst,
      undefined,
      () => beginRound(0),
    );

    expectOneWinner('recovery codes', outcome, 401);
  });

  it('locks the account at exactly one fifth failure', async () => {
    const locked: boolean[] = [];
    const before = await timesLocked(account);

    const outcome = await raced(
      shown(() => 'A'.repeat(26)),
      isFirst,
      async () => locked.push(await isLockedAtFive(account)),
      () => beginRound(4),
    );

    const entered = (await timesLocked(account)) - before;
    const fair = Math.min(locked.filter(Boolean).length, entered);
    figure('races', { 'fifth failures': fair });
    expect({ fair, entered, losers: outcome.losers }).toEqual({
      fair: rounds,
      entered: rounds,
      losers: { 401: rounds * runners },
    });
  });
});

async function isLockedAtFive({ accountId }: GivenAccount): Promise<boolean> {
  const [row] = await tracker.sql<{ failures: number; locked: boolean }>(
    'SELECT failures, locked_at IS NOT NULL AS locked FROM auth.sign_in_status WHERE account_id = $1',
    [accountId],
  );
  return row?.failures === 5 && row.locked;
}

async function timesLocked({ accountId }: GivenAccount): Promise<number> {
  const entries = await tracker.sql(
    `SELECT FROM audit.entries WHERE action = 'account.locked' AND (subject = $1 OR account_id = $1)`,
    [accountId],
  );
  return entries.length;
}

function differentIn(answers: readonly Answer<unknown>[]): number {
  return new Set(answers.map(({ body }) => (body as ComplaintView).id)).size;
}

async function complaintsOf(taskForceId: string | null): Promise<{ complaints: number; entries: number }> {
  const [row] = await tracker.sql<{ complaints: number; entries: number }>(
    `SELECT (SELECT count(*)::int FROM app.complaints WHERE task_force_id = $1) AS complaints,
            (SELECT count(*)::int FROM audit.entries WHERE task_force_id = $1 AND source = 'complaints'
                AND action = 'complaint.received') AS entries`,
    [taskForceId],
  );
  return row ?? { complaints: -1, entries: -1 };
}

async function versionAndDecisions(complaintId: string): Promise<{ version: number; decisions: number }> {
  const [row] = await tracker.sql<{ version: number; decisions: number }>(
    `SELECT version, (SELECT count(*)::int FROM app.assignments WHERE complaint_id = c.id) AS decisions
       FROM app.complaints c WHERE id = $1`,
    [complaintId],
  );
  return row ?? { version: -1, decisions: -1 };
}
