import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { tryPort } from '../platform/http/listening-port.js';
import { startupErrorMessage } from '../startup-error-message.js';
import { findFreePort } from './demo-port.js';

const host = '127.0.0.1';
const servers: Server[] = [];

async function usedPort(port = 0, address = host): Promise<number> {
  const server = createServer().listen(port, address);
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as { readonly port: number }).port;
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('the port of the demo', () => {
  it('is the usual one if no program uses it', async () => {
    const port = await usedPort();
    servers.pop()?.close();

    expect(await findFreePort(port, host)).toBe(port);
  });

  it('is a later one if another program uses the usual one, and it can be used at once', async () => {
    const port = await usedPort();
    const free = await findFreePort(port, host);

    expect(free).toBeGreaterThan(port);
    await tryPort(free, host);
  });

  it('is left to the start where no address of the machine has it', async () => {
    expect(await findFreePort(3000, '192.0.2.1')).toBe(3000);
  });
});

describe('a port in use', () => {
  it('is reported in a sentence with the remedy', async () => {
    const port = await usedPort();

    const fault: unknown = await tryPort(port, host).catch((refused: unknown) => refused);
    expect(startupErrorMessage(fault)).toBe(
      `Port ${port} is in use. Stop the program that uses it, or set PORT to another port.`,
    );
  });
});
