import { setTimeout as delay } from 'node:timers/promises';
import type { ImportView } from './import.view.js';

export interface PollBounds {
  readonly everyMs: number;
  /** Number of polls without a change after which the poll ends, such as after its session was signed out. */
  readonly maxStillPolls: number;
  readonly maxPolls: number;
}

/** Reads the import under the session of one watcher. */
export type ImportReader = () => Promise<ImportView>;

/**
 * Poll of one import for all of its watchers. Each turn reads it under the session of another watcher, so that each session is checked
 * before long; an ended one leaves.
 */
export class ProgressPoll {
  private readonly watchers = new Set<Watcher>();
  private isRunning = false;
  private stillPolls = 0;
  private last = '';

  constructor(
    private readonly bounds: PollBounds,
    private readonly onEnd: () => void,
  ) {}

  /** Adds a watcher who has read the import as `known`. The first one starts the poll. */
  join(read: ImportReader, known: string): Watcher {
    const watcher = new Watcher(read, known);
    this.watchers.add(watcher);
    if (!this.isRunning) void this.run();
    return watcher;
  }

  leave(watcher: Watcher): void {
    this.watchers.delete(watcher);
    watcher.end();
  }

  end(): void {
    this.stillPolls = 0;
    for (const watcher of this.watchers) this.leave(watcher);
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    for (let watcher = this.nextWatcher(); watcher; watcher = this.nextWatcher()) {
      await this.poll(watcher);
      await delay(this.bounds.everyMs, undefined, { ref: false });
    }
    this.isRunning = false;
    this.onEnd();
  }

  private async poll(watcher: Watcher): Promise<void> {
    try {
      const view = await watcher.read();
      this.publish(view);
    } catch (fault) {
      this.watchers.delete(watcher);
      watcher.end(fault as Error);
    }
  }

  private publish(view: ImportView): void {
    const text = JSON.stringify(view);
    this.stillPolls = text === this.last ? this.stillPolls + 1 : 0;
    this.last = text;
    for (const one of this.watchers) if (one.push(text) >= this.bounds.maxPolls) this.leave(one);
    if (!isInProgress(view) || this.stillPolls >= this.bounds.maxStillPolls) this.end();
  }

  /** Returns the next watcher and moves it to the end. */
  private nextWatcher(): Watcher | undefined {
    const [watcher] = this.watchers;
    if (watcher) {
      this.watchers.delete(watcher);
      this.watchers.add(watcher);
    }
    return watcher;
  }
}

/** Whether somebody works on the import, by its state. */
export function isInProgress({ state }: ImportView): boolean {
  return state === 'receiving' || state === 'committing';
}

/** Watcher of an import. Two changes before a read are one. */
export class Watcher {
  private pending: string | null = null;
  private polls = 0;
  private hasEnded = false;
  private fault: Error | null = null;
  private wake: () => void = () => undefined;

  constructor(
    readonly read: ImportReader,
    private lastText: string,
  ) {}

  /** Takes the result of a poll, and returns the number of polls so far. */
  push(text: string): number {
    if (text !== this.lastText) this.pending = text;
    this.wake();
    return (this.polls += 1);
  }

  end(fault: Error | null = null): void {
    this.hasEnded = true;
    this.fault ??= fault;
    this.wake();
  }

  /** Yields the import as JSON after each change, until the watch ends. */
  async *changes(): AsyncGenerator<string, void, undefined> {
    for (;;) {
      if (this.pending !== null) {
        this.lastText = this.pending;
        this.pending = null;
        yield this.lastText;
      } else if (this.fault) throw this.fault;
      else if (this.hasEnded) return;
      else {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
    }
  }
}
