import { IsBoolean, IsIn } from 'class-validator';
import { BooleanText, Integer, ListOf, Omittable, Text } from '../../platform/validation/input.js';
import { PageQuery } from '../../platform/http/paging.js';
import {
  importKinds,
  maxHeadRow,
  maxTranslations,
  textFormats,
  type ImportKind,
  type TextFormat,
} from './import.enums.js';
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

/** Value of a field in all rows that have none of their own. */
export class ConstantField {
  /**
   * Field of the records, as in a mapping.
   * @example source
   */
  @Text({ max: 100 }) readonly field!: string;
  /**
   * Value, in any form that a cell may have.
   * @example NCMEC CyberTip
   */
  @Text({ max: 2000, multiline: true }) readonly value!: string;
}

/** Word of a column, and the value that it stands for. Case and punctuation make no difference. */
export class TranslatedCell {
  /**
   * Field of the records, as in a mapping.
   * @example type
   */
  @Text({ max: 100 }) readonly field!: string;
  /**
   * Whole text of the cell.
   * @example OE
   */
  @Text({ max: 200 }) readonly cell!: string;
  /**
   * Value, in any form that a cell may have.
   * @example enticement
   */
  @Text({ max: 200 }) readonly value!: string;
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
  /** Values of fields without a column, or of rows with an empty cell. */
  @Omittable() @ListOf(() => ConstantField, allFieldNames.length) readonly constants?: ConstantField[];
  /** Words of the file, and the values that they stand for. */
  @Omittable() @ListOf(() => TranslatedCell, maxTranslations) readonly translations?: TranslatedCell[];
  /**
   * Row with the names of the columns. Without it, the first of the first 20 rows with two known columns is the head.
   * @example 1
   */
  @Omittable() @Integer(1, maxHeadRow) readonly headRow?: number;
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
  /** Only imports whose rows can be committed (true), or only the others (false). */
  @Omittable() @BooleanText() readonly awaitingCommit?: boolean;
}
