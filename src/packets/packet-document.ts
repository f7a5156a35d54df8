import { rendered, type Concerns, type PacketRow } from './redaction.js';
import type { Rendering } from './packets.words.js';

/** Records of one kind, as they were read, and what each of their fields is about. */
export interface SectionOf {
  readonly name: string;
  readonly title: string;
  readonly concerns: Concerns;
  readonly rows: readonly PacketRow[];
  /** Whether a whole row is about a child, so that a redacted rendering does not tell that there is one. */
  readonly isOfChild?: (row: PacketRow) => boolean;
}

/** Records of one kind, as a rendering tells them. */
export interface RenderedSection {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly PacketRow[];
}

/** All of a complaint that a packet holds. */
export interface PacketDocument {
  readonly reference: string;
  readonly sections: readonly RenderedSection[];
}

/** The one template: what each rendering tells differs only in what it leaves out. */
export function documentOf(reference: string, sections: readonly SectionOf[], rendering: Rendering): PacketDocument {
  return {
    reference,
    sections: sections.map(({ name, title, concerns, rows, isOfChild = () => false }) => ({
      name,
      title,
      rows: rows
        .filter((row) => rendering === 'sealed' || !isOfChild(row))
        .map((row) => rendered(row, concerns, rendering)),
    })),
  };
}
