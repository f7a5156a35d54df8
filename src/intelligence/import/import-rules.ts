/** Columns by field. */
export type ColumnMapping = Readonly<Record<string, string>>;

/** Value of a field in all rows that have none of their own. */
export interface ConstantRule {
  readonly field: string;
  readonly value: string;
}

/** Word of a column, and the value that it stands for. */
export interface TranslationRule {
  readonly field: string;
  readonly cell: string;
  readonly value: string;
}

/** Rules with which a request says how its file is read. */
export interface ReadingRules {
  readonly mapping: ColumnMapping;
  readonly constants: readonly ConstantRule[];
  readonly translations: readonly TranslationRule[];
  /** Row of the head; null for the first row with known columns. */
  readonly headRow: number | null;
}
