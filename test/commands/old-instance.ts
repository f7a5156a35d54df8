import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { startupParameters } from '../../src/platform/database/data-source.js';
import type { SpecDatabase } from '../support/databases.js';
import { connected } from './snapshot.js';

/**
 * Statements with which an instance of a version writes. The versions are those of the snapshots, so that each later one adds itself. They are
 * those of POST /complaints, in its order, without the columns that have no value.
 */
export const requests: Readonly<Record<string, OldRequest>> = {
  '0.2.0': { begin: 'auth.begin', columns: ['submitted_on'], names: 'app.known_as' },
  '0.2.0-4cfa8b9c': { begin: 'auth.begin', columns: ['reported_to_ncmec_at'], names: 'app.names_of_accounts' },
};

interface OldRequest {
  readonly begin: string;
  /** Columns that only this version writes. */
  readonly columns: readonly string[];
  readonly names: string;
}

/** States that an instance of 0.2.0 answers 503. Any other fault of these statements is its 500. */
const transientStates = /^(?:08...|53...|57P..|57014|55000|55P03|55006|25006|25P03|25P04|40001|40P01)$/;

export interface Write {
  readonly id: string;
  readonly status: 201 | 503 | 500;
  readonly fault: string | null;
}

/** Instance of an earlier version, reduced to its connections and the statements of its writes and sign-ins. */
export class OldInstance {
  readonly writes: Write[] = [];
  private readonly app: pg.Pool;
  private readonly auth: pg.Pool;
  private readonly under = new Set<Promise<void>>();
  private timers: NodeJS.Timeout[] = [];

  constructor(
    { appUrl, authUrl }: SpecDatabase,
    private readonly request: OldRequest,
    private readonly sessions: readonly Session[],
  ) {
    this.app = new pg.Pool({ connectionString: appUrl, max: 12, ...startupParameters() });
    this.auth = new pg.Pool({ connectionString: authUrl, max: 4, ...startupParameters() });
    for (const pool of [this.app, this.auth]) pool.on('error', () => undefined);
  }

  /** Writes at a rate, whether or not the writes before were answered. */
  start(perSecond: number): void {
    this.timers = [
      setInterval(() => {
        this.run(this.write());
      }, 1000 / perSecond),
      setInterval(() => {
        this.run(this.signIn());
      }, 500),
    ];
  }

  async pause(): Promise<void> {
    this.timers.forEach(clearInterval);
    await Promise.all(this.under);
  }

  async stop(): Promise<void> {
    await this.pause();
    await Promise.all([this.app.end(), this.auth.end()]);
  }

  /** Begins a write and leaves its transaction open. */
  async hang(): Promise<() => Promise<void>> {
    const client = await this.app.connect();
    await client.query('BEGIN');
    await this.insert(client, randomUUID());
    return async () => {
      await client.query('ROLLBACK');
      client.release();
    };
  }

  /** Writes. The statement that begins the request is under way until this advisory lock is free, if one is given. */
  async write(lock?: number): Promise<void> {
    const id = randomUUID();
    const fault = await this.transaction(this.app, (client) => this.insert(client, id, lock));
    this.writes.push({ id, ...fault });
  }

  /** Reads the credential of an account, as a sign-in does before it knows who signs in. */
  private async signIn(): Promise<void> {
    const fault = await this.transaction(this.auth, (client) =>
      query(client, 'SELECT * FROM auth.credential_of($1)', ['nobody@example.gov']),
    );
    if (fault.status === 500) this.writes.push({ id: 'sign-in', ...fault });
  }

  private async insert(client: pg.PoolClient, id: string, lock?: number): Promise<void> {
    const { begin, columns, names } = this.request;
    const session = this.sessions[this.writes.length % this.sessions.length];
    if (!session) throw new Error('There is no session');
    const key = [randomUUID(), createHash('sha256').update(id).digest()];
    const requestId = lock === undefined ? '$2' : `concat($2::text, pg_advisory_xact_lock_shared(${lock}))`;
    await query(client, `SELECT account_id FROM ${begin}($1, false, ${requestId}, '192.0.2.1')`, [session.hash, id]);
    await query(
      client,
      `INSERT INTO app.idempotency_keys AS k (account_id, caller_id, key, request_hash) VALUES ($1, auth.caller(), $2, $3)`,
      [session.accountId, ...key],
    );
    await query(client, `SELECT audit.begin_change('complaint.received', $1, NULL, $2)`, [id, id]);
    await query(
      client,
      `INSERT INTO app.complaints (id, task_force_id, agency_id, source, external_reference, received_at, jurisdiction_state, narrative, state,
                                   intake_digest, logged_at, version, ${columns.join(', ')})
       VALUES ($1, $2, $3, 'other_agency', $4, now(), 'NE', 'A text of an upgrade.', 'received', $5, now(), 1, ${columns.map(() => 'NULL').join(', ')})
       ON CONFLICT DO NOTHING RETURNING reference`,
      [id, session.taskForceId, session.agencyId, `up-${id}`, key[1]],
    );
    await query(client, 'UPDATE app.idempotency_keys SET resource_id = $1 WHERE account_id = $2 AND key = $3', [
      id,
      session.accountId,
      key[0],
    ]);
    await query(client, `SELECT * FROM ${names}($1::uuid[])`, [[session.accountId]]);
  }

  private async transaction(
    pool: pg.Pool,
    work: (client: pg.PoolClient) => Promise<unknown>,
  ): Promise<Pick<Write, 'status' | 'fault'>> {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await work(client);
      await client.query('COMMIT');
      client.release();
      return { status: 201, fault: null };
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string };
      await client.query('ROLLBACK').catch(() => undefined);
      client.release();
      return { status: transientStates.test(code) ? 503 : 500, fault: `${code} ${message}` };
    }
  }

  private run(work: Promise<void>): void {
    const under = work.finally(() => this.under.delete(under));
    this.under.add(under);
  }
}

export interface Session {
  readonly token: string;
  readonly hash: Buffer;
  readonly accountId: string;
  readonly taskForceId: string;
  readonly agencyId: string;
}

/** Opens sessions of investigators of the snapshot. */
export function openSessions({ adminUrl }: SpecDatabase): Promise<Session[]> {
  return connected(adminUrl, async (db) => {
    const { rows } = await db.query<Omit<Session, 'token' | 'hash'>>(
      `SELECT id AS "accountId", task_force_id AS "taskForceId", agency_id AS "agencyId" FROM app.accounts
        WHERE role = 'investigator' AND agency_id IS NOT NULL AND disabled_at IS NULL AND ends_at IS NULL LIMIT 8`,
    );
    const sessions = rows.map((row) => ({ ...row, token: randomBytes(32).toString('base64url') }));
    const opened: Session[] = [];
    for (const session of sessions) {
      const hash = createHash('sha256').update(session.token).digest();
      await db.query(
        `INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at, stepped_up_at)
         SELECT sha256($1), $2, id, role, task_force_id, agency_id, interval '30 minutes', now() + interval '12 hours', now()
           FROM app.accounts WHERE id = $3`,
        [hash, randomUUID(), session.accountId],
      );
      opened.push({ ...session, hash });
    }
    return opened;
  });
}

/** Runs a statement prepared, as the instances do. Names of functions and columns cannot be parameters. */
function query(client: pg.PoolClient, text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return client.query({ name, text, values: [...parameters] });
}
