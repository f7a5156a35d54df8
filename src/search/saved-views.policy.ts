import type { Policy } from '../platform/access/policy.js';
import type { SavedView } from './saved-view.entity.js';

/** A view is changed by whoever saved it, whomever it is shared with. */
export const savedViewPolicy = {
  keep: ({ accountId }, { savedBy }) => accountId === savedBy,
} satisfies Policy<Pick<SavedView, 'savedBy'>>;
