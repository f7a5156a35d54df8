import type { Actor } from '../platform/access/actor.js';
import { allows } from '../platform/access/permissions.js';
import type { Policy } from '../platform/access/policy.js';
import type { AssistanceSession } from './assistance-session.entity.js';
import type { Presentation } from './presentation.entity.js';
import type { Training } from './training.entity.js';

/** Who may do what about outreach. */
export const outreachPolicy = {
  /** Agencies hold it, and task forces for them; the national programme counts it. */
  record: ({ seat }) => seat.at !== 'national',
} satisfies Policy<Presentation | Training | AssistanceSession>;

/** Whether the reader, by role and seat, may record outreach at all. */
export function mayRecord(actor: Actor): boolean {
  return allows(actor.role, 'outreach:record') && outreachPolicy.record(actor);
}
