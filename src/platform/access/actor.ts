/** What an account may do: the verbs. Which rows it may do it to is its seat. */
export const roles = ['investigator', 'supervisor', 'admin', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Levels that an account may sit at. */
export const seatLevels = ['agency', 'task_force', 'national'] as const;
export type SeatLevel = (typeof seatLevels)[number];

/** Where an account sits, and so which rows there are for it: an agency's, a task force's, or none but counts. */
export type Seat =
  | { readonly at: 'agency'; readonly taskForceId: string; readonly agencyId: string }
  | { readonly at: 'task_force'; readonly taskForceId: string }
  | { readonly at: 'national' };

/** Who acts, as the session row says. It is also the key to the request's open transaction. */
export interface Actor {
  readonly accountId: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly seat: Seat;
  /** The permissions a machine key was made for, within the role; null for a person's session, which is for all of it. */
  readonly scopes: readonly string[] | null;
  /** Whether it has shown again, in the last five minutes, that it is its owner who acts. */
  readonly isSteppedUp: boolean;
}

/** The seat that two nullable columns tell of. */
export function seatOf(taskForceId: string | null, agencyId: string | null): Seat {
  if (taskForceId === null) return { at: 'national' };
  return agencyId === null ? { at: 'task_force', taskForceId } : { at: 'agency', taskForceId, agencyId };
}
