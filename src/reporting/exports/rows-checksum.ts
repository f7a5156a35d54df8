import { createHash } from 'node:crypto';
import { formatCsvLines } from './cells.js';
import type { Row } from './export-document.js';

/**
 * Number of rows, and their SHA-256 as CSV. XLSX and PDF files end with it, because they cannot contain a hash of their
 * own bytes.
 */
export class RowsChecksum {
  private readonly hash = createHash('sha256');
  private rows = 0;

  get count(): number {
    return this.rows;
  }

  add(batch: readonly Row[]): void {
    this.rows += batch.length;
    this.hash.update(formatCsvLines(batch));
  }

  /** Returns the name and value of both sums. The hash is then final, so it is called once. */
  toPairs(): readonly (readonly [name: string, value: string | number])[] {
    return [
      ['rows', this.rows],
      ['sha256 of the rows, as CSV', this.hash.digest('hex')],
    ];
  }
}
