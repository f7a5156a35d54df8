import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { isOfClosedStream } from './closed-stream.js';
import { linesOf, partsOf } from './owned-stream.js';

describe('a stream that is owned', () => {
  it('hands its parts over, and its fault to the reader', async () => {
    const stream = new PassThrough();
    stream.write('one');
    const parts = partsOf(stream);
    expect(String((await parts.next()).value)).toBe('one');

    stream.destroy(new Error('broken'));

    await expect(parts.next()).rejects.toThrow('broken');
  });

  it('is destroyed when its reader stops, and a fault after that reaches nobody', async () => {
    const stream = new PassThrough();
    stream.write('one');
    const parts = partsOf(stream);
    await parts.next();

    await parts.return();
    stream.emit('error', new Error('late'));

    expect(stream.destroyed).toBe(true);
  });

  it('of lines tells the reader of the fault of the stream below', async () => {
    const stream = new Readable({ read: () => undefined });
    stream.push('one\ntwo');
    const lines = linesOf(stream);
    expect((await lines.next()).value).toBe('one');

    const closed = once(stream, 'close').catch(() => undefined);
    stream.destroy(new Error('broken'));
    await closed;

    await expect(lines.next().then(() => lines.next())).rejects.toThrow('broken');
  });
});

describe('a fault that nothing handled', () => {
  it.each(['ABORT_ERR', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_PREMATURE_CLOSE'])(
    'is of a stream that was closed where its code is %s',
    (code) => {
      expect(isOfClosedStream(Object.assign(new Error(), { code }))).toBe(true);
    },
  );

  it.each([
    new TypeError('is no function'),
    Object.assign(new Error(), { code: 'ERR_STREAM_WRITE_AFTER_END' }),
    Object.assign(new Error(), { code: 'ENOSPC' }),
    'a text',
    null,
  ])('is of an unknown state otherwise', (fault) => {
    expect(isOfClosedStream(fault)).toBe(false);
  });
});
