import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';
import { Zip, ZipPassThrough } from 'fflate';

const deflate = promisify(deflateRaw);

/** Maximum of the 32-bit lengths and offsets of a ZIP. Longer files need ZIP64, which is not supported. */
const maxBytes = 0xffff_ffff;

/**
 * ZIP that is written part by part, one entry after the other. The caller takes the written bytes before it adds more,
 * so a slow reader slows down the writer.
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

  /** Begins an entry after the last one was closed. */
  entry(name: string): ZipEntryStream {
    const entry = new ZipEntryStream(name);
    entry.mtime = this.writtenAt;
    this.zip.add(entry);
    return entry;
  }

  /** Returns the bytes written since the last call. */
  take(): Buffer {
    if (this.bytes > maxBytes) throw new Error('The ZIP is longer than its format allows');
    return Buffer.concat(this.parts.splice(0));
  }

  /** Writes the central directory. The bytes taken after that complete the ZIP. */
  end(): void {
    this.zip.end();
  }
}

/** Entry of a ZIP, compressed by Node's zlib in its thread pool, so that the event loop is free. */
class ZipEntryStream extends ZipPassThrough {
  override compression = 8;
  private packed: Promise<void> = Promise.resolve();

  /** Adds a text and resolves once it is compressed. */
  async add(text: string, { isLast = false } = {}): Promise<void> {
    this.push(Buffer.from(text), isLast);
    if (this.size > maxBytes) throw new Error('An entry of the ZIP is longer than its format allows');
    await this.packed;
  }

  protected override process(chunk: Uint8Array, isLast: boolean): void {
    this.packed = this.pack(chunk, isLast);
  }

  /** Compresses a piece separately. It ends on a whole byte, so consecutive pieces form one stream. */
  private async pack(chunk: Uint8Array, isLast: boolean): Promise<void> {
    const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    this.ondata(null, await deflate(chunk, { finishFlush }), isLast);
  }
}
