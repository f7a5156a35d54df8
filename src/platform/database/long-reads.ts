import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { NotSignedIn, Unavailable } from '../http/problems.js';
import { Database, type Sequel } from './database.js';

/** So many at once: each has a connection to itself for as long as somebody takes to read what it sends. */
const mostAtOnce = 3;
const retryAfterSeconds = 15;

// Who reads slowly holds the connection, and nobody who does not read at all: the server ends theirs after a minute without a byte.
const bePatient = `SET LOCAL idle_in_transaction_session_timeout = '70s'`;

// What is in memory is a few of these lots.
const nextLot = 'FETCH 2000 FROM long_read';

/** Reads that outlast their request's transaction: many rows, as they all were at one moment, while they are being sent. */
@Injectable()
export class LongReads {
  private underWay = 0;

  constructor(private readonly database: Database) {}

  /**
   * The rows of a cursor that `open` opens under the given name, in lots. It ends with its reader: whoever stops reading gives the
   * connection back. 503 where as many are under way as there may be, for the others have to be answered too.
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
        for (;;) {
          const rows = await tx.query<Row[]>(nextLot);
          if (rows.length === 0) return;
          yield rows;
        }
      } finally {
        await this.database.rollback(actor);
      }
    } finally {
      this.underWay -= 1;
    }
  }
}
