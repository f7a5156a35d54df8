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
  readonly signal?: AbortSignal;
  readonly pause?: Pause;
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
