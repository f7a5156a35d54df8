import type { Actor } from '../../../platform/actor/actor.js';
import type { Policy } from '../../../access/policy.js';

export const publicationPolicy = {
  /** Allows only supervisors, who review the figures before the public gets them. */
  publish: ({ role }: Actor) => role === 'supervisor',
} satisfies Policy<null>;
