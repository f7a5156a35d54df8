import { RefusedFile } from '../../../platform/files/refused-file.js';
import { readXml, type XmlListener } from '../../../platform/files/xml-stream.js';
import { TextRuns, unescaped } from './text-runs.js';

const mostStrings = 1_000_000;
const mostBytes = 33_554_432;
const blockBytes = 1_048_576;
const lengthBytes = 4;
/** Limit of cached characters. Most cells refer to the same few texts. */
const mostAtHand = 1_000_000;

/** Shared texts of a workbook, packed in blocks. As many objects would take several times the memory. */
export class SharedStrings {
  private readonly blocks: Buffer[] = [];
  private readonly places: number[] = [];
  private free = 0;
  private readonly atHand = new Map<number, string>();
  private charactersAtHand = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.places.length === mostStrings) {
      throw new RefusedFile('too-large', `has more than ${mostStrings} shared texts`);
    }
    if (this.blocks.length === 0 || this.free + lengthBytes + length > blockBytes) this.begin();
    const block = this.blocks.at(-1);
    if (!block) throw new Error('No block of shared strings was allocated');
    this.places.push((this.blocks.length - 1) * blockBytes + this.free);
    block.writeUInt32LE(length, this.free);
    block.write(text, this.free + lengthBytes);
    this.free += lengthBytes + length;
  }

  /** Returns the text at an index, from 0; null if there is none. */
  at(index: number): string | null {
    const text = this.atHand.get(index) ?? this.packed(index);
    if (text !== null && !this.atHand.has(index)) this.keepAtHand(index, text);
    return text;
  }

  private keepAtHand(index: number, text: string): void {
    this.charactersAtHand += text.length;
    if (this.charactersAtHand > mostAtHand) {
      this.atHand.clear();
      this.charactersAtHand = text.length;
    }
    this.atHand.set(index, text);
  }

  private packed(index: number): string | null {
    const place = this.places[index];
    const block = this.blocks[Math.floor((place ?? 0) / blockBytes)];
    if (place === undefined || !block) return null;
    const from = (place % blockBytes) + lengthBytes;
    return block.toString('utf8', from, from + block.readUInt32LE(from - lengthBytes));
  }

  private begin(): void {
    if (this.blocks.length * blockBytes >= mostBytes) {
      throw new RefusedFile('too-large', `has shared texts of more than ${mostBytes} bytes`);
    }
    this.blocks.push(Buffer.allocUnsafeSlow(blockBytes));
    this.free = 0;
  }
}

/** Reads the part of a workbook with the shared texts. */
export async function sharedStringsIn(pieces: AsyncIterable<Buffer>): Promise<SharedStrings> {
  const strings = new SharedStrings();
  for await (const text of readXml(pieces, new StringsReading())) strings.add(text);
  return strings;
}

class StringsReading implements XmlListener<string> {
  private readonly runs = new TextRuns();
  private texts: string[] = [];

  take(): readonly string[] {
    const { texts } = this;
    this.texts = [];
    return texts;
  }

  opened(name: string): void {
    if (name === 'si') this.runs.take();
    this.runs.opened(name);
  }

  text(part: string): void {
    this.runs.add(part);
  }

  closed(name: string): void {
    this.runs.closed(name);
    if (name === 'si') this.texts.push(unescaped(this.runs.take()));
  }
}
