import type { Policy } from '../platform/access/policy.js';
import type { Presentation } from './presentation.entity.js';
import type { Training } from './training.entity.js';

/** Who may do what about outreach. */
export const outreachPolicy = {
  /** Agencies hold it, and task forces for them; the national programme counts it. */
  record: ({ seat }) => seat.at !== 'national',
} satisfies Policy<Presentation | Training>;
