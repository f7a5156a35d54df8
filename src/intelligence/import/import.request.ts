import { IsBoolean, IsIn } from 'class-validator';
import { BooleanText, ListOf, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import { importKinds, textFormats, type ImportKind, type TextFormat } from './import.enums.js';
import { allFieldNames } from './kinds/kinds.js';

/** Mapping of a field to a column. */
export class MappedField {
  /**
   * Field of the records.
   * @example narrative
   */
  @IsIn(allFieldNames) readonly field!: string;
  /**
   * Name of the column.
   * @example What happened
   */
  @Text({ max: 200 }) readonly column!: string;
}

/** Import to begin. */
export class BeginImport {
  /**
   * Kind of the records. The permission for a single record is required.
   * @example complaints
   */
  @IsIn(importKinds) readonly kind!: ImportKind;
  /** Fields with a column of another name. */
  @Omittable() @ListOf(() => MappedField, allFieldNames.length) readonly mapping?: MappedField[];
  /** Whether unknown columns are ignored. Otherwise a file with unknown columns is rejected. */
  @Omittable() @IsBoolean() readonly leavesOutOther?: boolean;
}

/** First lines of a text file, for a preview. */
export class PreviewImport extends BeginImport {
  @IsIn(textFormats) readonly format!: TextFormat;
  /**
   * First lines, complete.
   * @example source,received,description
   */
  @Text({ max: 20_000, multiline: true }) readonly sample!: string;
}

/** Options of the commit. */
export class EnterRows {
  /** Whether to commit without the faulty rows. */
  @Omittable() @IsBoolean() readonly withoutFaulty?: boolean;
}

/** Page of the imports of the reader's seat. */
export class ImportsQuery extends PageQuery {
  /** Only imports whose rows can be committed, or only the others. */
  @Omittable() @BooleanText() readonly awaitingCommit?: boolean;
}
