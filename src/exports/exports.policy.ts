import type { Policy } from '../platform/access/policy.js';
import type { Export } from './export.entity.js';

/** Who may have what exported. */
export const exportPolicy = {
  /** The national programme has counts of everything and records of nothing; what the public gets, a supervisor has looked at. */
  make: ({ role, seat }, { report, handling }) =>
    (report !== 'records' || seat.at !== 'national') && (handling !== 'public_release' || role === 'supervisor'),
} satisfies Policy<Pick<Export, 'report' | 'handling'>>;
