import { Voided } from '../../platform/http/problems.js';

/** Row that can be voided. It stays readable, because no row of the record is deleted. */
export interface Voidable {
  voidedAt: Date | null;
  voidReason: string | null;
}

/** Throws 409 for a voided row. A new row has no void columns yet. */
export function requireNotVoid({ voidedAt }: Partial<Voidable>): void {
  if (voidedAt) throw new Voided();
}

export function voidRow(row: Voidable, reason: string, now: Date): void {
  requireNotVoid(row);
  row.voidedAt = now;
  row.voidReason = reason;
}
