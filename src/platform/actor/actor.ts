/**
 * Role of an account. It decides the permitted actions; the seat decides the accessible records. An `analyst` screens tips
 * and complaints, and decides nothing. An `auditor` reads the audit trail.
 */
export const roles = ['analyst', 'investigator', 'supervisor', 'admin', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Level of a seat. `national` is the office above the task forces, which sees numbers and no cases. */
export const seatLevels = ['agency', 'task_force', 'national'] as const;
export type SeatLevel = (typeof seatLevels)[number];

/** Seat of an account, which decides its accessible rows: those of an agency or a task force, or only counts. */
export type Seat =
  | { readonly level: 'agency'; readonly taskForceId: string; readonly agencyId: string }
  | { readonly level: 'task_force'; readonly taskForceId: string }
  | { readonly level: 'national' };

/**
 * Authenticated account of a request, as stored in the session row. It is also the key to the request's open
 * transaction.
 */
export interface Actor {
  readonly accountId: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly seat: Seat;
  /** Permissions of a machine key, within the role; null for a person's session, which has all of them. */
  readonly scopes: readonly string[] | null;
  /** Whether the session has re-authenticated within the last five minutes. */
  readonly isSteppedUp: boolean;
}

/** Converts the two nullable columns of a seat. */
export function seatOf(taskForceId: string | null, agencyId: string | null): Seat {
  if (taskForceId === null) return { level: 'national' };
  return agencyId === null ? { level: 'task_force', taskForceId } : { level: 'agency', taskForceId, agencyId };
}
