import { RefusedFile } from '../../../platform/files/refused-file.js';

/** Limit of the format for the characters of a cell. */
export const maxTextLength = 32_767;

/** Text of a workbook, in one piece or in formatted runs. Phonetic runs are omitted. */
export class TextRuns {
  private parts: string[] = [];
  private length = 0;
  private isText = false;
  private isPhonetic = false;

  openElement(name: string): void {
    if (name === 'rPh') this.isPhonetic = true;
    else if (name === 't') this.isText = !this.isPhonetic;
  }

  add(part: string): void {
    if (this.isText) this.addValue(part);
  }

  /** Adds the value of a cell outside a text element. */
  addValue(part: string): void {
    this.length += part.length;
    if (this.length > maxTextLength) {
      throw new RefusedFile('too-large', `has a cell of more than ${maxTextLength} characters`);
    }
    this.parts.push(part);
  }

  closeElement(name: string): void {
    if (name === 'rPh') this.isPhonetic = false;
    else if (name === 't') this.isText = false;
  }

  takeText(): string {
    const text = this.parts.join('');
    this.parts = [];
    this.length = 0;
    return text;
  }
}

/**
 * Decodes `_x000D_`, which encodes a character that XML does not allow, and `_x005F_x000D_`, which encodes that text.
 */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
