import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { isClosedStreamError } from './closed-stream.js';
import { linesOf, partsOf } from './owned-stream.js';

describe('a stream with an owner', () => {
  it('passes its parts and its error to the reader', async () => {
    const stream = new PassThrough();
    stream.write('one');
    const parts = partsOf(stream);
    expect(String((await parts.next()).value)).toBe('one');

    stream.destroy(new Error('broken'));

    await expect(parts.next()).rejects.toThrow('broken');
  });

  it('is destroyed when its reader stops, and ignores later errors', async () => {
    const stream = new PassThrough();
    stream.write('one');
    const parts = partsOf(stream);
    await parts.next();

    await parts.return();
    stream.emit('error', new Error('late'));

    expect(stream.destroyed).toBe(true);
  });

  it('of lines passes the error of the underlying stream to the reader', async () => {
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

describe('an unhandled error', () => {
  it.each(['ABORT_ERR', 'ECONNRESET', 'EPIPE', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_PREMATURE_CLOSE'])(
    'belongs to a closed stream when its code is %s',
    (code) => {
      expect(isClosedStreamError(Object.assign(new Error(), { code }))).toBe(true);
    },
  );

  it.each([
    new TypeError('is no function'),
    Object.assign(new Error(), { code: 'ERR_STREAM_WRITE_AFTER_END' }),
    Object.assign(new Error(), { code: 'ENOSPC' }),
    'a text',
    null,
  ])('belongs to no closed stream otherwise', (fault) => {
    expect(isClosedStreamError(fault)).toBe(false);
  });
});
