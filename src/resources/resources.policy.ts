import type { Policy } from '../platform/access/policy.js';
import type { StaffingLevel } from './staffing-level.entity.js';

/** Who may do what about the people who are dedicated to the work. */
export const resourcesPolicy = {
  /** Agencies tell of their own, and task forces of theirs; the national programme counts them. */
  record: ({ seat }) => seat.at !== 'national',
} satisfies Policy<StaffingLevel>;
