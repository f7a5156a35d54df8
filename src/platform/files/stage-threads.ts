import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { FileProgram, FileStages } from './file-program.js';
import { FileReader } from './file-reader.js';
import { threadArguments } from './file-workers.js';
import { deferAwait } from '../streams/owned-stream.js';

/** Each thread takes some forty megabytes. */
const maxThreads = 2;
const maxYoungGenerationMegabytes = 6;

/**
 * Reader for a process that serves no requests. It reads a file in the calling thread, and converts the long pieces in
 * worker threads if the program has stages. The parts keep the order of their pieces.
 */
export class StageThreads extends FileReader implements OnApplicationShutdown {
  private readonly pool: Piscina;

  constructor(private readonly threads = defaultThreads()) {
    super();
    this.pool = new Piscina({
      ...{ minThreads: 0, maxThreads: threads, concurrentTasksPerWorker: 1, idleTimeout: 10_000 },
      resourceLimits: { maxYoungGenerationSizeMb: maxYoungGenerationMegabytes },
      execArgv: [...threadArguments],
      // The threads receive no environment, because it contains secrets.
      env: {},
    });
    // A pool whose thread could not start begins no other. Its end rejects the pieces that wait.
    this.pool.on('error', () => {
      void this.pool.destroy();
    });
  }

  override read<Settings, Made>(
    program: FileProgram<Settings, Made>,
    settings: Settings,
    bytes: AsyncIterable<Buffer>,
  ): AsyncIterable<Made> {
    return program.stages ? this.convert(program.stages, settings, bytes) : program.read(bytes, settings);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.destroy();
  }

  private async *convert<Settings, Made>(
    { worker, split, convert, isLong }: FileStages<Settings, unknown, Made>,
    settings: Settings,
    bytes: AsyncIterable<Buffer>,
  ): AsyncGenerator<Made, void, undefined> {
    const filename = fileURLToPath(worker);
    const parts: Promise<Made>[] = [];
    try {
      for await (const piece of split(bytes, settings)) {
        parts.push(
          isLong(piece)
            ? deferAwait(this.pool.run(piece, { filename }) as Promise<Made>)
            : deferAwait(Promise.resolve(convert(piece))),
        );
        // Each thread has a piece, and the next one waits.
        if (parts.length > this.threads) yield (await parts.shift()) as Made;
      }
      while (parts.length > 0) yield (await parts.shift()) as Made;
    } finally {
      // Pieces that no consumer wants are short. The pool fails if it is destroyed before they are converted.
      await Promise.allSettled(parts);
    }
  }
}

/** The calling thread and Postgres use a core as well. */
function defaultThreads(): number {
  return Math.min(maxThreads, Math.max(1, availableParallelism() - 1));
}
