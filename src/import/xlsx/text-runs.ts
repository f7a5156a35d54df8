import { RefusedFile } from '../../platform/files/refused-file.js';

/** No cell of a workbook holds more. */
export const longestText = 32_767;

/** A text of a workbook as it is read: of one piece, or of runs that are each shown in a way of their own. How it is spoken is left out. */
export class TextRuns {
  private parts: string[] = [];
  private length = 0;
  private isText = false;
  private isSpoken = false;

  opened(name: string): void {
    if (name === 'rPh') this.isSpoken = true;
    else if (name === 't') this.isText = !this.isSpoken;
  }

  add(part: string): void {
    if (this.isText) this.addValue(part);
  }

  /** What stands in a cell, and in no text of its own. */
  addValue(part: string): void {
    this.length += part.length;
    if (this.length > longestText) {
      throw new RefusedFile('too-large', `has a cell of more than ${longestText} characters`);
    }
    this.parts.push(part);
  }

  closed(name: string): void {
    if (name === 'rPh') this.isSpoken = false;
    else if (name === 't') this.isText = false;
  }

  /** All of it; the next begins. */
  take(): string {
    const text = this.parts.join('');
    this.parts = [];
    this.length = 0;
    return text;
  }
}

/** Characters that XML has not are written `_x000D_`, and what looks like that `_x005F_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
