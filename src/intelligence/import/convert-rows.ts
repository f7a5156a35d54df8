import { complaintFields } from './complaint-fields.js';
import { readComplaint } from './read-complaint.js';
import { prepareReading } from './reading-rules.js';
import { toRowFault, type RowFault } from './row-fault.js';
import type { CellChunk, ComplaintChunk, ReadyTip, RowPart, RowPiece } from './row-parts.js';
import { toReadyRow, type StagedRow } from './staging.js';

/** Parses the rows of complaints. Other pieces of a file are parts already. */
export function convertRows(piece: RowPiece): RowPart {
  return piece.kind === 'cells' ? parseComplaints(piece) : piece;
}

function parseComplaints({ rows, rules }: CellChunk): ComplaintChunk {
  const { columns, headings, zone } = rules;
  const reading = prepareReading(complaintFields, headings, rules, zone);
  const ready: ReadyTip[] = [];
  const faults: RowFault[] = [];
  for (const row of rows) {
    const read = readComplaint(row, columns, reading, rules);
    if ('staged' in read) ready.push(toReadyTip(read.staged));
    const found = 'staged' in read ? read.warnings : read.faults;
    faults.push(...found.map((fault) => toRowFault(row.row, fault, 'staged' in read)));
  }
  return { kind: 'complaints', rows: rows.length, ready, faults };
}

function toReadyTip(staged: StagedRow): ReadyTip {
  const { source, external_reference, agency_id, disposition } = staged.record as {
    readonly source: string;
    readonly external_reference: string | null;
    readonly agency_id: string;
    readonly disposition?: string;
  };
  const named = { source, externalReference: external_reference, agencyId: agency_id };
  return { ...toReadyRow(staged), ...named, disposition: disposition ?? null };
}
