import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Producer } from '../../platform/http/streamed-answer.js';
import { FairPlaces, takerOf } from '../../platform/limits/fair-places.js';
import { viewOf } from './imports.contract.js';
import { ImportsService } from './imports.service.js';
import { isUnderWay, ProgressPoll, type PollBounds, type ReadImport } from './progress-poll.js';

const bounds = { maxPerAccount: 5, maxPerTaskForce: 20, max: 60, maxWaitMs: 0, maxWaitingPerAccount: 0 };
const pollBounds: PollBounds = { everyMs: 500, maxStillPolls: 120, maxPolls: 600 };
const retryAfterSeconds = 15;

/**
 * Progress of imports, as server-sent events. An import is read twice a second for any number of watchers. A watch ends
 * with its socket, its session, the import, or after a minute without a change.
 */
@Injectable()
export class ImportProgress implements OnModuleDestroy {
  private readonly places = new FairPlaces(bounds);
  private readonly polls = new Map<string, ProgressPoll>();

  constructor(
    private readonly imports: ImportsService,
    private readonly database: Database,
  ) {}

  /** Number of running watches, and of polls that serve them. */
  get load(): { readonly watches: number; readonly polls: number } {
    return { watches: this.places.load.taken, polls: this.polls.size };
  }

  /** Prepares a watch. The first event is read under the watcher's own session, before the response begins. */
  watch(actor: Actor, id: string): Producer {
    const taker = takerOf(actor);
    const { session, ...caller } = this.database.sequelOf(actor);
    const read: ReadImport = () =>
      this.database.within(session, caller, async (again) => viewOf(await this.imports.get(again, id)));
    return (signal) => this.events(id, read, signal, () => this.places.takeNow(taker, retryAfterSeconds));
  }

  onModuleDestroy(): void {
    for (const poll of this.polls.values()) poll.end();
  }

  private async *events(
    id: string,
    read: ReadImport,
    signal: AbortSignal,
    take: () => { free(): void },
  ): AsyncGenerator<string, void, undefined> {
    const place = take();
    try {
      const view = await read();
      const first = JSON.stringify(view);
      yield eventOf(first);
      if (isUnderWay(view) && !signal.aborted) yield* this.changes(id, read, signal, first);
    } finally {
      place.free();
    }
  }

  private async *changes(
    id: string,
    read: ReadImport,
    signal: AbortSignal,
    first: string,
  ): AsyncGenerator<string, void, undefined> {
    const poll = this.pollOf(id);
    const watcher = poll.join(read, first);
    const leave = (): void => {
      poll.leave(watcher);
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      for await (const text of watcher.changes()) yield eventOf(text);
    } finally {
      signal.removeEventListener('abort', leave);
      leave();
    }
  }

  private pollOf(id: string): ProgressPoll {
    const known = this.polls.get(id);
    if (known) return known;
    const poll = new ProgressPoll(pollBounds, () => this.polls.delete(id));
    this.polls.set(id, poll);
    return poll;
  }
}

function eventOf(text: string): string {
  return `event: progress\ndata: ${text}\n\n`;
}
