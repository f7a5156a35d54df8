import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { Keyset } from '../../platform/http/paging.js';
import { toEventView, type EventPage, type ChangeRow } from './change-feed.view.js';
import type { EventsQuery } from './change-feed.request.js';
import { CursorExpired } from './change-feed.errors.js';

interface ChangeFeedRow {
  readonly status: 'read' | 'archived' | 'unknown';
  readonly position: number;
  readonly within: number;
  readonly mark: string;
  readonly is_caught_up: boolean;
  readonly changes: readonly ChangeRow[];
}

const selectChanges = `
  SELECT status, "position", within, mark, is_caught_up, changes FROM audit.changes_after($1, $2, $3, $4)`;

const startPosition = ['0', '0', ''] as const;
/** Position of the newest link, which the database encodes as nulls. */
const endPosition = [null, null, null] as const;

/** Use case of the change feed. Postgres decides the visible events from the session. */
@Injectable()
export class ChangeFeedService {
  constructor(private readonly database: Database) {}

  follow(actor: Actor, { after, limit }: EventsQuery): Promise<EventPage> {
    const keyset = createKeyset(actor);
    const startAfter = after === 'now' ? endPosition : (keyset.after(after, 'after') ?? startPosition);
    return this.database.read(actor, async (tx) => {
      const [read] = await tx.query<ChangeFeedRow[]>(selectChanges, [...startAfter, limit]);
      if (!read) throw new Error('The read of the change feed returned no row');
      if (read.status !== 'read') throw new CursorExpired(read.status);
      const { position, within: offset, mark, is_caught_up: isCaughtUp } = read;
      const nextCursor = keyset.cursorOf([String(position), String(offset), mark]);
      return { items: read.changes.map(toEventView), nextCursor, isCaughtUp };
    });
  }
}

/** Returns the cursor codec of the caller's seat and scopes. A cursor of other callers would omit events. */
function createKeyset({ seat, scopes }: Actor): Keyset {
  return new Keyset('events', { seat, scopes: scopes?.toSorted() ?? null }, ['whole', 'whole', 'word']);
}
