import { mayUse } from '../../access/permissions.js';
import type { Policy } from '../../access/policy.js';
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
