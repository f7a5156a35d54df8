import { RefusedFile } from '../../../platform/files/refused-file.js';
import { readXml, type XmlListener } from '../../../platform/files/xml-stream.js';
import { TextRuns, unescapeText } from './text-runs.js';

const maxStrings = 1_000_000;
const maxBytes = 33_554_432;
const blockBytes = 1_048_576;
const lengthBytes = 4;
/** Limit of cached characters. Most cells refer to the same few texts. */
const maxCachedCharacters = 1_000_000;

/** Shared texts of a workbook, packed in blocks. As many objects would take several times the memory. */
export class SharedStrings {
  private readonly blocks: Buffer[] = [];
  private readonly offsets: number[] = [];
  private free = 0;
  private readonly cache = new Map<number, string>();
  private cachedCharacters = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.offsets.length === maxStrings) {
      throw new RefusedFile('too-large', `has more than ${maxStrings} shared texts`);
    }
    if (this.blocks.length === 0 || this.free + lengthBytes + length > blockBytes) this.addBlock();
    const block = this.blocks.at(-1);
    if (!block) throw new Error('No block of shared strings was allocated');
    this.offsets.push((this.blocks.length - 1) * blockBytes + this.free);
    block.writeUInt32LE(length, this.free);
    block.write(text, this.free + lengthBytes);
    this.free += lengthBytes + length;
  }

  /** Returns the text at an index, from 0; null if there is none. */
  get(index: number): string | null {
    const text = this.cache.get(index) ?? this.unpack(index);
    if (text !== null && !this.cache.has(index)) this.addToCache(index, text);
    return text;
  }

  private addToCache(index: number, text: string): void {
    this.cachedCharacters += text.length;
    if (this.cachedCharacters > maxCachedCharacters) {
      this.cache.clear();
      this.cachedCharacters = text.length;
    }
    this.cache.set(index, text);
  }

  private unpack(index: number): string | null {
    const offset = this.offsets[index];
    const block = this.blocks[Math.floor((offset ?? 0) / blockBytes)];
    if (offset === undefined || !block) return null;
    const from = (offset % blockBytes) + lengthBytes;
    return block.toString('utf8', from, from + block.readUInt32LE(from - lengthBytes));
  }

  private addBlock(): void {
    if (this.blocks.length * blockBytes >= maxBytes) {
      throw new RefusedFile('too-large', `has shared texts of more than ${maxBytes} bytes`);
    }
    this.blocks.push(Buffer.allocUnsafeSlow(blockBytes));
    this.free = 0;
  }
}

/** Reads the part of a workbook with the shared texts. */
export async function readSharedStrings(pieces: AsyncIterable<Buffer>): Promise<SharedStrings> {
  const strings = new SharedStrings();
  for await (const text of readXml(pieces, new SharedStringsParser())) strings.add(text);
  return strings;
}

class SharedStringsParser implements XmlListener<string> {
  private readonly runs = new TextRuns();
  private texts: string[] = [];

  take(): readonly string[] {
    const { texts } = this;
    this.texts = [];
    return texts;
  }

  opened(name: string): void {
    if (name === 'si') this.runs.takeText();
    this.runs.openElement(name);
  }

  text(part: string): void {
    this.runs.add(part);
  }

  closed(name: string): void {
    this.runs.closeElement(name);
    if (name === 'si') this.texts.push(unescapeText(this.runs.takeText()));
  }
}
