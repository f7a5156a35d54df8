import { statfs } from 'node:fs/promises';
import { Gauge } from 'prom-client';
import type { Metrics } from '../metrics/metrics.js';

/** Adds the free space of the disk with the data directory. The embedded Postgres is on it, and another one may not be. */
export function addDiskMetrics({ registry }: Metrics, directory: string): void {
  const free: Gauge = new Gauge({
    name: 'tracker_data_directory_free_bytes',
    help: 'Space that the user of the tracker may still write on the disk with DATA_DIRECTORY.',
    registers: [registry],
    collect: async () => {
      try {
        const { bavail, bsize } = await statfs(directory);
        free.set(bavail * bsize);
      } catch {
        free.remove();
      }
    },
  });
}
