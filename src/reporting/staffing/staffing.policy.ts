import type { Policy } from '../../access/policy.js';
import type { StaffingLevel } from './staffing-level.entity.js';

export const staffingPolicy = {
  /** Agencies and task forces record their own staff. The national office only reads the totals. */
  record: ({ seat }) => seat.level !== 'national',
} satisfies Policy<StaffingLevel>;
