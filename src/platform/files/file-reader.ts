import type { Pause } from '../limits/fair-scheduler.js';
import type { FileProgram } from './file-program.js';

export interface FileBudget {
  /**
   * Maximum time of the reading thread, without waits for bytes or for the consumer. On Linux it is processor time, so
   * a file is not refused because the machine is busy.
   */
  readonly maxSeconds: number;
  /** Further time for each megabyte that was read. */
  readonly maxSecondsPerMegabyte?: number;
  /** Signal that ends the read. With the reason `ReadingMoved` its thread ends at once. */
  readonly signal?: AbortSignal;
  readonly pause?: Pause;
  /** Report of the time that the thread used, in milliseconds. */
  readonly onUse?: (ms: number) => void;
  /** Whether the file is read by the threads of short files, which longer ones leave free. */
  readonly isShort?: boolean;
}

/** End of a read that begins again in another place. */
export class ReadingMoved extends Error {
  override readonly name = 'ReadingMoved';
}

/** Reader of files with programs. */
export abstract class FileReader {
  /** Yields the parts that a program produces from a file, on demand. The read ends with its consumer. */
  abstract read<Settings, Made>(
    program: FileProgram<Settings, Made>,
    settings: Settings,
    bytes: AsyncIterable<Buffer>,
    budget: FileBudget,
  ): AsyncIterable<Made>;
}
