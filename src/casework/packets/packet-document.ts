import type { Concerns, Labels } from '../records/packet-declarations.js';
import { renderRow, type PacketRow } from './redaction.js';
import type { Rendering } from './packets.enums.js';

export interface CaseSection {
  readonly name: string;
  readonly title: string;
  readonly concerns: Concerns;
  readonly labels?: Readonly<Record<string, Labels>>;
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
  readonly labels: Readonly<Record<string, Labels>>;
  readonly rows: readonly PacketRow[];
}

export interface PacketDocument {
  readonly reference: string;
  readonly sections: readonly RenderedSection[];
}

/** Renders the records of a complaint. All renderings share this template and differ only in omissions. */
export function createDocument(
  reference: string,
  sections: readonly CaseSection[],
  rendering: Rendering,
): PacketDocument {
  return {
    reference,
    sections: sections.map(({ name, title, concerns, labels = {}, rows, isOfChild = () => false }) => ({
      name,
      title,
      labels,
      rows: rows
        .filter((row) => rendering === 'sealed' || !isOfChild(row))
        .map((row) => renderRow(row, concerns, rendering)),
    })),
  };
}
