import type { FileLayout, FileRow } from './file-row.js';
import type { ReadingRules } from './import-rules.js';
import type { CandidateTip } from './known-tips.js';
import type { ParsedRow } from './parse-row.js';
import type { IntakeContext } from './read-complaint.js';
import type { RowFault } from './row-fault.js';
import type { ReadyRow } from './staging.js';

/** Complaint that is ready to be staged. */
export interface ReadyTip extends ReadyRow, CandidateTip {}

export interface ComplaintChunk {
  readonly kind: 'complaints';
  readonly rows: number;
  readonly ready: readonly ReadyTip[];
  /** Faults, and warnings of rows that are ready. */
  readonly faults: readonly RowFault[];
}

export interface RecordRow extends ParsedRow {
  readonly row: number;
}

/** Chunk of rows of other records, which are validated in the database. */
export interface RecordChunk {
  readonly kind: 'records';
  readonly rows: readonly RecordRow[];
}

/** Layout of the file, the first part of its read. */
export interface LayoutPart extends FileLayout {
  readonly kind: 'layout';
}

export type RowPart = LayoutPart | ComplaintChunk | RecordChunk;

/** Rules for the cells of a file of complaints. */
export interface CellRules extends Pick<ReadingRules, 'constants' | 'translations'>, IntakeContext {
  /** Fields by column; null for a column that is left out. */
  readonly columns: readonly (string | null)[];
  /** Names of the columns in the file. */
  readonly headings: readonly string[];
  readonly zone: string;
}

/** Chunk of rows of complaints that are not parsed yet. */
export interface CellChunk {
  readonly kind: 'cells';
  readonly rows: readonly FileRow[];
  readonly rules: CellRules;
}

export type RowPiece = LayoutPart | CellChunk | RecordChunk;
