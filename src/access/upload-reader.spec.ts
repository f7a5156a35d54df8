import { describe, expect, it } from '@jest/globals';
import type { FileProgram } from '../platform/files/file-program.js';
import { FileReader, type FileBudget } from '../platform/files/file-reader.js';
import { FileTooComplex } from '../platform/http/problems.js';
import { UploadReader } from './upload-reader.js';

/** Reader that yields three parts, and waits for the end of a short read before the third. */
class ThreeParts extends FileReader {
  readonly reads: boolean[] = [];

  override async *read<Settings, Made>(
    program: FileProgram<Settings, Made>,
    settings: Settings,
    bytes: AsyncIterable<Buffer>,
    { isShort = false, signal }: FileBudget,
  ): AsyncGenerator<Made, void, undefined> {
    this.reads.push(isShort);
    let at = 0;
    for await (const part of program.read(bytes, settings)) {
      if (isShort && at === 2) {
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
        throw signal?.reason as Error;
      }
      at += 1;
      yield part;
    }
  }
}

const program: FileProgram<null, number> = {
  worker: new URL(import.meta.url),
  // eslint-disable-next-line @typescript-eslint/require-await
  async *read() {
    yield* [1, 2, 3];
  },
};

function reading(files: FileReader, mustMove: boolean) {
  const turn = {
    ...{ isShort: true, signal: new AbortController().signal, moves: 0, complex: 0 },
    pause: () => Promise.resolve(),
    mustMove: () => mustMove && turn.isShort,
    move: () => {
      turn.moves += 1;
      turn.isShort = false;
      return Promise.resolve();
    },
    addUse: () => undefined,
  };
  const reader = new UploadReader(files, turn, () => {
    turn.complex += 1;
    return Promise.resolve();
  });
  const parts = reader.read(program, null, (async function* () {})(), { maxSeconds: 1 });
  return { turn, parts };
}

describe('a reader of an upload', () => {
  it('reads a file again that makes way for another one, and yields each part once', async () => {
    const files = new ThreeParts();
    const { turn, parts } = reading(files, true);
    const found: number[] = [];
    for await (const part of parts) found.push(part);

    expect(found).toEqual([1, 2, 3]);
    expect(files.reads).toEqual([true, false]);
    expect(turn.moves).toBe(1);
  });

  it('counts a file that is too complex', async () => {
    class Complex extends FileReader {
      // eslint-disable-next-line require-yield, @typescript-eslint/require-await
      override async *read(): AsyncGenerator<never, void, undefined> {
        throw new FileTooComplex('time');
      }
    }
    const { turn, parts } = reading(new Complex(), false);

    await expect(parts[Symbol.asyncIterator]().next()).rejects.toThrow(FileTooComplex);
    expect(turn.complex).toBe(1);
  });
});
