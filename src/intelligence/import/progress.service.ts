import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Producer } from '../../platform/http/streamed-response.js';
import { FairSemaphore, slotHolderOf } from '../../platform/limits/fair-semaphore.js';
import { NamesService } from '../../platform/names/names.service.js';
import { toImportView } from './import.view.js';
import { ImportsService } from './imports.service.js';
import { isInProgress, ProgressPoll, type PollBounds, type ImportReader } from './progress-poll.js';

const bounds = {
  ...{ name: 'import_watches', maxPerAccount: 5, maxPerTaskForce: 20, max: 60 },
  ...{ maxWaitMs: 0, maxWaitingPerAccount: 0 },
};
const pollBounds: PollBounds = { everyMs: 500, maxStillPolls: 120, maxPolls: 600 };
const retryAfterSeconds = 15;

/**
 * Progress of imports, as server-sent events. A watch ends with its socket, its session, the import, or after a minute without a change.
 */
@Injectable()
export class ImportProgress implements OnModuleDestroy {
  private readonly places = new FairSemaphore(bounds);
  private readonly polls = new Map<string, ProgressPoll>();

  constructor(
    private readonly imports: ImportsService,
    private readonly database: Database,
    private readonly names: NamesService,
  ) {}

  get load(): { readonly watches: number; readonly polls: number } {
    return { watches: this.places.load.taken, polls: this.polls.size };
  }

  /** Prepares a watch. The first event is read under the watcher's own session, before the response begins. */
  watch(actor: Actor, id: string): Producer {
    const taker = slotHolderOf(actor);
    const { session, ...caller } = this.database.handleOf(actor);
    const read: ImportReader = () =>
      this.database.runAs(session, caller, async (again) => {
        const view = toImportView(await this.imports.get(again, id));
        await this.names.fill(this.database.managerOf(again), view);
        return view;
      });
    return (signal) => this.events(id, read, signal, () => this.places.acquireNow(taker, retryAfterSeconds));
  }

  onModuleDestroy(): void {
    for (const poll of this.polls.values()) poll.end();
  }

  private async *events(
    id: string,
    read: ImportReader,
    signal: AbortSignal,
    take: () => { release(): void },
  ): AsyncGenerator<string, void, undefined> {
    const place = take();
    try {
      const view = await read();
      const first = JSON.stringify(view);
      yield formatEvent(first);
      if (isInProgress(view) && !signal.aborted) yield* this.changes(id, read, signal, first);
    } finally {
      place.release();
    }
  }

  private async *changes(
    id: string,
    read: ImportReader,
    signal: AbortSignal,
    first: string,
  ): AsyncGenerator<string, void, undefined> {
    const poll = this.getPoll(id);
    const watcher = poll.join(read, first);
    const leave = (): void => {
      poll.leave(watcher);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      for await (const text of watcher.changes()) yield formatEvent(text);
    } finally {
      signal.removeEventListener('abort', leave);
      leave();
    }
  }

  private getPoll(id: string): ProgressPoll {
    const known = this.polls.get(id);
    if (known) return known;
    const poll = new ProgressPoll(pollBounds, () => this.polls.delete(id));
    this.polls.set(id, poll);
    return poll;
  }
}

function formatEvent(text: string): string {
  return `event: progress\ndata: ${text}\n\n`;
}
