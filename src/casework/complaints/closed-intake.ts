import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { dayOf, type Day } from '../../platform/time/calendar.js';
import { instantsOf } from '../../platform/time/local-time.js';
import type { Complaint } from './complaint.entity.js';
import { complaintTransitions, type ComplaintState, type DispositionCode } from './complaints.enums.js';
import { InvalidTransition } from './complaints.errors.js';
import type { Intake } from './intake.js';

/** Closing of a complaint before it was logged here. Its log has the day and no time. */
export interface PastClosure {
  readonly disposition: DispositionCode;
  readonly closedOn: Day;
}

/** Complaint that is closed when it is logged. It was never open here, so it has no due time and no open matters. */
export type ClosedIntake = Omit<Intake, 'state'> & Pick<Complaint, 'state' | 'disposition' | 'stateSince'>;

/**
 * Closes a complaint on its arrival, at noon of its day in the zone, but not before its receipt. Rejects a day before the receipt
 * or after today (422). A reopening starts a cycle as for any closed complaint.
 */
export function closeOnArrival(
  intake: Intake,
  { disposition, closedOn }: PastClosure,
  zone: string,
  now: Date,
): ClosedIntake {
  const moves: readonly ComplaintState[] = complaintTransitions[intake.state];
  if (!moves.includes('closed')) throw new InvalidTransition(intake.state, moves);
  const [text] = instantsOf({ day: closedOn, time: '12:00:00' }, zone);
  if (text === undefined) throw InvalidInput.forPath('/closedOn', 'is not a day in the time zone of the task force');
  requireNotFuture('/closedOn', closedOn, dayOf(now, zone));
  if (closedOn < dayOf(intake.receivedAt, zone))
    throw InvalidInput.forPath('/closedOn', 'must not be before the complaint was received');
  const noon = new Date(text);
  const stateSince = new Date(Math.max(intake.receivedAt.getTime(), Math.min(noon.getTime(), now.getTime())));
  return { ...intake, state: 'closed', disposition, stateSince };
}
