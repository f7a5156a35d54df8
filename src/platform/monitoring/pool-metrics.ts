import { Gauge } from 'prom-client';
import type { ConnectionPools } from '../database/connection-pools.js';
import type { Metrics } from '../metrics/metrics.js';

/** Adds the use of each pool of connections, as it is at a scrape. */
export function addPoolMetrics({ registry }: Metrics, pools: ConnectionPools): void {
  const registers = [registry];
  const connections: Gauge = new Gauge({
    name: 'tracker_pool_connections',
    help: 'Open connections to the database by pool and state: in_use or idle.',
    labelNames: ['pool', 'state'],
    registers,
    collect: () => {
      for (const { name: pool, inUse, idle } of pools.read()) {
        connections.set({ pool, state: 'in_use' }, inUse);
        connections.set({ pool, state: 'idle' }, idle);
      }
    },
  });
  const most: Gauge = new Gauge({
    name: 'tracker_pool_max_connections',
    help: 'Maximum of connections of a pool.',
    labelNames: ['pool'],
    registers,
    collect: () => {
      for (const { name: pool, max } of pools.read()) most.set({ pool }, max);
    },
  });
  const waiting: Gauge = new Gauge({
    name: 'tracker_pool_waiting_requests',
    help: 'Requests that wait for a connection of a pool.',
    labelNames: ['pool'],
    registers,
    collect: () => {
      for (const { name: pool, waiting: count } of pools.read()) waiting.set({ pool }, count);
    },
  });
}
