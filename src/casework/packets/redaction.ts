import type { Concern, Concerns } from '../records/packet-declarations.js';
import type { Rendering } from './packets.enums.js';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type PacketRow = Readonly<Record<string, Value>>;

/** Replacement for an omitted value. It does not disclose whether there was a value. */
export const redactionText = '[redacted]';

/** Returns the record as rendered. Throws on an unclassified field, which must never be disclosed. */
export function renderRow(row: PacketRow, concerns: Concerns, rendering: Rendering): PacketRow {
  const isOfJuvenile = row['juvenile'] === true && row['isTriedAsAdult'] !== true;
  const fields = Object.entries(row).map(([field, value]) => {
    const concern = concerns[field];
    if (concern === undefined)
      throw new Error(`The packet field ${field} is not classified in the packet section of its feature`);
    return [field, rendering === 'sealed' || isVisible(concern, isOfJuvenile) ? value : redactionText] as const;
  });
  return Object.fromEntries(fields);
}

function isVisible(concern: Concern, isOfJuvenile: boolean): boolean {
  return concern === 'matter' || (concern === 'suspect' && !isOfJuvenile);
}
