/** Kind of imported records. */
export const importKinds = [
  'complaints',
  'suspects',
  'arrests',
  'prosecutions',
  'victims_identified',
  'trainings',
  'presentations',
  'agencies',
] as const;
export type ImportKind = (typeof importKinds)[number];

/** Text format of a file: a table (`csv`), or one JSON object a line (`ndjson`). */
export const textFormats = ['csv', 'ndjson'] as const;
export type TextFormat = (typeof textFormats)[number];
export const importFormats = [...textFormats, 'xlsx'] as const;
/** Format of an imported file: a table as text (`csv`), one JSON object a line (`ndjson`), or a workbook (`xlsx`). */
export type ImportFormat = (typeof importFormats)[number];
export const mediaTypes: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Character between the cells of a CSV file. */
export const separators = ['comma', 'semicolon', 'tab', 'pipe'] as const;
export type Separator = (typeof separators)[number];
export const separatorCharacters: Readonly<Record<Separator, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
};

/**
 * State of an import. The file is checked as it arrives, and `failed` if it is refused or breaks off. The import then takes
 * a file again. A supervisor commits the rows, which records them. A commit ends early with its session and is then
 * `interrupted`. Somebody can commit again.
 */
export const importStates = [
  'awaiting_file',
  'receiving',
  'failed',
  'checked',
  'committing',
  'committed',
  'interrupted',
] as const;
export type ImportState = (typeof importStates)[number];

/** Number of days in which an import can be committed. Its staged rows are deleted a day later (`staging.delete_expired`). */
export const commitWindowDays = 6;

/** Limits of a file: rows for any file, bytes for an upload over HTTP. */
export const maxRows = 2_000_000;
export const maxUploadBytes = 64 * 1024 * 1024;
/** A workbook is in memory as a whole, and two may arrive at once. */
export const maxWorkbookBytes = 16 * 1024 * 1024;
/** Limit of a row, several times as long as a complaint's narrative. */
export const maxRowCharacters = 262_144;
export const maxColumns = 200;
/** The head is searched in this number of rows. A request can name a later row. */
export const maxSearchedRows = 20;
export const maxHeadRow = 1000;
/** Limit of the words in a value table. */
export const maxTranslations = 1000;
/** Maximum number of stored faults of a file. A file with more has the same fault in every row. */
export const maxStoredFaults = 100_000;
