import { mayUse } from '../../access/permissions.js';
import type { Policy } from '../../access/policy.js';
import type { ImportBatch } from './import-batch.entity.js';
import type { ImportKind } from './import.enums.js';
import { kinds } from './kinds/kinds.js';

/**
 * Policy of imports: the permission for a single record, at a seat with such records. Agencies belong to the seats above them, all other
 * records to the seats that work cases.
 */
export const importPolicy = {
  begin: (actor, kind) =>
    mayUse(actor, kinds[kind].permission) && actor.seat.level !== (kind === 'agencies' ? 'agency' : 'national'),
} satisfies Policy<ImportKind>;

/** Policy of a commit. Complaints that arrive closed take a second person, who did not prepare the import. */
export const commitPolicy = {
  commit: ({ accountId }, { closing, startedBy, uploadedBy }) =>
    closing === 0 || ![startedBy, uploadedBy].includes(accountId),
} satisfies Policy<Pick<ImportBatch, 'closing' | 'startedBy' | 'uploadedBy'>>;
