import { InvalidInput } from '../../src/platform/http/problems.js';

/** Returns the first fault of invalid input by pointer and detail, the class of another error, or null if the act succeeds. */
export function rejectionOf(act: () => unknown): unknown {
  try {
    act();
    return null;
  } catch (error) {
    if (!(error instanceof InvalidInput)) return (error as Error).constructor;
    const [fault] = error.members.errors;
    return `${fault?.pointer ?? ''} ${fault?.detail ?? ''}`;
  }
}
