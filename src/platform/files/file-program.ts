import { readlinkSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { FileTooComplex, InvalidInput, type InputError } from '../http/problems.js';

/**
 * Program that reads files: `read` converts bytes into parts. `worker` is a module with `runInWorker(read)` as its
 * default export. Settings and parts are copied between threads, so they are plain data.
 */
export interface FileProgram<Settings, Made> {
  readonly worker: URL;
  readonly read: (bytes: AsyncIterable<Buffer>, settings: Settings) => AsyncIterable<Made>;
  /** Stages of `read`, of a program whose parts may be made at the same time. */
  readonly stages?: FileStages<Settings, unknown, Made>;
}

/**
 * Stages of a program: `split` yields the pieces of a file in order, and `convert` makes a part of a piece alone. `worker` is
 * a module with `convert` as its default export. Pieces for a thread are copied, so they are plain data.
 */
export interface FileStages<Settings, Piece, Made> {
  readonly worker: URL;
  readonly split: (bytes: AsyncIterable<Buffer>, settings: Settings) => AsyncIterable<Piece>;
  readonly convert: (piece: Piece) => Made;
  /** Whether a piece takes long enough for a thread of its own. */
  readonly isLong: (piece: Piece) => boolean;
}

/** Returns a program that reads by its stages. */
export function programOfStages<Settings, Piece, Made>(
  worker: URL,
  stages: FileStages<Settings, Piece, Made>,
): FileProgram<Settings, Made> {
  return {
    worker,
    async *read(bytes, settings) {
      for await (const piece of stages.split(bytes, settings)) yield stages.convert(piece);
    },
    stages: stages as FileStages<Settings, unknown, Made>,
  };
}

export type FromWorker =
  | { readonly is: 'begun'; readonly thread: string | null }
  | { readonly is: 'wanting' }
  | { readonly is: 'made'; readonly made: unknown }
  | { readonly is: 'over' }
  | { readonly is: 'refused'; readonly errors: readonly InputError[] }
  | { readonly is: 'too-complex'; readonly resource: FileTooComplex['members']['resource'] }
  | { readonly is: 'broken'; readonly fault: unknown };

export type ToWorker = { readonly is: 'next' } | { readonly is: 'bytes'; readonly bytes: Uint8Array | null };

export interface WorkerTask<Settings> {
  readonly port: MessagePort;
  readonly settings: Settings;
}

/** Wraps a program as the task of a worker thread. It works at most one part ahead of its consumer. */
export function runInWorker<Settings, Made>(
  read: FileProgram<Settings, Made>['read'],
): (task: WorkerTask<Settings>) => Promise<void> {
  return async ({ port, settings }) => {
    const channel = new Channel(port);
    channel.send({ is: 'begun', thread: threadOfProc() });
    try {
      for await (const made of read(channel.readBytes(), settings)) {
        await channel.waitForRequest();
        channel.send({ is: 'made', made });
      }
      await channel.waitForRequest();
      channel.send({ is: 'over' });
    } catch (fault) {
      if (fault instanceof InvalidInput) channel.send({ is: 'refused', errors: fault.members.errors });
      else if (fault instanceof FileTooComplex) channel.send({ is: 'too-complex', ...fault.members });
      else if (!(fault instanceof ReaderGone)) channel.send({ is: 'broken', fault });
    } finally {
      port.close();
    }
  };
}

/** Returns the folder of this thread below `/proc`; null on other systems than Linux. */
function threadOfProc(): string | null {
  try {
    return readlinkSync('/proc/thread-self');
  } catch {
    return null;
  }
}

class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

class Channel {
  private hasRequest = 0;
  private isClosed = false;
  private resolveRequest: (() => void) | null = null;
  private resolveBytes: ((bytes: Uint8Array | null) => void) | null = null;
  private closing: (() => void) | null = null;

  constructor(private readonly port: MessagePort) {
    port.on('message', (message: ToWorker) => {
      if (message.is === 'bytes') this.resolveBytes?.(message.bytes);
      else {
        this.hasRequest += 1;
        this.resolveRequest?.();
      }
    });
    port.on('close', () => {
      this.isClosed = true;
      this.closing?.();
    });
  }

  send(message: FromWorker): void {
    this.port.postMessage(message);
  }

  async waitForRequest(): Promise<void> {
    if (this.hasRequest === 0) {
      await this.raceClose<null>((resolve) => {
        this.resolveRequest = () => {
          resolve(null);
        };
      });
    }
    this.hasRequest -= 1;
  }

  async *readBytes(): AsyncGenerator<Buffer, void, undefined> {
    for (;;) {
      this.send({ is: 'wanting' });
      const bytes = await this.raceClose<Uint8Array | null>((resolve) => {
        this.resolveBytes = resolve;
      });
      if (bytes === null) return;
      yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
  }

  private raceClose<T>(wait: (resolve: (value: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      this.closing = () => {
        reject(new ReaderGone());
      };
      if (this.isClosed) this.closing();
      else wait(resolve);
    });
  }
}
