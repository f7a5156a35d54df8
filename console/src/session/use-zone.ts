import { useSession } from './session';

/** Returns the time zone of the user's task force. A national office has none: its users have that of their browser. */
export function useZone(): string {
  return useSession().session.seat.taskForce?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
