import { csvOf } from './csv.js';
import type { Exported } from './exported.js';
import type { ExportedReport, ExportFormat } from './exports.words.js';
import { jsonOf } from './json.js';
import { pdfOf } from './pdf.js';
import { xlsxOf } from './xlsx.js';

export interface FileType {
  readonly type: string;
  readonly write: (document: Exported) => AsyncIterable<Buffer>;
}

export const fileTypes = {
  csv: { type: 'text/csv; charset=utf-8', write: csvOf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsxOf },
  json: { type: 'application/json', write: jsonOf },
  pdf: { type: 'application/pdf', write: pdfOf },
} as const satisfies Record<ExportFormat, FileType>;

/** Returns the file name of an export: fixed words and the id of its record, without any entered text. */
export function nameOf(report: ExportedReport, id: string, format: ExportFormat): string {
  return `${report}-${id}.${format}`;
}
