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
    return Object.entries(this.dataSources()).map(([name, { driver }]) => {
      const { options, totalCount, idleCount, waitingCount } = (driver as unknown as { readonly master: pg.Pool })
        .master;
      return { name, max: options.max, inUse: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
    });
  }
}
