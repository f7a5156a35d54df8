import { RefusedFile } from '../../../platform/files/refused-file.js';
import type { XmlListener } from '../../../platform/files/xml-stream.js';
import { maxRowCharacters, maxColumns } from '../import.enums.js';
import { maxColumn, parseCellReference, parseRange, type CellPosition } from './cell-position.js';
import { parseCellValue, type CellRules } from './cell-value.js';
import { TextRuns } from './text-runs.js';

/** Row of a sheet with its number, and its cells up to the last nonempty one. */
export interface SheetRow {
  readonly row: number;
  readonly cells: string[];
  readonly cellFaults: Map<number, string>;
  /** Whether a cell beyond the maximum number of columns is nonempty. */
  isTooWide: boolean;
}

type Attributes = Readonly<Record<string, string | undefined>>;

interface OpenCell extends CellPosition {
  readonly type: string;
  readonly style: string;
  isFormula: boolean;
}

/** Limit of the columns that formulas over several cells may cover in total. */
const maxCoveredColumns = 10_000_000;
const maxRow = 1_048_576;

/** Parser of a sheet, which buffers the complete rows until they are taken. */
export class SheetParser implements XmlListener<SheetRow> {
  private rows: SheetRow[] = [];
  private readonly runs = new TextRuns();
  /** Last row that a formula over several cells fills, by column. */
  private readonly formulaRows = new Uint32Array(maxColumn);
  private coveredColumns = 0;
  private isInRows = false;
  private isInValue = false;
  private row: SheetRow | null = null;
  private rowNumber = 0;
  private rowLength = 0;
  private column = -1;
  private cell: OpenCell | null = null;

  constructor(private readonly rules: CellRules) {}

  /** Returns the complete rows and removes them from the buffer. */
  take(): readonly SheetRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  opened(name: string, attributes: Attributes): void {
    if (name === 'sheetData') this.isInRows = true;
    else if (!this.isInRows) return;
    else if (name === 'row') this.beginRow(attributes['r']);
    else if (name === 'c') this.beginCell(attributes);
    else if (this.cell && name === 'f') this.beginFormula(this.cell, attributes);
    else if (this.cell && name === 'v') this.isInValue = true;
    else if (this.cell) this.runs.openElement(name);
  }

  text(part: string): void {
    if (this.isInValue) this.runs.addValue(part);
    else if (this.cell) this.runs.add(part);
  }

  closed(name: string): void {
    if (name === 'sheetData') this.isInRows = false;
    else if (name === 'row') this.endRow();
    else if (name === 'c') this.endCell();
    else if (name === 'v') this.isInValue = false;
    else this.runs.closeElement(name);
  }

  private beginRow(number: string | undefined): void {
    const next = number === undefined ? this.rowNumber + 1 : Number(number);
    if (!Number.isInteger(next) || next <= this.rowNumber || next > maxRow || this.row) throw outOfOrder();
    this.rowNumber = next;
    this.row = { row: next, cells: [], cellFaults: new Map(), isTooWide: false };
    this.rowLength = 0;
    this.column = -1;
  }

  private beginCell({ r, t = 'n', s = '0' }: Attributes): void {
    const position = r === undefined ? { row: this.rowNumber, column: this.column + 1 } : parseCellReference(r);
    if (!this.row || this.cell || position?.row !== this.rowNumber || position.column <= this.column)
      throw outOfOrder();
    this.column = position.column;
    this.cell = { ...position, type: t, style: s, isFormula: this.isFilled(position) };
    this.runs.takeText();
  }

  private beginFormula(cell: OpenCell, { t, ref }: Attributes): void {
    cell.isFormula = true;
    if (ref === undefined || (t !== 'array' && t !== 'dataTable')) return;
    const range = parseRange(ref);
    this.coveredColumns += range ? Math.abs(range.to.column - range.from.column) + 1 : 0;
    if (!range || this.coveredColumns > maxCoveredColumns) {
      throw new RefusedFile('not-fit', 'has formulas over too many cells');
    }
    for (let column = range.from.column; column <= range.to.column; column += 1) {
      this.formulaRows[column] = Math.max(this.formulaRows[column] ?? 0, range.to.row);
    }
  }

  /** Whether a formula of another cell fills this one. */
  private isFilled({ row, column }: CellPosition): boolean {
    return row <= (this.formulaRows[column] ?? 0);
  }

  private endCell(): void {
    const { row, cell } = this;
    this.cell = null;
    if (!row || !cell) return;
    const read = cell.isFormula
      ? { fault: 'holds a formula: replace it with its value' }
      : parseCellValue({ type: cell.type, style: cell.style, value: this.runs.takeText() }, this.rules);
    if ('value' in read && read.value === '') return;
    if (cell.column >= maxColumns) {
      row.isTooWide = true;
      return;
    }
    while (row.cells.length <= cell.column) row.cells.push('');
    if ('fault' in read) row.cellFaults.set(cell.column, read.fault);
    else row.cells[cell.column] = this.requireMaxLength(read.value);
  }

  private requireMaxLength(text: string): string {
    this.rowLength += text.length;
    if (this.rowLength > maxRowCharacters) {
      throw new RefusedFile('too-large', `has a row of more than ${maxRowCharacters} characters`);
    }
    return text;
  }

  private endRow(): void {
    if (this.row && (this.row.cells.length > 0 || this.row.isTooWide)) this.rows.push(this.row);
    this.row = null;
  }
}

function outOfOrder(): RefusedFile {
  return new RefusedFile('not-fit', 'has rows or cells that are out of order');
}
