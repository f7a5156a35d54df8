import type { FileProgram } from '../platform/files/file-program.js';
import { FileReader, ReadingMoved, type FileBudget } from '../platform/files/file-reader.js';
import { FileTooComplex } from '../platform/http/problems.js';
import type { UploadTurn } from './upload-slots.js';

const checkMs = 100;

/** Reader of one upload in its turn. A file that moves is read again from its start, without the parts that it yielded. */
export class UploadReader extends FileReader {
  constructor(
    private readonly files: FileReader,
    private readonly turn: Pick<UploadTurn, 'addUse' | 'isShort' | 'move' | 'mustMove' | 'pause' | 'signal'>,
    private readonly recordTooComplex: () => Promise<void>,
  ) {
    super();
  }

  override async *read<Settings, Made>(
    program: FileProgram<Settings, Made>,
    settings: Settings,
    bytes: AsyncIterable<Buffer>,
    budget: FileBudget,
  ): AsyncGenerator<Made, void, undefined> {
    const yielded = { count: 0 };
    for (;;) {
      try {
        yield* this.readOnce(program, settings, bytes, budget, yielded);
        return;
      } catch (fault) {
        if (fault instanceof FileTooComplex) await this.recordTooComplex();
        if (!(fault instanceof ReadingMoved)) throw fault;
        await this.turn.move();
      }
    }
  }

  private async *readOnce<Settings, Made>(
    program: FileProgram<Settings, Made>,
    settings: Settings,
    bytes: AsyncIterable<Buffer>,
    budget: FileBudget,
    yielded: { count: number },
  ): AsyncGenerator<Made, void, undefined> {
    const { turn } = this;
    const { isShort, pause } = turn;
    const ending = new AbortController();
    const leave = (): void => {
      ending.abort();
    };
    turn.signal.addEventListener('abort', leave, { once: true });
    const checking = setInterval(() => {
      if (turn.mustMove()) ending.abort(new ReadingMoved('The file took longer than a slice in a short slot'));
    }, checkMs).unref();
    const onUse = (ms: number): void => {
      turn.addUse(ms);
    };
    try {
      const parts = this.files.read(program, settings, bytes, {
        ...{ ...budget, signal: ending.signal, pause, onUse, isShort },
      });
      let count = 0;
      for await (const part of parts) {
        count += 1;
        if (count <= yielded.count) continue;
        yielded.count = count;
        yield part;
      }
    } finally {
      clearInterval(checking);
      turn.signal.removeEventListener('abort', leave);
    }
  }
}
