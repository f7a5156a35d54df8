import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { ConnectionClosed, openStream, StreamedResponse, type Producer } from './streamed-response.js';

function replyOn(socket: EventEmitter): FastifyReply {
  return { raw: Object.assign(new EventEmitter(), { req: { socket } }) } as unknown as FastifyReply;
}

function endless(): { readonly produce: Producer; readonly hasEnded: () => boolean } {
  let hasEnded = false;
  return {
    // eslint-disable-next-line @typescript-eslint/require-await -- the shape of a producer
    async *produce() {
      try {
        for (;;) yield 'part';
      } finally {
        hasEnded = true;
      }
    },
    hasEnded: () => hasEnded,
  };
}

describe('a streamed response', () => {
  it('ends with its socket, and ends its producer', async () => {
    const socket = new EventEmitter();
    const { produce, hasEnded } = endless();
    const stream = (
      await openStream(new StreamedResponse({ type: 'text/plain' }, produce), replyOn(socket))
    ).getStream();

    const failed = once(stream, 'error');
    socket.emit('close');

    expect(await failed).toEqual([expect.any(ConnectionClosed)]);
    expect(hasEnded()).toBe(true);
  });

  it('that is destroyed early without a reason is not an error', async () => {
    const { produce, hasEnded } = endless();
    const answer = new StreamedResponse({ type: 'text/plain' }, produce);
    const stream = (await openStream(answer, replyOn(new EventEmitter()))).getStream();

    const failed = once(stream, 'error');
    stream.destroy();

    expect(await failed).toEqual([expect.any(ConnectionClosed)]);
    expect(hasEnded()).toBe(true);
  });

  it('that is read to its end is not an error', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- the shape of a producer
    const produce: Producer = async function* () {
      yield 'one';
      yield 'two';
    };
    const answer = new StreamedResponse({ type: 'text/plain' }, produce);
    const stream = (await openStream(answer, replyOn(new EventEmitter()))).getStream();
    const faults: unknown[] = [];
    stream.on('error', (fault) => faults.push(fault));

    let all = '';
    stream.on('data', (part: Buffer) => (all += part.toString()));
    await once(stream, 'close');

    expect([all, faults]).toEqual(['onetwo', []]);
  });
});
