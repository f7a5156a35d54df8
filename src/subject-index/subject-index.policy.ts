import type { Policy } from '../platform/access/policy.js';
import type { SubjectIndexEntry } from './index-entry.entity.js';

/** Who may do what to an entry of the subject index that they see. */
export const subjectIndexPolicy = {
  /** Nobody decides on what they submitted themselves. Taking it back is everybody's. */
  review: ({ accountId }, { submittedBy }) => accountId !== submittedBy,
  /** Nor on whom it is about by their own correction. */
  revalidate: ({ accountId }, { submittedBy, correctedBy }) => accountId !== submittedBy && accountId !== correctedBy,
  /** Details of what is labelled go out by a supervisor's hand. */
  give: ({ role }, { sensitivity }) => role === 'supervisor' || sensitivity === 'unclassified',
} satisfies Policy<Pick<SubjectIndexEntry, 'submittedBy' | 'correctedBy' | 'sensitivity'>>;
