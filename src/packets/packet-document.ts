import { rendered, type Concerns, type PacketRow } from './redaction.js';
import type { Rendering } from './packets.words.js';

/** Records of one kind as read, with the classification of each field. */
export interface SectionOf {
  readonly name: string;
  readonly title: string;
  readonly concerns: Concerns;
  readonly rows: readonly PacketRow[];
  /**
   * Whether a whole row concerns a child. A redacted rendering omits such rows, and so does not disclose that they
   * exist.
   */
  readonly isOfChild?: (row: PacketRow) => boolean;
}

export interface RenderedSection {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly PacketRow[];
}

export interface PacketDocument {
  readonly reference: string;
  readonly sections: readonly RenderedSection[];
}

/** Renders the records of a complaint. All renderings share this template and differ only in omissions. */
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
