import { IsBoolean, IsIn } from 'class-validator';
import { ListOf, Omittable, Text } from '../platform/http/input.js';
import { PageQuery } from '../platform/http/paging.js';
import type { ImportBatch, Mapping } from './import-batch.entity.js';
import {
  importKinds,
  textFormats,
  type ImportFormat,
  type ImportKind,
  type ImportState,
  type TextFormat,
} from './import.words.js';
import { everyField } from './kinds/kinds.js';

/** In which column of a file a field stands. */
export class MappedField {
  /**
   * A field of what the rows are.
   * @example narrative
   */
  @IsIn(everyField) readonly field!: string;
  /**
   * What the column is called.
   * @example What happened
   */
  @Text({ max: 200 }) readonly column!: string;
}

/** A file that is to come in. */
export class BeginImport {
  /**
   * What each of its rows is: who may do it for one may do it for many.
   * @example complaints
   */
  @IsIn(importKinds) readonly kind!: ImportKind;
  /** The fields whose column is not called as they are. */
  @Omittable() @ListOf(() => MappedField, everyField.length) readonly mapping?: MappedField[];
  /** Whether columns that are no field's are left out; else a file that has some is refused. */
  @Omittable() @IsBoolean() readonly leavesOutOther?: boolean;
}

/** The first lines of a file of text, to see how it would be read. */
export class PreviewImport extends BeginImport {
  @IsIn(textFormats) readonly format!: TextFormat;
  /**
   * Its first lines, whole.
   * @example source,received,description
   */
  @Text({ max: 20_000, multiline: true }) readonly sample!: string;
}

/** Has the rows entered that can be. */
export class EnterRows {
  /** Whether they are to be entered without those that are wrong. */
  @Omittable() @IsBoolean() readonly withoutFaulty?: boolean;
}

/** A file that is to come in, or has. */
export class ImportView {
  /** @format uuid */
  readonly id!: string;
  readonly version!: number;
  readonly kind!: ImportKind;
  /** Which column was said to hold which field. */
  readonly mapping!: MappedField[];
  readonly leavesOutOther!: boolean;
  readonly state!: ImportState;
  /** What its file is; null until it has come. */
  readonly format!: ImportFormat | null;
  /** The SHA-256 of the file, once it has come. */
  readonly fileDigest!: string | null;
  /** How long the file is; null until it has come. */
  readonly fileBytes!: number | null;
  /** How many rows it has. */
  readonly rows!: number;
  /** How many of them can be entered. */
  readonly ready!: number;
  /** How many are there already, or stand twice in the file, with the same content: there is nothing to do. */
  readonly known!: number;
  /** How many are wrong, or known with other content. */
  readonly faulty!: number;
  /** How many were entered. */
  readonly logged!: number;
  /**
   * Who said that it is to come.
   * @format uuid
   */
  readonly begunBy!: string;
  /**
   * And when.
   * @format date-time
   */
  readonly begunAt!: string;
  /**
   * Who had the rows entered.
   * @format uuid
   */
  readonly committedBy!: string | null;
  /**
   * When the last row was entered, or the file was refused.
   * @format date-time
   */
  readonly endedAt!: string | null;
}

/** A part of a list of imports. */
export class ImportPage {
  readonly items!: ImportView[];
  /** Hand it back as `cursor` for the next part; null at the end. */
  readonly nextCursor!: string | null;
}

/** Which of one's seat's imports to list. */
export class ImportsQuery extends PageQuery {}

/** A field of a row as it would be read, or what is wrong with it. */
export class PreviewedField {
  readonly field!: string;
  /** What it would be; null where it is wrong. */
  readonly value!: string | null;
  /** What is wrong with it. */
  readonly fault!: string | null;
}

/** A row as it would be read. */
export class PreviewedRow {
  /** Its number in the file, where headings on the first line are 1. */
  readonly row!: number;
  readonly fields!: PreviewedField[];
}

/** How a file would be read. */
export class PreviewView {
  /** Each of its columns, with the field that it holds. */
  readonly columns!: PreviewedColumn[];
  /** The fields that are needed, and stand in no column. */
  readonly missing!: string[];
  readonly rows!: PreviewedRow[];
}

/** A column, and what it would be read into. */
export class PreviewedColumn {
  readonly column!: string;
  /** Null for one that is no field's. */
  readonly field!: string | null;
}

export function viewOf(batch: ImportBatch): ImportView {
  const { id, version, kind, leavesOutOther, state, format, fileBytes, rows, ready, known, faulty, logged } = batch;
  return {
    ...{ id, version, kind, leavesOutOther, state, format, fileBytes, rows, ready, known, faulty, logged },
    mapping: Object.entries(batch.mapping).map(([field, column]) => ({ field, column })),
    fileDigest: batch.fileDigest?.toString('hex') ?? null,
    begunBy: batch.begunBy,
    begunAt: batch.begunAt.toISOString(),
    committedBy: batch.committedBy,
    endedAt: batch.endedAt?.toISOString() ?? null,
  };
}

/** A mapping as it is kept. */
export function mappingIn(said: readonly MappedField[] | undefined): Mapping {
  return Object.fromEntries((said ?? []).map(({ field, column }) => [field, column]));
}
