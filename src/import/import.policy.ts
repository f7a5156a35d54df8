import type { Policy } from '../platform/access/policy.js';

/** Who may bring a file in: whoever is seated where there are records. */
export const importPolicy = {
  begin: ({ seat }) => seat.at !== 'national',
} satisfies Policy<null>;
