import type { DataSource } from 'typeorm';
import type pg from 'pg';

/** Use of a pool of database connections at this moment. */
export interface PoolUse {
  readonly name: string;
  readonly max: number;
  readonly inUse: number;
  readonly idle: number;
  /** Number of requests that wait for a connection. */
  readonly waiting: number;
}

/** Pools of database connections of this process. */
export class ConnectionPools {
  constructor(private readonly dataSources: () => Readonly<Record<string, DataSource>>) {}

  read(): PoolUse[] {
    return this.all().map(([name, { options, totalCount, idleCount: idle, waitingCount: waiting }]) => {
      return { name, max: options.max, inUse: totalCount - idle, idle, waiting };
    });
  }

  /** Pools of the primary. The standby has a monitor of its own. */
  ofPrimary(): pg.Pool[] {
    return this.all().flatMap(([name, pool]) => (name === 'replica' ? [] : [pool]));
  }

  private all(): [string, pg.Pool][] {
    const pools = Object.entries(this.dataSources());
    return pools.map(([name, { driver }]) => [name, (driver as unknown as { readonly master: pg.Pool }).master]);
  }
}
