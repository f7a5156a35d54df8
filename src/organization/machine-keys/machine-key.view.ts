import { namePerson, type PersonView } from '../accounts/person.view.js';
import type { KeyScope } from '../../access/permissions.js';

/** Actions that the reader may take. */
export class MachineKeyMay {
  /** Whether the reader may revoke the key. */
  readonly revoke!: boolean;
}

/** Machine key. A machine acts with it in the name and at the seat of its owner. */
export class MachineKeyView {
  /** Id of the key. The audit trail records the machine's actions under it as the session id. */
  readonly id!: string;
  /** Account of the owner. */
  readonly accountId!: string;
  /** Account of the owner. */
  readonly account!: PersonView;
  /**
   * Name of the owner.
   * @example Dana Reyes
   */
  readonly accountName!: string;
  readonly name!: string;
  /**
   * First characters of the key.
   * @example tf1_01890a5d1c2b
   */
  readonly prefix!: string;
  /**
   * Secret token, for `Authorization: Bearer <token>`. Only the response to its creation contains it. It is null in
   * every other response and in the response to a repeated Idempotency-Key.
   * @example tf1_01890a5d1c2b_Zk3xw0-J8bqQ1mVtT5rYcN7aPdLhS2oGf9uEiXKjR4w
   */
  readonly token!: string | null;
  readonly scopes!: KeyScope[];
  readonly networks!: string[];
  /** Time of creation. */
  readonly createdAt!: string;
  /** Time of the last use, to the minute; null if the key was never used. */
  readonly usedAt!: string | null;
  /**
   * Latest expiry. The key ends earlier on revocation, on a change of the owner's role, seat or status, and on recovery
   * by a one-time link.
   * @format date-time
   */
  readonly expiresAt!: string;
  /** Time of the early end; null if there was none. */
  readonly endedAt!: string | null;
  readonly may!: MachineKeyMay;
}

/** Page of machine keys. */
export class MachineKeyPage {
  readonly items!: MachineKeyView[];
  readonly nextCursor!: string | null;
}

export interface MachineKey {
  readonly id: string;
  readonly account_id: string;
  readonly account_name: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: KeyScope[];
  readonly networks: string[];
  readonly created_at: Date;
  readonly used_at: Date | null;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
}

export function toMachineKeyView(key: MachineKey, token: string | null = null): MachineKeyView {
  return {
    id: key.id,
    accountId: key.account_id,
    account: namePerson(key.account_id),
    accountName: key.account_name,
    name: key.name,
    prefix: key.prefix,
    token,
    scopes: key.scopes,
    networks: key.networks,
    createdAt: key.created_at.toISOString(),
    usedAt: key.used_at?.toISOString() ?? null,
    expiresAt: key.expires_at.toISOString(),
    endedAt: key.ended_at?.toISOString() ?? null,
    may: { revoke: key.ended_at === null },
  };
}
