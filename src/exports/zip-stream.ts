import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';
import { Zip, ZipPassThrough } from 'fflate';

const deflate = promisify(deflateRaw);

/** Lengths and places in a ZIP have 32 bits; what is longer needs ZIP64, which the container does not write. */
const maxBytes = 0xffff_ffff;

/**
 * A ZIP that is written part by part, one entry after the other. Nothing is kept of it: whoever adds takes what has come of it before
 * adding more, so a slow reader holds the writer.
 */
export class ZipStream {
  private readonly zip: Zip;
  private parts: Uint8Array[] = [];
  private bytes = 0;

  constructor(private readonly writtenAt: Date) {
    this.zip = new Zip((fault, part) => {
      if (fault) throw fault;
      this.parts.push(part);
      this.bytes += part.length;
    });
  }

  /** Begins an entry. The one before it has been closed. */
  entry(name: string): ZipEntryStream {
    const entry = new ZipEntryStream(name);
    entry.mtime = this.writtenAt;
    this.zip.add(entry);
    return entry;
  }

  /** Returns what has been written since it was last asked. */
  take(): Buffer {
    if (this.bytes > maxBytes) throw new Error('The ZIP is longer than its format allows');
    return Buffer.concat(this.parts.splice(0));
  }

  /** Lists the entries; the ZIP is complete with what is taken after that. */
  end(): void {
    this.zip.end();
  }
}

/** An entry of a ZIP, packed by Node's zlib in a thread of its own while others have their turn. */
class ZipEntryStream extends ZipPassThrough {
  override compression = 8;
  private packed: Promise<void> = Promise.resolve();

  /** Adds a text and resolves once it is packed. */
  async add(text: string, { isLast = false } = {}): Promise<void> {
    this.push(Buffer.from(text), isLast);
    if (this.size > maxBytes) throw new Error('An entry of the ZIP is longer than its format allows');
    await this.packed;
  }

  protected override process(chunk: Uint8Array, isLast: boolean): void {
    this.packed = this.pack(chunk, isLast);
  }

  /** Each piece is packed by itself and ends on a whole byte, so pieces one after the other are one stream. */
  private async pack(chunk: Uint8Array, isLast: boolean): Promise<void> {
    const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    this.ondata(null, await deflate(chunk, { finishFlush }), isLast);
  }
}
