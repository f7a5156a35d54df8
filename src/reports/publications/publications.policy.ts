import type { Actor } from '../../platform/access/actor.js';
import type { Policy } from '../../platform/access/policy.js';

/** Who publishes figures. */
export const publicationPolicy = {
  /** A supervisor has looked at what the public gets. */
  publish: ({ role }: Actor) => role === 'supervisor',
} satisfies Policy<null>;
