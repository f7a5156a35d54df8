import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../http/problems.js';
import { programOfStages, type FileProgram } from './file-program.js';
import { StageThreads } from './stage-threads.js';

/** Takes as long as the piece says, and fails on a negative one. */
const converter = `
  export default async (ms) => {
    if (ms < 0) throw new Error('The piece could not be converted');
    await new Promise((resolve) => setTimeout(resolve, ms));
    return String(ms);
  };
`;

let folder: string;
let reader: StageThreads;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-stage-threads-'));
  await writeFile(join(folder, 'converter.mjs'), converter);
  reader = new StageThreads(2);
});
afterAll(async () => {
  await reader.onApplicationShutdown();
  await rm(folder, { recursive: true });
});

const nothing = (): AsyncIterable<Buffer> => Readable.from([]) as AsyncIterable<Buffer>;

function programOf(split: () => AsyncIterable<number>): FileProgram<null, string> {
  const worker = pathToFileURL(join(folder, 'converter.mjs'));
  return programOfStages(worker, {
    worker,
    split,
    convert: (piece) => `short ${piece}`,
    isLong: (piece) => piece !== 0,
  });
}

async function partsOf(program: FileProgram<null, string>): Promise<string[]> {
  const parts: string[] = [];
  for await (const part of reader.read(program, null, nothing())) parts.push(part);
  return parts;
}

describe('a reader that converts pieces in threads', () => {
  it('yields the parts in the order of their pieces, the short ones of its own thread too', async () => {
    const pieces = [300, 0, 100, 0, 50];

    expect(await partsOf(programOf(() => Readable.from(pieces)))).toEqual(['300', 'short 0', '100', 'short 0', '50']);
  });

  it('fails with the fault of a piece, after the parts before it', async () => {
    const parts: string[] = [];
    const read = async (): Promise<void> => {
      for await (const part of reader.read(
        programOf(() => Readable.from([1, 2, -1, 3])),
        null,
        nothing(),
      ))
        parts.push(part);
    };

    await expect(read()).rejects.toThrow('The piece could not be converted');
    expect(parts).toEqual(['1', '2']);
  });

  it('keeps the problem of a file that cannot be split', async () => {
    const program = programOf(async function* () {
      yield await Promise.resolve(1);
      throw InvalidInput.forPath('', 'is not a file of that format');
    });

    await expect(partsOf(program)).rejects.toThrow(InvalidInput);
  });

  it('reads at most one piece more than it has threads, and closes the file with its consumer', async () => {
    let split = 0;
    let isClosed = false;
    const program = programOf(async function* () {
      try {
        for (;;) {
          split += 1;
          yield await Promise.resolve(1);
        }
      } finally {
        isClosed = true;
      }
    });

    for await (const part of reader.read(program, null, nothing())) {
      expect(part).toBe('1');
      break;
    }

    expect({ split, isClosed }).toEqual({ split: 3, isClosed: true });
  });

  it('reads a program without stages in its own thread', async () => {
    const program: FileProgram<null, string> = {
      worker: new URL('file:///nowhere.js'),
      async *read() {
        yield await Promise.resolve('read');
      },
    };

    expect(await partsOf(program)).toEqual(['read']);
  });
});
