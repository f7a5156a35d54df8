import { writeCsv } from './csv.js';
import type { ExportDocument } from './export-document.js';
import type { ExportedReport, ExportFormat } from './exports.enums.js';
import { writeJson } from './json.js';
import { writePdf } from './pdf.js';
import { writeXlsx } from './xlsx.js';

export interface FileType {
  readonly type: string;
  readonly write: (document: ExportDocument) => AsyncIterable<Buffer>;
}

export const fileTypes = {
  csv: { type: 'text/csv; charset=utf-8', write: writeCsv },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: writeXlsx },
  json: { type: 'application/json', write: writeJson },
  pdf: { type: 'application/pdf', write: writePdf },
} as const satisfies Record<ExportFormat, FileType>;

/** Returns the file name of an export: fixed words and the id of its record, without any entered text. */
export function formatFileName(report: ExportedReport, id: string, format: ExportFormat): string {
  return `${report}-${id}.${format}`;
}
