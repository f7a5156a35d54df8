import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Name of the setting with the port of each worker's demo, which the configuration sets for the processes that it starts. */
export const portsSetting = 'CONSOLE_PORTS';

/** Returns the port of a worker's demo. CONSOLE_PORT names a tracker that runs already. */
export function portOf(index) {
  return Number(process.env.CONSOLE_PORT ?? process.env[portsSetting]?.split(',')[index]);
}

/** Returns as many ports that no program uses. */
export async function findFreePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(createServer())));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listen(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** Returns the folder of a demo's data and accounts. */
export function dataFolderOf(index) {
  return (
    process.env.CONSOLE_DATA ?? fileURLToPath(new URL(`../../test-results/console-data-${index}`, import.meta.url))
  );
}
