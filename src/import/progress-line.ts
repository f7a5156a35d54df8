const everyMs = 200;
const width = 24;

/** Where the lines of a command go. */
export interface Out {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * How far a command is, on a line that is written anew in a terminal: the share that is done, the rows, how many a second, and the time
 * that is left. Elsewhere it is a line every ten seconds.
 */
export class ProgressLine {
  private readonly began = performance.now();
  private shown = 0;
  private readonly isLive: boolean;

  constructor(
    private readonly out: Out,
    private readonly verb: string,
  ) {
    this.isLive = out.isTTY === true;
  }

  /** `share` is how much of the whole is done, from 0 to 1. */
  show(rows: number, share: number): void {
    const now = performance.now();
    if (now - this.shown < (this.isLive ? everyMs : 10_000)) return;
    this.shown = now;
    this.out.write(this.isLive ? `\r\u001B[K${this.text(rows, share)}` : `${this.text(rows, share)}\n`);
  }

  end(rows: number): void {
    this.out.write(`${this.isLive ? '\r\u001B[K' : ''}${this.text(rows, 1)}\n`);
  }

  private text(rows: number, share: number): string {
    const seconds = (performance.now() - this.began) / 1000;
    const done = Math.min(1, share);
    const bar = '█'.repeat(Math.round(done * width)).padEnd(width, '░');
    const left = done > 0 && done < 1 ? `, ${timeOf((seconds / done) * (1 - done))} left` : '';
    const speed = Math.round(rows / Math.max(seconds, 0.001)).toLocaleString('en-US');
    return `${this.verb} ${bar} ${Math.floor(done * 100)} %  ${rows.toLocaleString('en-US')} rows, ${speed} a second${left}`;
  }
}

function timeOf(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
