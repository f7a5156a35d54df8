import { ifMatch } from '../api/client';
import type { Schemas } from '../api/types';

export type ManagedAccount = Schemas['ManagedAccountView'];

/** Properties that the dialog of every act on an account has. */
export interface AccountActProps {
  readonly account: ManagedAccount;
  readonly onClose: () => void;
  /** Continues with the sentence of the outcome. */
  readonly onDone: (sentence: string) => void;
  readonly onStale: () => void;
}

/** Returns the path of an act on the account, and its header with the version that was read. */
export function paramsOf({ id, version }: ManagedAccount) {
  return { path: { id }, header: ifMatch(version) };
}
