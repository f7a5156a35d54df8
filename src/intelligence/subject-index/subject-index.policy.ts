import type { Policy } from '../../access/policy.js';
import type { SubjectIndexEntry } from './index-entry.entity.js';

export const subjectIndexPolicy = {
  /** Excludes the submitter from decisions. Removal is open to all. */
  review: ({ accountId }, { submittedBy }) => accountId !== submittedBy,
  /** Also excludes the author of a correction that changed the subject. */
  revalidate: ({ accountId }, { submittedBy, correctedBy }) => accountId !== submittedBy && accountId !== correctedBy,
  /** Requires a supervisor to give details of a restricted or sensitive entry. */
  disseminate: ({ role }, { sensitivity }) => role === 'supervisor' || sensitivity === 'unclassified',
} satisfies Policy<Pick<SubjectIndexEntry, 'submittedBy' | 'correctedBy' | 'sensitivity'>>;
