import pino, { type DestinationStream } from 'pino';

type SyncStream = ReturnType<typeof pino.destination>;

/** Bytes of lines that are held while the log refuses them. */
const maxHeldBytes = 1_048_576;
const retryMs = 1000;

/**
 * Destination of the log that never throws and never waits. It holds lines that a full disk or a full pipe refuses, and
 * writes them once there is space. Beyond a limit it counts them instead.
 */
export class LogDestination implements DestinationStream {
  private readonly stream: SyncStream;
  private lost = 0;
  private retry: NodeJS.Timeout | undefined;
  private reportLoss: (lost: number) => void = () => undefined;

  /** The stream is synchronous, so that the last line of a crashing process is not lost. */
  constructor(dest: number | string = 1, maxLength = maxHeldBytes) {
    // By default the library sleeps while a pipe is full, and the process with it.
    this.stream = pino.destination({ dest, sync: true, maxLength, retryEAGAIN: () => false });
    // The listener of pino discards every line uncounted once the reader of a pipe is gone.
    this.stream.removeAllListeners('error');
    this.stream.on('error', () => {
      this.retry ??= setInterval(() => this.stream.write(''), retryMs).unref();
    });
    this.stream.on('drop', () => {
      this.lost += 1;
    });
    this.stream.on('drain', () => {
      this.resume();
    });
  }

  /** Sets the receiver of the number of lost lines, which is called when the log accepts lines again. */
  onLoss(report: (lost: number) => void): void {
    this.reportLoss = report;
  }

  write(line: string): void {
    this.stream.write(line);
  }

  /** Counts a line that could not be formed. */
  countLost(): void {
    this.lost += 1;
  }

  private resume(): void {
    if (this.retry !== undefined) {
      // The event may be of a line before the refused one, so the held lines are tried once more.
      clearInterval(this.retry);
      this.retry = undefined;
      this.stream.write('');
      return;
    }
    const { lost } = this;
    if (lost === 0) return;
    this.lost = 0;
    this.reportLoss(lost);
  }
}
