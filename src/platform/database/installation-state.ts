import pg from 'pg';
import type { RecordedJob } from './job-runs.js';

/** State of the installation that only the database knows. Numbers are null where Postgres does not show them. */
export interface InstallationState {
  readonly unlinked: number;
  readonly unlinkedSeconds: number;
  readonly unsignedSeconds: number;
  /** Null before the first signature. */
  readonly signedSeconds: number | null;
  readonly unfolded: number;
  readonly unfoldedSeconds: number;
  readonly importsUnderWay: number;
  readonly standbys: number | null;
  readonly synchronousStandbys: number | null;
  readonly replicationLagSeconds: number | null;
  readonly replicationLagBytes: number | null;
  /** Release of Postgres as a number, such as 180004 for 18.4. */
  readonly release: number;
  /** Time of the database's clock, in milliseconds. */
  readonly now: number;
  readonly jobs: readonly JobAges[];
}

export interface JobAges {
  readonly job: RecordedJob;
  readonly succeeded: number | null;
  readonly failed: number | null;
  /** Numbers of the last run, if it recorded any. */
  readonly facts: Readonly<Record<string, number>> | null;
}

/** Functions with few rights return the numbers. The application's role reads none of the tables behind them. */
const selectState = `
  SELECT t.unlinked::float8 AS unlinked, t.unlinked_seconds AS "unlinkedSeconds", t.unsigned_seconds AS "unsignedSeconds",
         t.signed_seconds AS "signedSeconds", l.unfolded::float8 AS unfolded, l.unfolded_seconds AS "unfoldedSeconds",
         oversight.imports_under_way()::float8 AS "importsUnderWay", s.connected::float8 AS standbys,
         s.synchronous::float8 AS "synchronousStandbys", s.lag_seconds AS "replicationLagSeconds",
         s.lag_bytes::float8 AS "replicationLagBytes", current_setting('server_version_num')::int AS release,
         extract(epoch FROM clock_timestamp())::float8 * 1000 AS now,
         (SELECT coalesce(json_agg(j), '[]') FROM app.job_ages() j) AS jobs
    FROM audit.backlog() t, oversight.ledger_backlog() l, oversight.standbys() s`;
const selectSize = 'SELECT pg_database_size(current_database())::float8 AS bytes';

const connectMs = 2000;
const statementMs = 2000;

/**
 * Reader of the installation's state on a connection of its own, so that it works while every connection of the
 * requests is in use. The connection opens with the first read.
 */
export class InstallationReader {
  private pool?: pg.Pool;

  constructor(
    private readonly url: string,
    /** Whether a pooler in transaction mode is between. The limit of the role then ends a statement. */
    private readonly isPooled = false,
  ) {}

  async read(): Promise<InstallationState> {
    return this.readRow<InstallationState>(selectState);
  }

  /** Reads the size of the database in bytes. Postgres looks at each of its files, which may take long. */
  async readSize(): Promise<number> {
    return (await this.readRow<{ bytes: number }>(selectSize)).bytes;
  }

  async close(): Promise<void> {
    await this.pool?.end();
  }

  private async readRow<Row extends object>(statement: string): Promise<Row> {
    this.pool ??= this.open();
    const { rows } = await this.pool.query<Row>(statement);
    if (!rows[0]) throw new Error('The state of the installation has no row');
    return rows[0];
  }

  private open(): pg.Pool {
    const pool = new pg.Pool({
      connectionString: this.url,
      max: 1,
      connectionTimeoutMillis: connectMs,
      idleTimeoutMillis: 600_000,
      ...(!this.isPooled && { statement_timeout: statementMs }),
      // This timeout applies when the network is lost and Postgres cannot report its own, and behind a pooler.
      query_timeout: statementMs + 500,
      application_name: 'task-force-tracker metrics',
    });
    // An idle connection was lost. The next read opens another one.
    pool.on('error', () => undefined);
    return pool;
  }
}
