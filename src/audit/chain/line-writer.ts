import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Writer of a file of lines. The file is complete once `end` has resolved. */
export class LineWriter {
  private readonly file: WriteStream;
  private readonly out: Writable;
  private buffered = '';

  constructor(private readonly name: string) {
    this.file = createWriteStream(name, { mode: 0o600, flags: 'wx' });
    const gzip = name.endsWith('.gz') ? createGzip() : null;
    gzip?.pipe(this.file);
    this.out = gzip ?? this.file;
    // The error surfaces at the next write or at the end.
    this.file.on('error', (fault) => this.out.destroy(fault));
    this.out.on('error', () => undefined);
  }

  writeObject(line: object): Promise<void> {
    return this.writeLine(JSON.stringify(line));
  }

  async writeLine(text: string): Promise<void> {
    this.buffered += `${text}\n`;
    if (this.buffered.length < 65_536) return;
    await this.flush();
  }

  async finish(): Promise<void> {
    await this.flush();
    this.out.end();
    await finished(this.file);
    const handle = await open(this.name, 'r+');
    await handle.sync();
    await handle.close();
  }

  abandon(): void {
    this.out.destroy();
    this.file.destroy();
  }

  private async flush(): Promise<void> {
    const text = this.buffered;
    this.buffered = '';
    if (this.out.errored) throw this.out.errored;
    if (!this.out.write(text)) await once(this.out, 'drain');
  }
}
