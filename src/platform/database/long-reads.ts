import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NotSignedIn, Unavailable } from '../http/problems.js';
import { Database, type Sequel } from './database.js';

/** So many at once: each has a connection to itself for as long as somebody takes to read what it sends. */
const mostAtOnce = 3;
const retryAfterSeconds = 15;

// Who reads slowly holds the connection, and nobody who does not read at all: the server ends theirs after a minute without a byte.
const bePatient = `SET LOCAL idle_in_transaction_session_timeout = '70s'`;

// What is in memory is a few of these lots: the one that is being sent, and the one that is read meanwhile.
const rowsOfALot = 500;
const nextLot = `FETCH ${rowsOfALot} FROM long_read`;

/** Reads that outlast their request's transaction: many rows, as they all were at one moment, while they are being sent. */
@Injectable()
export class LongReads {
  private underWay = 0;

  constructor(private readonly database: Database) {}

  /**
   * The rows of a cursor that `open` opens under the given name, in lots, each of which is there until the next is asked for. It ends
   * with its reader: whoever stops reading gives the connection back. 503 where as many are under way as there may be, for the others have to be answered too.
   */
  async *rows<Row>(
    { session, ...caller }: Sequel,
    open: (tx: EntityManager, cursor: string) => Promise<unknown>,
  ): AsyncGenerator<readonly Row[], void, undefined> {
    if (this.underWay >= mostAtOnce) throw new Unavailable(retryAfterSeconds);
    this.underWay += 1;
    try {
      const actor = await this.database.begin(session, { ...caller, isReadOnly: true });
      if (!actor) throw new NotSignedIn();
      try {
        const tx = this.database.managerOf(actor);
        await tx.query(bePatient);
        await open(tx, 'long_read');
        yield* lotsOf<Row>(tx);
      } finally {
        await this.database.rollback(actor);
      }
    } finally {
      this.underWay -= 1;
    }
  }
}

/** Postgres looks for a lot while the one before is on its way. */
async function* lotsOf<Row>(tx: EntityManager): AsyncGenerator<readonly Row[], void, undefined> {
  let next = tx.query<Row[]>(nextLot);
  try {
    for (let isOver = false; !isOver;) {
      const rows = await next;
      isOver = rows.length < rowsOfALot;
      if (!isOver) next = tx.query<Row[]>(nextLot);
      if (rows.length === 0) return;
      yield rows;
      // What one answer of the driver leaves behind refers to the next: with its rows in it each would outlive all young collections.
      rows.length = 0;
    }
  } finally {
    // Who stops reading leaves one under way, and one connection does one thing at a time.
    await next.catch(() => undefined);
  }
}
