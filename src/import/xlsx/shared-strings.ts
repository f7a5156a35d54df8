import { RefusedFile } from '../../platform/files/refused-file.js';
import { readXml, type XmlListener } from '../../platform/files/xml-stream.js';
import { TextRuns, unescaped } from './text-runs.js';

const mostStrings = 1_000_000;
const mostBytes = 33_554_432;
const blockBytes = 1_048_576;
const lengthBytes = 4;
/** So much of what cells point to is at hand as it was read: most point to the same few. */
const mostAtHand = 1_000_000;

/** The texts of a workbook that its cells point to: packed in blocks, for as many objects would be several times as large. */
export class SharedStrings {
  private readonly blocks: Buffer[] = [];
  private readonly places: number[] = [];
  private free = 0;
  private readonly atHand = new Map<number, string>();
  private charactersAtHand = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.places.length === mostStrings) {
      throw new RefusedFile('too-large', `has more than ${mostStrings} texts that its cells share`);
    }
    if (this.blocks.length === 0 || this.free + lengthBytes + length > blockBytes) this.begin();
    const block = this.blocks.at(-1);
    if (!block) throw new Error('No block of shared strings was allocated');
    this.places.push((this.blocks.length - 1) * blockBytes + this.free);
    block.writeUInt32LE(length, this.free);
    block.write(text, this.free + lengthBytes);
    this.free += lengthBytes + length;
  }

  /** The text of that number, from 0; null where there is none. */
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
      throw new RefusedFile('too-large', `has texts that its cells share of more than ${mostBytes} bytes`);
    }
    this.blocks.push(Buffer.allocUnsafeSlow(blockBytes));
    this.free = 0;
  }
}

/** Reads the part of a workbook that holds them. */
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
