import { fileURLToPath } from 'node:url';

const firstPort = Number(process.env.CONSOLE_PORT ?? 3987);

/** Returns the port of a worker's demo. */
export const portOf = (index) => firstPort + index;

/** Returns the folder of a demo's data and accounts. */
export function dataFolderOf(index) {
  return (
    process.env.CONSOLE_DATA ?? fileURLToPath(new URL(`../../test-results/console-data-${index}`, import.meta.url))
  );
}
