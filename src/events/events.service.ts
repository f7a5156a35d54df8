import { Injectable } from '@nestjs/common';
import type { Actor } from '../platform/access/actor.js';
import { Database } from '../platform/database/database.js';
import { Keyset } from '../platform/http/paging.js';
import { viewOf, type EventPage, type EventsQuery, type ToldChange } from './events.contract.js';
import { CursorGone } from './events.errors.js';

/** What was read of a task force's chain, and the place reached in it. */
interface ReadOn {
  readonly standing: 'read' | 'archived' | 'unknown';
  readonly position: number;
  readonly within: number;
  readonly mark: string;
  readonly is_caught_up: boolean;
  readonly changes: readonly ToldChange[];
}

const changesAfter = `
  SELECT standing, "position", within, mark, is_caught_up, changes FROM audit.changes_after($1, $2, $3, $4)`;

/** Before the first link of any chain. */
const beginning = ['0', '0', ''] as const;
/** No place is the newest place. */
const newest = [null, null, null] as const;

/** What changed, for other systems to follow. What is told is decided by Postgres from the session. */
@Injectable()
export class EventsService {
  constructor(private readonly database: Database) {}

  follow(actor: Actor, { after, limit }: EventsQuery): Promise<EventPage> {
    const keyset = cursorsOf(actor);
    const place = after === 'now' ? newest : (keyset.after(after, 'after') ?? beginning);
    return this.database.read(actor, async (tx) => {
      const [read] = await tx.query<ReadOn[]>(changesAfter, [...place, limit]);
      if (!read) throw new Error('The read of the change feed returned no row');
      if (read.standing !== 'read') throw new CursorGone(read.standing);
      const { position, within, mark, is_caught_up: isCaughtUp } = read;
      const nextCursor = keyset.cursorOf([String(position), String(within), mark]);
      return { items: read.changes.map(viewOf), nextCursor, isCaughtUp };
    });
  }
}

/**
 * Cursors of one seat, and of a key for the same scopes: another sees other records, and would pass over what was not told
 * to this one.
 */
function cursorsOf({ seat, scopes }: Actor): Keyset {
  return new Keyset('events', { seat, scopes: scopes?.toSorted() ?? null }, ['whole', 'whole', 'word']);
}
