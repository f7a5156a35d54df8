import { describe, expect, it } from '@jest/globals';
import { readUntilStable } from './read-until-stable.js';

/** Returns a reader of the texts in their order, and then of the last one. */
function readerOf(...texts: readonly string[]): () => Promise<Buffer> {
  let count = 0;
  return () => Promise.resolve(Buffer.from(texts[Math.min(count++, texts.length - 1)] ?? ''));
}

describe('a file that is read until it is stable', () => {
  it('is the one that two successive reads have', async () => {
    const bytes = await readUntilStable(readerOf('old', 'half old, half new', 'new', 'new'));

    expect(bytes.toString()).toBe('new');
  });

  it('is refused if each read differs', async () => {
    let count = 0;

    await expect(readUntilStable(() => Promise.resolve(Buffer.from(`${(count += 1)}`)))).rejects.toThrow(
      'different in 20 reads',
    );
  });
});
