import type { EntityManager } from 'typeorm';
import { committed } from './committed-refusals.js';
import { Conflict } from './problems.js';

/** Rejected link to a record that is itself linked. Links go directly to the primary record. */
export class NotAFirstRecord extends Conflict {
  readonly type = 'not-a-first-record';
  readonly title = 'That record is itself of somebody who was recorded before; link to the first one';
  override readonly members: {
    /** Id of the primary record. */
    readonly firstId: string;
  };

  constructor(firstId: string) {
    super();
    this.members = { firstId };
  }
}

/** Rejected link or void of a primary record. Its linked records would no longer be counted. */
export class StandsForOthers extends Conflict {
  readonly type = 'stands-for-others';
  readonly title = 'Other records say that they are of the same as this one; undo that first';
}

/** Rejected link or unlink without an effect. */
export class LinkUnchanged extends Conflict {
  readonly type = 'link-unchanged';
  readonly title = 'It stands so already';
}

const entry = `SELECT audit.note('linked-records.told', $1, 'refused')`;

/**
 * Rejects a record to which others are linked, visible or not. The lock on the record prevents new links meanwhile. The
 * trail entry of the refusal is committed, because it reveals records beyond the seat.
 */
export async function requireStandsForNone(tx: EntityManager, { id }: { readonly id: string }): Promise<void> {
  const [row] = await tx.query<{ stands: boolean }[]>('SELECT oversight.stands_for_others($1) AS stands', [id]);
  if (row?.stands) throw committed(new StandsForOthers(), (own) => own.query(entry, [id]));
}
