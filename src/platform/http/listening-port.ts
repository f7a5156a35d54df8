import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Listens on a port for a moment, and returns its number; 0 selects a free one. Throws if it is in use or not allowed. */
export async function tryPort(port: number, host: string): Promise<number> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  const { port: tried } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return tried;
}
