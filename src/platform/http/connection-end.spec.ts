import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { whenClosed } from './connection-end.js';

/** Receives that number of requests of one connection, before any of them is answered. */
async function receive(count: number) {
  const responses: ServerResponse[] = [];
  const server = createServer((_, response) => responses.push(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(count));
  while (responses.length < count) await once(server, 'request');
  const [first] = responses;
  if (!first) throw new Error('A request was received');
  const { socket } = first.req;
  const leave = async (): Promise<void> => {
    // The unread answers reset the connection.
    const gone = new Promise((resolve) => socket.once('close', resolve));
    client.destroy();
    await gone;
  };
  return { responses, socket, leave, end: () => server.close() };
}

describe('the end of a response', () => {
  it('is reported once, for each of the queued ones of a connection that closes', async () => {
    const { responses, socket, leave, end } = await receive(20);
    const ended: number[] = [];
    for (const [at, response] of responses.entries()) whenClosed(response, () => ended.push(at));
    const listeners = socket.listenerCount('close');
    await leave();
    end();

    expect(ended.sort((a, b) => a - b)).toEqual(responses.map((_, at) => at));
    expect(listeners).toBeLessThan(10);
  });

  it('is reported although it was before', async () => {
    const { responses, leave, end } = await receive(3);
    await leave();
    const ended: number[] = [];
    for (const [at, response] of responses.entries()) whenClosed(response, () => ended.push(at));
    end();

    expect(ended).toEqual([0, 1, 2]);
  });

  it('is reported while the connection stays open', async () => {
    const { responses, leave, end } = await receive(2);
    const ended: number[] = [];
    for (const [at, response] of responses.entries()) whenClosed(response, () => ended.push(at));
    const [first] = responses;
    const closed = first && once(first, 'close');
    first?.end();
    await closed;
    const before = [...ended];
    await leave();
    end();

    expect([before, ended]).toEqual([[0], [0, 1]]);
  });
});
