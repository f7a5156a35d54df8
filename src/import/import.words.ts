/** What comes in by the file. */
export const importKinds = ['complaints', 'suspects', 'arrests', 'agencies'] as const;
export type ImportKind = (typeof importKinds)[number];

/** As what. */
export const textFormats = ['csv', 'ndjson'] as const;
export type TextFormat = (typeof textFormats)[number];
export const importFormats = [...textFormats, 'xlsx'] as const;
/** A format that an import is read in. */
export type ImportFormat = (typeof importFormats)[number];
/** What a file of that format is called by whoever sends it. */
export const mediaTypes: Readonly<Record<ImportFormat, string>> = {
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/**
 * Where an import is: its file is looked through as it comes in, and is either checked, or failed where it is no such file. Then a
 * supervisor has its rows entered. Entering ends early with the session that asked for it; then it is interrupted, until somebody asks again.
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

/** So long after it was begun an import can be entered: its rows wait for a day more, and are forgotten (`staging.forget`). */
export const daysToEnter = 6;

/** No file is longer, however it comes in, and none that comes in by HTTP, where it has half a minute. */
export const mostRows = 2_000_000;
export const mostBytesSent = 64 * 1024 * 1024;
/** A workbook is whole in memory, and two may come in at once. */
export const mostBytesOfWorkbook = 16 * 1024 * 1024;
/** A row, with everything in it, is a complaint's narrative several times over. */
export const mostBytesOfRow = 262_144;
export const mostColumns = 200;
/** So many faults of a file are kept to be read; whoever has more has one fault in every row. */
export const mostFaultsKept = 100_000;
