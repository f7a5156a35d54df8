import { useSession } from './session';

/** Returns the time zone of the user's task force. */
export function useZone(): string {
  return useSession().session.seat.taskForce?.zone ?? 'UTC';
}
