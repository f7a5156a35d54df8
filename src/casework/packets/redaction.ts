import type { Rendering } from './packets.enums.js';

/**
 * Classification of a field, which decides whether it remains in a redacted rendering:
 *   matter  remains: a fact of the matter;
 *   words   omitted: free text, which may mention a child;
 *   child   omitted: concerns a child (18 U.S.C. 3509(d)(2));
 *   suspect remains, except for a juvenile (18 U.S.C. 5038) who is not tried as an adult: identifies a suspect.
 */
export type Concern = 'matter' | 'words' | 'child' | 'suspect';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type PacketRow = Readonly<Record<string, Value>>;
export type Concerns = Readonly<Record<string, Concern>>;

/** Replacement for an omitted value. It does not disclose whether there was a value. */
export const redactionText = '[redacted]';

/** Returns the record as rendered. Throws on an unclassified field, which must never be disclosed. */
export function renderRow(row: PacketRow, concerns: Concerns, rendering: Rendering): PacketRow {
  const isOfJuvenile = row['juvenile'] === true && row['isTriedAsAdult'] !== true;
  const fields = Object.entries(row).map(([field, value]) => {
    const concern = concerns[field];
    if (concern === undefined) throw new Error(`The packet field ${field} is not classified in packets/sections`);
    return [field, rendering === 'sealed' || isVisible(concern, isOfJuvenile) ? value : redactionText] as const;
  });
  return Object.fromEntries(fields);
}

function isVisible(concern: Concern, isOfJuvenile: boolean): boolean {
  return concern === 'matter' || (concern === 'suspect' && !isOfJuvenile);
}
