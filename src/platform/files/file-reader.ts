import type { Rest } from '../limits/work-shares.js';
import type { FileProgram } from './file-program.js';

/** How much a file may take. */
export interface FileBudget {
  /** Of the thread that reads it: waiting for bytes, or for whoever takes its pieces, does not count. */
  readonly maxSeconds: number;
  /** Aborts when nobody wants the file to be read any more. */
  readonly left?: AbortSignal;
  /** Rests between two slices of its work. */
  readonly rest?: Rest;
}

/** Reads files by programs. */
export abstract class FileReader {
  /** The pieces that a program makes of a file, as they are asked for. It ends with whoever takes them. */
  abstract read<Settings, Made>(
    program: FileProgram<Settings, Made>,
    settings: Settings,
    bytes: AsyncIterable<Buffer>,
    budget: FileBudget,
  ): AsyncIterable<Made>;
}

/** Reads files in the thread that asks, for a process that serves nobody else. */
export class OwnThreadFileReader extends FileReader {
  override read<Settings, Made>(
    program: FileProgram<Settings, Made>,
    settings: Settings,
    bytes: AsyncIterable<Buffer>,
  ): AsyncIterable<Made> {
    return program.read(bytes, settings);
  }
}
