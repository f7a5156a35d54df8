const intervalMs = 200;
const width = 24;

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Progress of a command, on one line of a terminal. Other outputs get a line every ten seconds. */
export class ProgressLine {
  private readonly began = performance.now();
  private lastShownAt = 0;
  private readonly isLive: boolean;

  constructor(
    private readonly out: Output,
    private readonly verb: string,
  ) {
    this.isLive = out.isTTY === true;
  }

  /** Shows the progress. `share` is the completed share, from 0 to 1. */
  show(rows: number, share: number): void {
    const now = performance.now();
    if (now - this.lastShownAt < (this.isLive ? intervalMs : 10_000)) return;
    this.lastShownAt = now;
    this.out.write(this.isLive ? `\r\u001B[K${this.text(rows, share)}` : `${this.text(rows, share)}\n`);
  }

  end(rows: number): void {
    this.out.write(`${this.isLive ? '\r\u001B[K' : ''}${this.text(rows, 1)}\n`);
  }

  private text(rows: number, share: number): string {
    const seconds = (performance.now() - this.began) / 1000;
    const done = Math.min(1, share);
    const bar = '█'.repeat(Math.round(done * width)).padEnd(width, '░');
    const left = done > 0 && done < 1 ? `, ${formatDuration((seconds / done) * (1 - done))} left` : '';
    const speed = Math.round(rows / Math.max(seconds, 0.001)).toLocaleString('en-US');
    return `${this.verb} ${bar} ${Math.floor(done * 100)} %  ${rows.toLocaleString('en-US')} rows, ${speed} a second${left}`;
  }
}

function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
