import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../actor/actor.js';
import { NotSignedIn } from '../http/problems.js';
import { FairSemaphore, slotHolderOf, type Slot, type SlotHolder } from './fair-semaphore.js';
import { deferAwait } from '../streams/owned-stream.js';
import { Database, type SessionHandle } from '../database/database.js';

/** Bounds of long reads on this instance, each of which holds a connection. A task force leaves one for the others. */
const slotLimits = {
  name: 'long_reads',
  maxPerAccount: 1,
  maxPerTaskForce: 2,
  max: 3,
  maxWaitMs: 10_000,
  maxWaitingPerAccount: 2,
};
const retryAfterSeconds = 15;

/** Maximum time of a client for one batch. A slower client loses its slot and connection. */
const maxMsPerBatch = 30_000;

// Postgres ends the transaction itself if the process does not.
const extendIdleTimeout = `SET LOCAL idle_in_transaction_session_timeout = '70s'`;

const batchSize = 500;
const fetchBatch = `FETCH ${batchSize} FROM long_read`;

type OpenCursor = (tx: EntityManager, cursor: string) => Promise<unknown>;

/** Reads of many rows in one snapshot that continue after the request's transaction, while they are sent. */
@Injectable()
export class LongReads {
  private readonly slots = new FairSemaphore(slotLimits);

  constructor(private readonly database: Database) {}

  get load(): FairSemaphore['load'] {
    return this.slots.load;
  }

  /** Prepares a read of a cursor that `open` opens under the given name. Nothing starts before `reserve`. */
  prepare<Row>(actor: Actor, open: OpenCursor): LongRead<Row> {
    return new LongRead(this.slots, this.database, slotHolderOf(actor), this.database.handleOf(actor), open);
  }
}

/**
 * Rows of a cursor in batches; each is valid until the next is requested. A reader that stops releases the slot and the
 * connection.
 */
export class LongRead<Row> implements AsyncIterable<readonly Row[]> {
  private slot: Slot | null = null;

  constructor(
    private readonly slots: FairSemaphore,
    private readonly database: Database,
    private readonly holder: SlotHolder,
    private readonly handle: SessionHandle,
    private readonly openCursor: OpenCursor,
  ) {}

  /** Waits for a slot, without a connection. Throws 503 after the maximum wait. */
  async reserve(signal: AbortSignal): Promise<void> {
    this.slot ??= await this.slots.acquire(this.holder, retryAfterSeconds, signal);
  }

  release(): void {
    this.slot?.release();
    this.slot = null;
  }

  /** Yields the parts that are produced from the rows, in one slot from the first part to the last. */
  async *produceReserved<Part>(
    signal: AbortSignal,
    produce: () => AsyncIterable<Part>,
  ): AsyncGenerator<Part, void, undefined> {
    await this.reserve(signal);
    try {
      yield* produce();
    } finally {
      this.release();
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly Row[], void, undefined> {
    await this.reserve(new AbortController().signal);
    try {
      const { session, ...caller } = this.handle;
      const actor = await this.database.begin(session, { ...caller, isReadOnly: true });
      if (!actor) throw new NotSignedIn();
      try {
        const tx = this.database.managerOf(actor);
        await tx.query(extendIdleTimeout);
        await this.openCursor(tx, 'long_read');
        yield* this.readBatches(tx, actor);
      } finally {
        await this.database.rollback(actor);
      }
    } finally {
      this.release();
    }
  }

  private async *readBatches(tx: EntityManager, actor: Actor): AsyncGenerator<readonly Row[], void, undefined> {
    let next = deferAwait(tx.query<Row[]>(fetchBatch));
    try {
      for (let isOver = false; !isOver;) {
        const rows = await next;
        isOver = rows.length < batchSize;
        if (!isOver) next = deferAwait(tx.query<Row[]>(fetchBatch));
        if (rows.length === 0) return;
        const pace = this.watchPace(actor);
        try {
          yield rows;
        } finally {
          pace.stop();
        }
        if (pace.isTooSlow()) throw new Error('The reader of a long read took too long to take one part');
        // Results of the driver refer to the next one. With their rows they would survive every young garbage
        // collection.
        rows.length = 0;
      }
    } finally {
      // A stopped reader leaves a query running, and a connection runs one query at a time.
      await next.catch(() => undefined);
    }
  }

  /** Ends the transaction and releases the slot if the client does not request the next batch in time. */
  private watchPace(actor: Actor): { readonly stop: () => void; readonly isTooSlow: () => boolean } {
    let isTooSlow = false;
    const timer = setTimeout(() => {
      isTooSlow = true;
      void this.database.rollback(actor).finally(() => {
        this.release();
      });
    }, maxMsPerBatch).unref();
    return {
      stop: () => {
        clearTimeout(timer);
      },
      isTooSlow: () => isTooSlow,
    };
  }
}
