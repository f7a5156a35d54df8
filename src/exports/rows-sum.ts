import { createHash } from 'node:crypto';
import { csvLines } from './cells.js';
import type { Row } from './exported.js';

/**
 * How many rows a document has, and the SHA-256 of them as the CSV writes them: what the last sheet or page of a file tells that
 * cannot hold a sum of its own bytes.
 */
export class RowsSum {
  private readonly hash = createHash('sha256');
  private rows = 0;

  get count(): number {
    return this.rows;
  }

  add(lot: readonly Row[]): void {
    this.rows += lot.length;
    this.hash.update(csvLines(lot));
  }

  /** Once, at the end. */
  told(): readonly (readonly [name: string, value: string | number])[] {
    return [
      ['rows', this.rows],
      ['sha256 of the rows, as CSV', this.hash.digest('hex')],
    ];
  }
}
