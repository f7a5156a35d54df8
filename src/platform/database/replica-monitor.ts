import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { findDatabaseFault } from '../http/postgres-problems.js';
import { LogLine } from '../logs/log-line.js';
import type { ReplicaReading } from './replica-metrics.js';
import { ReplayLag } from './replay-lag.js';

/** Database of a connection, and the role that is signed in. */
export interface ServerIdentity {
  readonly isStandby: boolean;
  /** Identifier that a server shares with its physical copies alone. */
  readonly system: string;
  readonly database: string;
  readonly role: string;
}

export const selectIdentity = `
  SELECT pg_is_in_recovery() AS "isStandby", (SELECT system_identifier::text FROM pg_control_system()) AS system,
         current_database() AS database, current_user AS role`;

interface ServerState extends ServerIdentity {
  /** End of the flushed log of a primary, or of the applied log of a standby, in bytes. */
  readonly position: number;
  /** Time of the server's clock, in milliseconds. */
  readonly now: number;
}

/** State of the standby. Only a ready one answers reads. */
export type ReplicaState = 'unchecked' | 'ready' | 'away' | 'promoted' | 'foreign' | 'clock' | 'behind';

const checkMs = 1000;
/** Time for a connection to the standby, and for the answer to a check. */
export const maxAnswerMs = 1000;
const maxLagSeconds = 10;
/** Difference of the clocks from which on ages in reports and the ends of sessions would differ. */
const maxSkewMs = 2000;

const selectState = `
  SELECT i.*, extract(epoch FROM clock_timestamp())::float8 * 1000 AS now,
         pg_wal_lsn_diff(CASE WHEN "isStandby" THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END, '0/0')::float8 AS position
    FROM (${selectIdentity}) i`;

/** Checks each second, on a connection of its own, whether the standby can answer reads. Each change of state is logged. */
export class ReplicaMonitor {
  private readonly logger = new Logger('Replica');
  private readonly lag = new ReplayLag();
  private readonly standby: pg.Pool;
  private primary: ServerState | undefined;
  private current: ReplicaState = 'unchecked';
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    url: string,
    private readonly dataSource: DataSource,
    private readonly onLost: () => void,
  ) {
    this.standby = new pg.Pool({
      connectionString: url,
      max: 1,
      connectionTimeoutMillis: maxAnswerMs,
      query_timeout: maxAnswerMs,
      idleTimeoutMillis: 600_000,
      application_name: 'task-force-tracker replica check',
    });
    // An idle connection was lost. The next check opens another one.
    this.standby.on('error', () => undefined);
  }

  get state(): ReplicaState {
    return this.current;
  }

  reading(): ReplicaReading {
    const isAnswering = this.current !== 'away' && this.current !== 'unchecked';
    const lag = isAnswering ? { seconds: this.lag.seconds(performance.now()), bytes: this.lag.bytes() } : null;
    return { isUsable: this.current === 'ready', lag };
  }

  /** Checks once, and again each second. */
  async start(): Promise<void> {
    await this.check();
    if (this.isStopped) return;
    this.timer = setTimeout(() => void this.start(), checkMs).unref();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.standby.end();
  }

  private async check(): Promise<void> {
    // Without the primary no request is answered, and what it was before still holds. A slow primary delays no check.
    const reading = Promise.race([this.readPrimary(), delay(maxAnswerMs, undefined, { ref: false })]).catch(
      () => undefined,
    );
    let standby: ServerState;
    try {
      standby = await this.readStandby();
    } catch (fault) {
      this.change('away', findDatabaseFault(fault) ?? {});
      this.onLost();
      return;
    }
    this.lag.recordApplied(standby.position);
    const primary = await reading;
    const now = performance.now();
    if (primary) {
      this.primary = primary;
      this.lag.recordPrimary(primary.position, now);
    }
    if (this.primary) this.change(this.stateOf(this.primary, standby, now));
  }

  private stateOf(primary: ServerState, standby: ServerState, now: number): ReplicaState {
    if (!isSameDatabase(primary, standby) || standby.role !== primary.role) return 'foreign';
    if (!standby.isStandby) return 'promoted';
    if (Math.abs(standby.now - Date.now()) > maxSkewMs) return 'clock';
    return this.lag.seconds(now) > maxLagSeconds ? 'behind' : 'ready';
  }

  private change(state: ReplicaState, cause: object = {}): void {
    if (this.current === state || this.isStopped) return;
    this.current = state;
    if (state === 'ready') this.logger.log(new LogLine('The standby answers reports.', {}));
    else
      this.logger.warn(
        new LogLine('The primary answers reports instead of the standby.', { standby: state, ...cause }),
      );
  }

  private async readStandby(): Promise<ServerState> {
    const { rows } = await this.standby.query<ServerState>(selectState);
    return requireRow(rows);
  }

  private async readPrimary(): Promise<ServerState> {
    return requireRow(await this.dataSource.query<ServerState[]>(selectState));
  }
}

/** Whether both connections lead to one database or its physical copy. */
export function isSameDatabase(one: ServerIdentity, other: ServerIdentity): boolean {
  return one.system === other.system && one.database === other.database;
}

function requireRow([row]: readonly ServerState[]): ServerState {
  if (!row) throw new Error('The state of a server has no row');
  return row;
}
