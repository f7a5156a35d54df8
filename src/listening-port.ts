import { once } from 'node:events';
import { createServer } from 'node:net';

/** Listens on a port for a moment. Throws the error of Node if it is in use, or cannot be listened on. */
export async function tryPort(port: number, host: string): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}
