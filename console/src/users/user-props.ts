import { ifMatch } from '../api/client';
import type { Schemas } from '../api/types';

export type ProvisionedUser = Schemas['ProvisionedUserView'];

/** Properties that the dialog of every decision on a user has. */
export interface UserProps {
  readonly user: ProvisionedUser;
  readonly onClose: () => void;
  /** Continues with the sentence of the outcome. */
  readonly onDone: (sentence: string) => void;
  readonly onStale: () => void;
}

/** Returns the path of a decision on the user, and its header with the version that was read. */
export function paramsOf({ id, version }: ProvisionedUser) {
  return { path: { id }, header: ifMatch(version) };
}
