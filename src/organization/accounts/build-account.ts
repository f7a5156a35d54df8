import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { requireNationallyUnique } from '../../access/national-uniqueness.js';
import { Account, type SeatColumns } from './account.entity.js';
import { parseExpiry, requireAccessibleSeat, toSeatColumns } from './seat-validation.js';
import type { CreateAccount } from './account.request.js';

export type SeatCheck = (columns: SeatColumns) => Promise<void>;

/**
 * Builds a new account or throws 422. It writes nothing. A caller with many accounts passes a check that runs once per
 * seat.
 */
export async function buildAccount(
  tx: EntityManager,
  actor: Actor,
  id: string,
  input: CreateAccount,
  requireSeat: SeatCheck = (columns) => requireAccessibleSeat(tx, actor, columns),
): Promise<Account> {
  const { email, name, role, seat, affiliation = 'agency', title = null } = input;
  const columns = toSeatColumns(seat);
  await requireSeat(columns);
  const endsAt = await parseExpiry(tx, input.endsAt);
  return tx.create(Account, { id, email: email.toLowerCase(), name, role, affiliation, title, endsAt, ...columns });
}

/** Creates an account. It cannot sign in before its owner has set a password with an invitation. */
export async function insertAccount(tx: EntityManager, actor: Actor, id: string, input: CreateAccount): Promise<void> {
  const account = await buildAccount(tx, actor, id, input);
  await requireNationallyUnique(tx, 'email', account.email);
  await tx.insert(Account, account);
}
