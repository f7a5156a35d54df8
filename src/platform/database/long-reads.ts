import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { NotSignedIn } from '../http/problems.js';
import { FairPlaces, takerOf, type Place, type PlaceTaker } from '../limits/fair-places.js';
import { awaitedLater } from '../streams/owned-stream.js';
import { Database, type Sequel } from './database.js';

/**
 * Bounds of long reads on this instance. Each has a connection to itself for as long as somebody takes to read what it sends, so
 * one account has one, and a task force leaves one to the others.
 */
const bounds = { maxPerAccount: 1, maxPerTaskForce: 2, max: 3, maxWaitMs: 10_000, maxWaitingPerAccount: 2 };
const retryAfterSeconds = 15;

/** Time that a reader may take for one lot. Who reads more slowly gives the place and the connection back. */
const maxMsPerLot = 30_000;

// Postgres ends the transaction by itself where the process does not.
const bePatient = `SET LOCAL idle_in_transaction_session_timeout = '70s'`;

// What is in memory is a few of these lots: the one that is being sent, and the one that is read meanwhile.
const rowsOfALot = 500;
const nextLot = `FETCH ${rowsOfALot} FROM long_read`;

type OpenCursor = (tx: EntityManager, cursor: string) => Promise<unknown>;

/** Reads that outlast their request's transaction: many rows, as they all were at one moment, while they are being sent. */
@Injectable()
export class LongReads {
  private readonly places = new FairPlaces(bounds);

  constructor(private readonly database: Database) {}

  /** Number of reads that have a place, and of those that wait for one. */
  get load(): FairPlaces['load'] {
    return this.places.load;
  }

  /** Prepares a read of the rows of a cursor, which `open` opens under the given name. Nothing is begun before it is reserved. */
  of<Row>(actor: Actor, open: OpenCursor): LongRead<Row> {
    return new LongRead(this.places, this.database, takerOf(actor), this.database.sequelOf(actor), open);
  }
}

/**
 * Rows of a cursor in lots, each of which is there until the next is asked for. The read ends with its reader: whoever stops
 * reading gives the place and the connection back.
 */
export class LongRead<Row> implements AsyncIterable<readonly Row[]> {
  private place: Place | null = null;

  constructor(
    private readonly places: FairPlaces,
    private readonly database: Database,
    private readonly taker: PlaceTaker,
    private readonly sequel: Sequel,
    private readonly open: OpenCursor,
  ) {}

  /** Waits for a place, without a connection. 503 where none is to be had in time. */
  async reserve(signal: AbortSignal): Promise<void> {
    this.place ??= await this.places.take(this.taker, retryAfterSeconds, signal);
  }

  /** Gives the place back. */
  release(): void {
    this.place?.free();
    this.place = null;
  }

  /** Returns the parts that are produced of the rows: a place is taken before the first and given back after the last. */
  async *reserved<Part>(
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
      const { session, ...caller } = this.sequel;
      const actor = await this.database.begin(session, { ...caller, isReadOnly: true });
      if (!actor) throw new NotSignedIn();
      try {
        const tx = this.database.managerOf(actor);
        await tx.query(bePatient);
        await this.open(tx, 'long_read');
        yield* this.lots(tx, actor);
      } finally {
        await this.database.rollback(actor);
      }
    } finally {
      this.release();
    }
  }

  /** Returns the lots. Postgres looks for one while the one before is on its way. */
  private async *lots(tx: EntityManager, actor: Actor): AsyncGenerator<readonly Row[], void, undefined> {
    let next = awaitedLater(tx.query<Row[]>(nextLot));
    try {
      for (let isOver = false; !isOver;) {
        const rows = await next;
        isOver = rows.length < rowsOfALot;
        if (!isOver) next = awaitedLater(tx.query<Row[]>(nextLot));
        if (rows.length === 0) return;
        const pace = this.watchPace(actor);
        try {
          yield rows;
        } finally {
          pace.stop();
        }
        if (pace.isTooSlow()) throw new Error('The reader of a long read took too long to take one part');
        // What one answer of the driver leaves behind refers to the next: with its rows in it each would outlive all young collections.
        rows.length = 0;
      }
    } finally {
      // Who stops reading leaves one under way, and one connection does one thing at a time.
      await next.catch(() => undefined);
    }
  }

  /** Ends the transaction and frees the place when the reader does not ask for the next lot in time. */
  private watchPace(actor: Actor): { readonly stop: () => void; readonly isTooSlow: () => boolean } {
    let isTooSlow = false;
    const timer = setTimeout(() => {
      isTooSlow = true;
      void this.database.rollback(actor).finally(() => {
        this.release();
      });
    }, maxMsPerLot).unref();
    return {
      stop: () => {
        clearTimeout(timer);
      },
      isTooSlow: () => isTooSlow,
    };
  }
}
