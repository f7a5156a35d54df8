import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { Account, type SeatColumns } from './account.entity.js';
import { requireSoon, requireThere, seatColumns } from './account-seats.js';
import type { CreateAccount } from './accounts.contract.js';

/** Whether a seat is there for whoever seats somebody; it throws where it is not. */
export type SeatCheck = (columns: SeatColumns) => Promise<void>;

/**
 * What an account to be made comes to, or 422 at what is not right about it. It writes nothing. Whoever makes many asks once
 * for each seat.
 */
export async function accountFrom(
  tx: EntityManager,
  actor: Actor,
  id: string,
  input: CreateAccount,
  requireSeat: SeatCheck = (columns) => requireThere(tx, actor, columns),
): Promise<Account> {
  const { email, name, role, seat, affiliation = 'agency' } = input;
  const columns = seatColumns(seat);
  await requireSeat(columns);
  const endsAt = await requireSoon(tx, input.endsAt);
  return tx.create(Account, { id, email: email.toLowerCase(), name, role, affiliation, endsAt, ...columns });
}
