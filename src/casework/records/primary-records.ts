import type { EntityManager } from 'typeorm';
import { withCommittedEntry } from '../../platform/http/committed-refusals.js';
import { Conflict } from '../../platform/http/problems.js';
import './records.trail.js';

/** Rejected link to a record that is itself linked. All records of one person link to one primary record. */
export class NotPrimaryRecord extends Conflict {
  readonly type = 'not-primary-record';
  readonly title = 'That record is itself linked to another record. Link to the primary record instead.';
  override readonly members: {
    /** Id of the primary record. */
    readonly firstId: string;
  };

  constructor(firstId: string) {
    super();
    this.members = { firstId };
  }
}

/** Rejected link or void of a primary record. The records linked to it would no longer be counted. */
export class IsPrimaryRecord extends Conflict {
  readonly type = 'is-primary-record';
  readonly title = 'Other records are linked to this one. Unlink them first.';
}

/** Rejected link or unlink without an effect. */
export class LinkUnchanged extends Conflict {
  readonly type = 'link-unchanged';
  readonly title = 'The records are already linked this way.';
}

/** Unlinking of a record that is not linked. */
export class NotLinked extends Conflict {
  readonly type = 'not-linked';
  readonly title = 'The record is not linked to another record.';
}

const entry = `SELECT audit.note('linked-records.disclosed', $1, 'refused')`;

/**
 * Rejects a record to which others are linked, visible or not; the lock prevents new links meanwhile. The trail entry of the refusal is
 * committed, because it reveals records beyond the seat.
 */
export async function requireNoSecondaries(tx: EntityManager, { id }: { readonly id: string }): Promise<void> {
  const [row] = await tx.query<{ stands: boolean }[]>('SELECT oversight.is_primary_record($1) AS stands', [id]);
  if (row?.stands) throw withCommittedEntry(new IsPrimaryRecord(), (own) => own.query(entry, [id]));
}
