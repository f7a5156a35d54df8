import { Voided } from './problems.js';

/** A row that stays to be read when it turned out that it should not have been recorded: nothing of the record is deleted. */
export interface Voidable {
  voidedAt: Date | null;
  voidReason: string | null;
}

/** 409 where the row was voided: it takes no further change. One that is being made has nothing there yet. */
export function requireLiving({ voidedAt }: Partial<Voidable>): void {
  if (voidedAt) throw new Voided();
}

/** Voids the row, once. */
export function voidRow(row: Voidable, reason: string, now: Date): void {
  requireLiving(row);
  row.voidedAt = now;
  row.voidReason = reason;
}
