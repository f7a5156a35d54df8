import type { Rendering } from './packets.words.js';

/**
 * What a field is about, and so whether it stays in a redacted rendering:
 *   matter  the matter itself: it stays;
 *   words   told in words by somebody, who may have told of a child: left out;
 *   child   concerns a child (18 U.S.C. 3509(d)(2)): left out;
 *   suspect names a suspect, or is found by the name: it stays, unless the suspect is a juvenile (18 U.S.C. 5038), who is not
 *           tried as an adult.
 */
export type Concern = 'matter' | 'words' | 'child' | 'suspect';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
/** A record as a packet tells it, field by field. */
export type PacketRow = Readonly<Record<string, Value>>;
export type Concerns = Readonly<Record<string, Concern>>;

/** What stands in the place of a value that was left out. Whether there was one is not told. */
export const redacted = '[redacted]';

/** The record as the rendering may tell it. Throws on a field that nobody said what it is about: it does not leave. */
export function rendered(row: PacketRow, concerns: Concerns, rendering: Rendering): PacketRow {
  const isOfJuvenile = row['juvenile'] === true && row['isTriedAsAdult'] !== true;
  const fields = Object.entries(row).map(([field, value]) => {
    const concern = concerns[field];
    if (concern === undefined) throw new Error(`The packet field ${field} is not classified in packets/sections`);
    return [field, rendering === 'sealed' || stays(concern, isOfJuvenile) ? value : redacted] as const;
  });
  return Object.fromEntries(fields);
}

function stays(concern: Concern, isOfJuvenile: boolean): boolean {
  return concern === 'matter' || (concern === 'suspect' && !isOfJuvenile);
}
