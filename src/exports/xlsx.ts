import { PassThrough, type Transform } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type ExcelJS from 'exceljs';
import { awaitedLater, ownErrors, partsOf } from '../platform/streams/owned-stream.js';
import type { Exported, Row } from './exported.js';
import { RowsSum } from './rows-sum.js';

/** A sheet of Excel has so many rows, its heading among them. */
const mostRowsOfASheet = 1_048_576;
/** So many bytes of a sheet may wait to be packed before another row is written. */
const mostWaiting = 1 << 18;

type Sheet = ExcelJS.Worksheet;
type Workbook = ExcelJS.stream.xlsx.WorkbookWriter;

/**
 * A workbook: what the document says of itself, its rows, and last how many they are. Every text is written as a text, never as a
 * formula, and days as text too: what was typed is what is read, in whatever zone and language.
 */
export async function* xlsxOf(document: Exported): AsyncGenerator<Buffer, void, undefined> {
  const out = new PassThrough();
  ownErrors(out);
  // Loaded with the first of them, so that no start waits for it.
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: false });
  const zip = zipOf(workbook);
  // The library listens to the errors of its own streams only once it is told that the workbook is complete.
  ownErrors(zip);
  zip.once('error', (fault) => out.destroy(fault));
  try {
    workbook.created = document.generatedAt;
    const { title, marking, definition } = document;
    const said: Row[] = [['title', title], ['marking', marking], ...definition.map(({ name, value }) => [name, value])];
    writeSheet(workbook, 'Definition', document, said);
    yield* rowsOf(workbook, document, out);
    const done = awaitedLater(workbook.commit());
    yield* partsOf(out);
    await done;
  } finally {
    zip.unpipe(out);
    zip.destroy();
    out.destroy();
  }
}

async function* rowsOf(
  workbook: Workbook,
  document: Exported,
  out: PassThrough,
): AsyncGenerator<Buffer, void, undefined> {
  const sum = new RowsSum(document.columns);
  const heading = document.columns.map(({ key }) => key);
  let number = 1;
  let sheet = sheetOf(workbook, 'Rows', document, heading);
  for await (const lot of document.rows) {
    for (const row of lot) {
      if (sheet.rowCount >= mostRowsOfASheet) {
        sheet.commit();
        number += 1;
        sheet = sheetOf(workbook, `Rows ${number}`, document, heading);
      }
      sheet.addRow([...row]).commit();
    }
    sum.add(lot);
    do {
      for (let part = take(out); part !== null; part = take(out)) yield part;
      // A packer that failed takes nothing any more.
      if (out.destroyed) throw new Error('The workbook could not be packed');
      if (waitingIn(sheet) > mostWaiting) await delay(1);
    } while (waitingIn(sheet) > mostWaiting);
  }
  sheet.commit();
  writeSheet(
    workbook,
    'Trailer',
    document,
    sum.told().map((pair) => [...pair]),
  );
}

function writeSheet(workbook: Workbook, name: string, document: Exported, rows: readonly Row[]): void {
  const sheet = sheetOf(workbook, name, document);
  for (const row of rows) sheet.addRow([...row]).commit();
  sheet.commit();
}

/** The marking is at the head of every page that is printed. */
function sheetOf(workbook: Workbook, name: string, { marking }: Exported, heading?: readonly string[]): Sheet {
  const sheet = workbook.addWorksheet(name, {
    headerFooter: { oddHeader: marking },
    ...(heading ? { views: [{ state: 'frozen', ySplit: 1 }] } : {}),
  });
  if (heading) sheet.addRow([...heading]).commit();
  return sheet;
}

/** Packer of the workbook, which the library does not declare. */
function zipOf(workbook: Workbook): Transform {
  return (workbook as unknown as { readonly zip: Transform }).zip;
}

function take(out: PassThrough): Buffer | null {
  return out.read() as Buffer | null;
}

/** What the packer holds of a sheet. The library itself waits for nobody, and would keep all of it for a reader who is slow. */
function waitingIn(sheet: Sheet): number {
  const { stream } = sheet as unknown as { readonly stream: { readonly pipes: readonly Packing[] } };
  return stream.pipes.reduce((sum, { _writableState: { length } }) => sum + length, 0);
}

interface Packing {
  readonly _writableState: { readonly length: number };
}
