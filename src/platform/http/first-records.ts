import type { EntityManager } from 'typeorm';
import { committed } from './committed-refusals.js';
import { Conflict } from './problems.js';

/** Links go to the record by which somebody is counted, never on from one link to the next. */
export class NotAFirstRecord extends Conflict {
  readonly type = 'not-a-first-record';
  readonly title = 'That record is itself of somebody who was recorded before; link to the first one';
  override readonly members: {
    /** The first record. */
    readonly firstId: string;
  };

  constructor(firstId: string) {
    super();
    this.members = { firstId };
  }
}

/** Whom other records are of is counted by this one: were it linked or voided, they would be counted nowhere. */
export class StandsForOthers extends Conflict {
  readonly type = 'stands-for-others';
  readonly title = 'Other records say that they are of the same as this one; undo that first';
}

/** It says of itself already that it is of somebody recorded before, or does not. */
export class LinkUnchanged extends Conflict {
  readonly type = 'link-unchanged';
  readonly title = 'It stands so already';
}

const entry = `SELECT audit.note('linked-records.told', $1, 'refused')`;

/**
 * Rejects a record that others are linked to, be they seen or not: it is locked, so no other joins them meanwhile. The refusal is
 * committed with its entry, since it tells of records beyond the seat.
 */
export async function requireStandsForNone(tx: EntityManager, { id }: { readonly id: string }): Promise<void> {
  const [row] = await tx.query<{ stands: boolean }[]>('SELECT oversight.stands_for_others($1) AS stands', [id]);
  if (row?.stands) throw committed(new StandsForOthers(), (own) => own.query(entry, [id]));
}
