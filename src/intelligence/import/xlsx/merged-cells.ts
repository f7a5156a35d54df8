import { RefusedFile } from '../../../platform/files/refused-file.js';
import type { ZipEntry } from '../../../platform/files/zip.js';
import { maxColumns } from '../import.enums.js';
import { parseRange, type CellRange } from './cell-position.js';
import type { SheetRow } from './sheet-parser.js';

const listName = Buffer.from('mergeCells');
const elementPattern = /<(?:\w+:)?mergeCell\s[^<>]*?\bref="([A-Z\d:$]{1,40})"/g;
/** Limit of the list of merged cells. A range takes some thirty bytes. */
const maxListBytes = 4_194_304;

/**
 * Reads the merged cells of a sheet that are several rows high, in row order. Their list is behind the rows, so the sheet is unpacked once
 * more, which takes a fiftieth of its reading; only the list is parsed.
 */
export async function readMergedCells(sheet: ZipEntry): Promise<readonly CellRange[]> {
  const list = await readList(sheet);
  return [...list.matchAll(elementPattern)]
    .map(([, reference = '']) => parseRange(reference))
    .filter((range) => range !== null)
    .filter(({ from, to }) => to.row > from.row && from.column < maxColumns)
    .sort((one, other) => one.from.row - other.from.row);
}

/** Returns the text of the sheet from its list of merged cells on; empty without one. */
async function readList(sheet: ZipEntry): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  let end: Buffer = Buffer.alloc(0);
  for await (const piece of sheet.pieces()) {
    if (length > 0) {
      parts.push(piece);
      length += piece.length;
    } else {
      const joined = Buffer.concat([end, piece]);
      const at = findList(joined);
      if (at >= 0) parts.push(joined.subarray(at));
      length = parts[0]?.length ?? 0;
      end = joined.subarray(-listName.length - 1);
    }
    if (length > maxListBytes) throw new RefusedFile('too-large', 'has too many merged cells');
  }
  return Buffer.concat(parts).toString('latin1');
}

/** Returns the position of the list in a piece, or -1. A name of the list in a text has no bracket or prefix before it. */
function findList(piece: Buffer): number {
  for (let at = piece.indexOf(listName); at >= 0; at = piece.indexOf(listName, at + 1)) {
    const before = piece[at - 1];
    if (before === 0x3c || before === 0x3a) return at;
  }
  return -1;
}

/** Fills merged cells down: each row of a range gets the cell of its first row, unless that is above the first filled row. */
export class MergedCellFiller {
  private next = 0;
  private readonly open = new Map<
    number,
    { readonly lastRow: number; readonly cell: string; readonly fault?: string }
  >();

  constructor(private readonly ranges: readonly CellRange[]) {}

  fill({ row, cells, cellFaults }: SheetRow): void {
    for (const [column, { lastRow, cell, fault }] of this.open) {
      if (lastRow < row) this.open.delete(column);
      else if ((cells[column] ?? '') === '' && !cellFaults.has(column)) {
        while (cells.length <= column) cells.push('');
        cells[column] = cell;
        if (fault !== undefined) cellFaults.set(column, fault);
      }
    }
    for (let range = this.ranges[this.next]; range && range.from.row <= row; range = this.ranges[this.next]) {
      this.next += 1;
      const { column } = range.from;
      const fault = cellFaults.get(column);
      const cell = cells[column] ?? '';
      if (range.from.row === row && (cell !== '' || fault !== undefined))
        this.open.set(column, { lastRow: range.to.row, cell, ...(fault === undefined ? {} : { fault }) });
    }
  }
}
