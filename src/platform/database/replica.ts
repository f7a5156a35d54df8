import { setTimeout as delay } from 'node:timers/promises';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../actor/actor.js';
import { findDatabaseFault, isStatementTimeout } from '../http/postgres-problems.js';
import type { Metrics } from '../metrics/metrics.js';
import { servingOptions, type ServingUrls } from './data-source.js';
import type { Database, SessionHandle } from './database.js';
import { ReplicaMetrics, type FallbackReason } from './replica-metrics.js';
import { maxAnswerMs, ReplicaMonitor } from './replica-monitor.js';
import { requireSafeOptions } from './safe-options.js';
import { Transaction } from './transaction.js';

/** Connections to the standby, as the role of the application. */
export interface ReplicaConnections extends Pick<ServingUrls, 'waits' | 'isPooled'> {
  readonly url: string;
  readonly pool: number;
}

/** Position in the log of the primary, before which is every confirmed change. */
interface LogPosition {
  readonly flushed: string;
  readonly timeline: number;
}

type Outcome = 'begun' | Extract<FallbackReason, 'behind' | 'ended' | 'promoted'>;

/** Time in which the primary answers all reads. */
interface Pause {
  readonly until: number;
  readonly reason: FallbackReason;
}

/** Time that a read waits until the standby has applied the changes before it. */
const maxWaitMs = 200;
const pollMs = 5;
/** Times without reads on the standby after one for which it was too late. */
const pausesMs: Readonly<Partial<Record<FallbackReason, number>>> = { behind: 1000, slow: 60_000 };

/** The name of a segment of the log begins with the timeline. */
const selectPosition = `
  SELECT flushed::text, ('x' || left(pg_walfile_name(flushed), 8))::bit(32)::integer AS timeline FROM pg_current_wal_flush_lsn() flushed`;
const beginOnStandby = 'SELECT auth.begin_on_standby($1, $2, $3, $4, $5) AS outcome';

/** Cancellation by a change that the standby applies. */
const conflictState = /^(?:40001|40P01|57P04)$/;
const lostState = /^(?:08...|57P0[1-3])$/;
/** Refusal by the rights of the role, by row security, or by a function for the seat of the session. */
const refusedState = '42501';

/**
 * Standby that answers reads. The primary checks the session and the rights of each request. The standby answers once it
 * has applied every change that was confirmed before. If it cannot, or fails, the primary answers.
 */
export class Replica implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly metrics: ReplicaMetrics;
  private readonly monitor: ReplicaMonitor | null;
  private readonly open = new Set<Transaction>();
  private source: Promise<DataSource> | undefined;
  private connected: DataSource | undefined;
  private pause: Pause | undefined;

  constructor(
    private readonly connections: ReplicaConnections | null,
    private readonly dataSource: DataSource,
    private readonly database: Database,
    metrics: Metrics,
  ) {
    this.monitor =
      connections &&
      new ReplicaMonitor(connections.url, dataSource, () => {
        this.closeOpen();
      });
    this.metrics = new ReplicaMetrics(metrics, () => this.monitor?.reading() ?? null);
  }

  /** Data source of the standby; null until its first read. */
  get pool(): DataSource | null {
    return this.connected ?? null;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.monitor) return;
    this.metrics.startCounting();
    await this.monitor.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.monitor?.stop();
    await this.connected?.destroy();
  }

  /** Runs the work of a read on the standby, and on the primary if the standby cannot answer or fails. */
  async read<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    if (!this.monitor) return work();
    const transaction = await this.moveToStandby(actor);
    if (transaction) {
      try {
        const result = await work();
        this.metrics.countRead('standby');
        return result;
      } catch (fault) {
        const reason = fallbackReasonOf(fault);
        if (reason === null) throw fault;
        this.fallBack(reason, transaction);
      } finally {
        this.open.delete(transaction);
      }
      await this.database.restartRead(actor);
    }
    const result = await work();
    this.metrics.countRead('primary');
    return result;
  }

  private async moveToStandby(actor: Actor): Promise<Transaction | null> {
    const obstacle = this.monitor?.state === 'ready' ? this.pauseReason() : 'unusable';
    if (obstacle !== null) {
      this.metrics.countFallback(obstacle);
      return null;
    }
    const [position] = await this.database.managerOf(actor).query<LogPosition[]>(selectPosition);
    if (!position) throw new Error('The position of the log has no row');
    return this.database.moveRead(actor, (session) => this.begin(session, position));
  }

  /** Begins a transaction for the session. Returns null, and counts the reason, if the standby cannot answer. */
  private async begin(session: SessionHandle, position: LogPosition): Promise<Transaction | null> {
    let transaction: Transaction | undefined;
    let reason: FallbackReason;
    try {
      transaction = await Transaction.acquire(await this.connect());
      this.open.add(transaction);
      const outcome = await beginWhenApplied(transaction, session, position);
      if (outcome === 'begun') return transaction;
      reason = outcome;
    } catch (fault) {
      reason = fallbackReasonOf(fault) ?? 'failed';
    }
    this.fallBack(reason, transaction);
    if (transaction) {
      this.open.delete(transaction);
      await transaction.rollback();
    }
    return null;
  }

  /** Counts the reason, and pauses if the following reads would wait in vain too. */
  private fallBack(reason: FallbackReason, transaction?: Transaction): void {
    this.metrics.countFallback(reason);
    // Without an answer, the end of the transaction would wait as long again.
    if (reason === 'slow') transaction?.client.close();
    const pauseMs = pausesMs[reason];
    if (pauseMs === undefined) return;
    const until = performance.now() + pauseMs;
    if (this.pause === undefined || until > this.pause.until) this.pause = { until, reason };
  }

  private pauseReason(): FallbackReason | null {
    return this.pause !== undefined && performance.now() < this.pause.until ? this.pause.reason : null;
  }

  /** Connects with the entities of the application, which are registered after the modules are loaded. */
  private connect(): Promise<DataSource> {
    this.source ??= this.initialize().catch((fault: unknown) => {
      this.source = undefined;
      throw fault;
    });
    return this.source;
  }

  private async initialize(): Promise<DataSource> {
    if (!this.connections) throw new Error('There is no standby');
    const { url, pool, ...others } = this.connections;
    const options = requireSafeOptions(servingOptions(url, pool, others));
    const { entities = [] } = this.dataSource.options;
    const source = new DataSource({ ...options, connectTimeoutMS: maxAnswerMs, entities } as typeof options);
    this.connected = await source.initialize();
    return source;
  }

  /** Closes the connections of open reads, which the primary then answers. A standby without an answer would hold them. */
  private closeOpen(): void {
    for (const transaction of this.open) transaction.client.close();
    this.open.clear();
  }
}

/** Begins the session, and waits a little for the changes before it. Nothing is open during the wait. */
async function beginWhenApplied(
  { client }: Transaction,
  { session, requestId, address }: SessionHandle,
  { flushed, timeline }: LogPosition,
): Promise<Outcome> {
  const deadline = performance.now() + maxWaitMs;
  for (;;) {
    client.prefixNext('BEGIN');
    client.prefixNext('SET TRANSACTION READ ONLY');
    const values = [session, requestId, address, flushed, timeline];
    const { rows } = await client.query<{ outcome: Outcome }>(beginOnStandby, values);
    const outcome = rows[0]?.outcome ?? 'ended';
    if (outcome !== 'behind' || performance.now() >= deadline) return outcome;
    await client.query('ROLLBACK');
    await delay(pollMs);
  }
}

/**
 * Returns the reason for which the primary repeats a failed read; null if the fault is no fault of the standby. A refusal
 * is its answer: the standby has the rights of the primary, and the primary would only hide a difference.
 */
function fallbackReasonOf(fault: unknown): FallbackReason | null {
  const databaseFault = findDatabaseFault(fault);
  if (!databaseFault) return null;
  if (isStatementTimeout(databaseFault)) return 'slow';
  const { sqlState } = databaseFault;
  if (sqlState === refusedState) return null;
  if (sqlState === undefined || lostState.test(sqlState)) return 'lost';
  return conflictState.test(sqlState) ? 'canceled' : 'failed';
}
