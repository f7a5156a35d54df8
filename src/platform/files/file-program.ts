import type { MessagePort } from 'node:worker_threads';
import { InvalidInput, type InputError } from '../http/problems.js';

/**
 * Program that reads files. `read` converts the bytes of a file into parts. `worker` is a module with `inWorker(read)`
 * as its default export, which runs in a thread. Settings and parts are plain data, because they are copied.
 */
export interface FileProgram<Settings, Made> {
  readonly worker: URL;
  readonly read: (bytes: AsyncIterable<Buffer>, settings: Settings) => AsyncIterable<Made>;
}

export type FromWorker =
  | { readonly is: 'begun' }
  /** Request for the next bytes of the file. */
  | { readonly is: 'wanting' }
  | { readonly is: 'made'; readonly made: unknown }
  | { readonly is: 'over' }
  /** Rejection of the file. */
  | { readonly is: 'refused'; readonly errors: readonly InputError[] }
  | { readonly is: 'broken'; readonly fault: unknown };

export type ToWorker =
  | { readonly is: 'next' }
  /** Next bytes; null at the end of the file. */
  | { readonly is: 'bytes'; readonly bytes: Uint8Array | null };

export interface WorkerTask<Settings> {
  readonly port: MessagePort;
  readonly settings: Settings;
}

/** Wraps a program as the task of a worker thread. It works at most one part ahead of its consumer. */
export function inWorker<Settings, Made>(
  read: FileProgram<Settings, Made>['read'],
): (task: WorkerTask<Settings>) => Promise<void> {
  return async ({ port, settings }) => {
    const channel = new Channel(port);
    channel.tell({ is: 'begun' });
    try {
      for await (const made of read(channel.bytes(), settings)) {
        await channel.asked();
        channel.tell({ is: 'made', made });
      }
      await channel.asked();
      channel.tell({ is: 'over' });
    } catch (fault) {
      if (fault instanceof InvalidInput) channel.tell({ is: 'refused', errors: fault.members.errors });
      else if (!(fault instanceof NobodyAsks)) channel.tell({ is: 'broken', fault });
    } finally {
      port.close();
    }
  };
}

/** Abort by the consumer. */
class NobodyAsks extends Error {
  override readonly name = 'NobodyAsks';
}

class Channel {
  private asks = 0;
  private isClosed = false;
  private whenAsked: (() => void) | null = null;
  private whenFed: ((bytes: Uint8Array | null) => void) | null = null;
  private whenClosed: (() => void) | null = null;

  constructor(private readonly port: MessagePort) {
    port.on('message', (message: ToWorker) => {
      if (message.is === 'bytes') this.whenFed?.(message.bytes);
      else {
        this.asks += 1;
        this.whenAsked?.();
      }
    });
    port.on('close', () => {
      this.isClosed = true;
      this.whenClosed?.();
    });
  }

  tell(message: FromWorker): void {
    this.port.postMessage(message);
  }

  /** Resolves when the consumer requests the next part. */
  async asked(): Promise<void> {
    if (this.asks === 0) {
      await this.orClosed<null>((resolve) => {
        this.whenAsked = () => {
          resolve(null);
        };
      });
    }
    this.asks -= 1;
  }

  async *bytes(): AsyncGenerator<Buffer, void, undefined> {
    for (;;) {
      this.tell({ is: 'wanting' });
      const bytes = await this.orClosed<Uint8Array | null>((resolve) => {
        this.whenFed = resolve;
      });
      if (bytes === null) return;
      yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
  }

  private orClosed<T>(wait: (resolve: (value: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      this.whenClosed = () => {
        reject(new NobodyAsks());
      };
      if (this.isClosed) this.whenClosed();
      else wait(resolve);
    });
  }
}
