import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { Policy } from '../../access/policy.js';
import type { AssistanceSession } from './assistance-session.entity.js';
import type { Presentation } from './presentation.entity.js';
import type { Training } from './training.entity.js';

export const outreachPolicy = {
  /** Allows agencies, and task forces for them. The national program only counts outreach. */
  record: ({ seat }) => seat.level !== 'national',
} satisfies Policy<Presentation | Training | AssistanceSession>;

/** Whether the actor's role and seat may record outreach. */
export function mayRecord(actor: Actor): boolean {
  return allows(actor.role, 'outreach:record') && outreachPolicy.record(actor);
}
