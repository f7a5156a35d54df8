import { namePerson, type PersonView } from '../../organization/accounts/person.view.js';
import type { ImportBatch } from './import-batch.entity.js';
import type { ImportFormat, ImportKind, ImportState, Separator } from './import.enums.js';
import type { BeginImport, ConstantField, MappedField, TranslatedCell } from './import.request.js';
import type { ReadingRules } from './import-rules.js';

/** Import of a file. */
export class ImportView {
  readonly id!: string;
  readonly version!: number;
  readonly kind!: ImportKind;
  /** Mapping of fields to columns. */
  readonly mapping!: MappedField[];
  /** Values of fields without a column, or of rows with an empty cell. */
  readonly constants!: ConstantField[];
  /** Words of the file, and the values that they stand for. */
  readonly translations!: TranslatedCell[];
  /** Row that was read as the head. Before the upload it is the named row; null without one. */
  readonly headRow!: number | null;
  /** Separator that was found in a CSV file; null for another format. */
  readonly separator!: Separator | null;
  readonly leavesOutOther!: boolean;
  readonly state!: ImportState;
  /** Format of the file; null before the upload. */
  readonly format!: ImportFormat | null;
  /** Checksum (SHA-256) of the file; null before the upload. */
  readonly fileDigest!: string | null;
  /** Size of the file in bytes; null before the upload. */
  readonly fileBytes!: number | null;
  /** Number of rows. */
  readonly rows!: number;
  /** Number of rows that can be committed. */
  readonly ready!: number;
  /**
   * Number of rows that exist already, in the tracker or twice in the file, with the same content. They need no action.
   */
  readonly known!: number;
  /** Number of rows that are faulty, or that exist with other content. */
  readonly faulty!: number;
  /** Number of cells that could not be read and are optional. Their text stays in the narrative of the row. */
  readonly warnings!: number;
  /** Number of rows that record a closed complaint. If there are any, somebody else than `startedBy` and `uploadedBy` commits the import. */
  readonly closing!: number;
  /** Number of committed rows. */
  readonly logged!: number;
  /**
   * Account that began the import.
   * @format uuid
   */
  readonly startedBy!: string;
  readonly startedByPerson!: PersonView;
  /** Time of its beginning. */
  readonly startedAt!: string;
  /**
   * Account that uploaded the file; null before the upload.
   * @format uuid
   */
  readonly uploadedBy!: string | null;
  readonly uploadedByPerson!: PersonView | null;
  /**
   * Account that committed the rows.
   * @format uuid
   */
  readonly committedBy!: string | null;
  readonly committedByPerson!: PersonView | null;
  /** Time at which the last row was committed, or the file was rejected. */
  readonly endedAt!: string | null;
}

/** Page of imports. */
export class ImportPage {
  readonly items!: ImportView[];
  readonly nextCursor!: string | null;
}

/** Field of a row, with its value or its fault. */
export class PreviewedField {
  readonly field!: string;
  /** Text of the cell in the file; null for a constant. */
  readonly cell!: string | null;
  /** Value; null for a fault. */
  readonly value!: string | null;
  /** Fault; null for a value. */
  readonly fault!: string | null;
  /** Whether the fault is a warning: the row is imported, and the text of the cell stays in its narrative. */
  readonly isWarning!: boolean;
}

/** Row of a preview. */
export class PreviewedRow {
  /** Number in the file, where headings on the first line are 1. */
  readonly row!: number;
  readonly fields!: PreviewedField[];
}

/** Preview of a file. */
export class PreviewView {
  /** Row that was read as the head; null for a format without one. */
  readonly headRow!: number | null;
  /** Separator of a CSV file; null for another format. */
  readonly separator!: Separator | null;
  readonly columns!: PreviewedColumn[];
  /** Required fields without a column. */
  readonly missing!: string[];
  readonly rows!: PreviewedRow[];
}

/** Column and its field. */
export class PreviewedColumn {
  readonly column!: string;
  /** Field; null for an unknown column. */
  readonly field!: string | null;
}

export function toImportView(batch: ImportBatch): ImportView {
  const { headRow, separator, constants, translations, warnings } = batch;
  const { id, version, kind, leavesOutOther, state, format, fileBytes, rows, ready, known, faulty, logged } = batch;
  return {
    ...{ id, version, kind, leavesOutOther, state, format, fileBytes, rows, ready, known, faulty, logged },
    ...{
      warnings,
      closing: batch.closing,
      headRow,
      separator,
      constants: [...constants],
      translations: [...translations],
    },
    mapping: Object.entries(batch.mapping).map(([field, column]) => ({ field, column })),
    fileDigest: batch.fileDigest?.toString('hex') ?? null,
    startedBy: batch.startedBy,
    startedByPerson: namePerson(batch.startedBy),
    startedAt: batch.startedAt.toISOString(),
    uploadedBy: batch.uploadedBy,
    uploadedByPerson: namePerson(batch.uploadedBy),
    committedBy: batch.committedBy,
    committedByPerson: namePerson(batch.committedBy),
    endedAt: batch.endedAt?.toISOString() ?? null,
  };
}

/** Returns the rules of a request as they are stored. */
export function toReadingRules({
  mapping = [],
  constants = [],
  translations = [],
  headRow,
}: Pick<BeginImport, 'mapping' | 'constants' | 'translations' | 'headRow'>): ReadingRules {
  return {
    mapping: Object.fromEntries(mapping.map(({ field, column }) => [field, column])),
    constants: constants.map(({ field, value }) => ({ field, value })),
    translations: translations.map(({ field, cell, value }) => ({ field, cell, value })),
    headRow: headRow ?? null,
  };
}
