import type { Policy } from '../../access/policy.js';
import type { SavedView } from './saved-view.entity.js';

/** Permissions on a saved view: only its author may change it, even if shared. */
export const savedViewPolicy = {
  update: ({ accountId }, { savedBy }) => accountId === savedBy,
} satisfies Policy<Pick<SavedView, 'savedBy'>>;
