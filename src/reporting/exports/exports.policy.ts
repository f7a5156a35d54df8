import type { Policy } from '../../access/policy.js';
import type { Export } from './export.entity.js';

export const exportPolicy = {
  /**
   * Rejects records for the national program, which has counts only. A publication needs a supervisor, who has
   * reviewed it.
   */
  make: ({ role, seat }, { report, handling }) =>
    (report !== 'records' || seat.level !== 'national') && (handling !== 'public_release' || role === 'supervisor'),
} satisfies Policy<Pick<Export, 'report' | 'handling'>>;
