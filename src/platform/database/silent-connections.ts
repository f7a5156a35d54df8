import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import type { ConnectionPools } from './connection-pools.js';
import { PreparingClient } from './preparing-client.js';

/** Connection at the last look. Times are of `performance.now()`. */
interface Seen {
  readonly bytes: number;
  /** Time at which bytes had arrived. */
  readonly heardAt: number;
  /** Time since which a statement has waited without a byte of its answer; null if none waits. */
  readonly waitingSince: number | null;
}

const lookMs = 500;
/** Time without a byte after which Postgres is asked whether the statement runs. */
const maxWaitMs = 1500;
const maxAnswerMs = 2000;

/** A server that has lost the statement or its answer is idle. After a failover it does not have the connection. */
const selectRunning = `
  SELECT pid FROM pg_stat_activity
   WHERE pid = ANY ($1) AND (state NOT LIKE 'idle%' OR state_change > clock_timestamp() - interval '1 second')`;

/**
 * Watch of the connections to the primary. A network that forgets a connection ends it on neither side, and each of them would
 * hold a request until the limit of the driver. A new connection shows whether Postgres runs the statement of a silent
 * one. If it does not, this one is closed, with all that have been silent as long. Nothing is sent a second time.
 */
export class SilentConnections implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private seen = new Map<PreparingClient, Seen>();
  private isAsking = false;

  constructor(
    private readonly pools: ConnectionPools,
    /** Whether a pooler is between, which has processes of its own. */
    private readonly isPooled = false,
  ) {}

  onApplicationBootstrap(): void {
    if (this.isPooled) return;
    this.timer = setInterval(() => {
      this.look();
      if (!this.isAsking) void this.ask();
    }, lookMs).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = performance.now();
    const clients = this.pools.ofPrimary().flatMap(clientsOf);
    this.seen = new Map(clients.map((client) => [client, seeAt(now, client, this.seen.get(client))]));
  }

  private async ask(): Promise<void> {
    this.isAsking = true;
    try {
      await Promise.all(this.pools.ofPrimary().map((pool) => this.askAbout(pool)));
    } catch {
      // Without a new connection nothing is known, and the limits of the requests hold.
    } finally {
      this.isAsking = false;
    }
  }

  private async askAbout(pool: pg.Pool): Promise<void> {
    const waiting = clientsOf(pool).filter((client) => typeof this.seen.get(client)?.waitingSince === 'number');
    const latest = performance.now() - maxWaitMs;
    if (!waiting.some((client) => this.waitingSince(client) <= latest)) return;
    const running = await selectRunningOf(pool, waiting);
    this.look();
    const silent = waiting.map((client) => (running.has(client) ? Infinity : this.waitingSince(client)));
    const since = Math.max(...silent.filter((instant) => instant <= latest));
    for (const [client, { heardAt }] of this.seen) {
      if (running.has(client)) this.seen.delete(client);
      else if (heardAt <= since) client.close();
    }
  }

  private waitingSince(client: PreparingClient): number {
    return this.seen.get(client)?.waitingSince ?? Infinity;
  }
}

/** Returns the connections of a pool. The types of pg omit them. */
function clientsOf(pool: pg.Pool): readonly PreparingClient[] {
  return (pool as unknown as { readonly _clients: readonly PreparingClient[] })._clients;
}

function seeAt(now: number, { bytesRead: bytes, owingProcess }: PreparingClient, last: Seen | undefined): Seen {
  const before = last?.bytes === bytes ? last : { heardAt: now, waitingSince: null };
  return { bytes, heardAt: before.heardAt, waitingSince: owingProcess === null ? null : (before.waitingSince ?? now) };
}

/** Returns those whose statement runs, as a new connection sees them. */
async function selectRunningOf({ options }: pg.Pool, clients: readonly PreparingClient[]): Promise<Set<unknown>> {
  const asking = new PreparingClient({ ...options, query_timeout: maxAnswerMs });
  asking.on('error', () => undefined);
  try {
    await asking.connect();
    const processes = clients.map(({ owingProcess }) => owingProcess);
    const { rows } = await asking.query<{ pid: number }>(selectRunning, [processes]);
    const running = new Set<unknown>(rows.map(({ pid }) => pid));
    return new Set(clients.filter((_, index) => running.has(processes[index])));
  } finally {
    void asking.end().catch(() => undefined);
  }
}
