import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const firstPort = Number(process.env.CONSOLE_PORT ?? 3987);

/** Number of workers, of which each has a demo of its own. CONSOLE_PORT names one that runs already. */
export const trackers = process.env.CONSOLE_PORT === undefined ? Math.min(2, availableParallelism()) : 1;

export const portOf = (index) => firstPort + index;

/** Returns the folder of a demo's data and accounts. */
export function dataFolderOf(index) {
  return (
    process.env.CONSOLE_DATA ?? fileURLToPath(new URL(`../../test-results/console-data-${index}`, import.meta.url))
  );
}
