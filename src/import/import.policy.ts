import { mayUse } from '../platform/access/permissions.js';
import type { Policy } from '../platform/access/policy.js';
import type { ImportKind } from './import.words.js';
import { kinds } from './kinds/kinds.js';

/**
 * Who may bring a file in: who may do it for one record, and is seated where there are such. Agencies are kept above the agencies,
 * all else at the seats that work cases.
 */
export const importPolicy = {
  begin: (actor, kind) =>
    mayUse(actor, kinds[kind].permission) && actor.seat.at !== (kind === 'agencies' ? 'agency' : 'national'),
} satisfies Policy<ImportKind>;
