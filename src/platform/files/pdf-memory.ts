/** The library asked for more memory than a file may take. */
export class PdfTooLarge extends Error {
  override readonly name = 'PdfTooLarge';

  constructor() {
    super('The PDF unpacks into more bytes than are allowed');
  }
}

/** Whether the limit was reached. The library swallows some errors, so its caller asks. */
export interface PdfMemory {
  readonly isExceeded: () => boolean;
}

type Transferable = ArrayBuffer & { transferToFixedLength?: (length?: number) => ArrayBuffer };

/**
 * Runs a reading of a PDF with at most this many bytes of unpacked content. A thread's heap limit does not count
 * arrays of bytes, and the library unpacks into arrays without limit. The thread reads one file at a time, so its
 * globals belong to that file.
 */
export async function limitPdfMemory<T>(maxBytes: number, read: (memory: PdfMemory) => Promise<T>): Promise<T> {
  const { Uint8Array: bytes, DecompressionStream: native } = globalThis;
  let left = maxBytes;
  globalThis.Uint8Array = new Proxy(bytes, {
    construct(target, [size, ...rest]: unknown[], made) {
      if (typeof size === 'number') left -= size;
      if (left < 0) throw new PdfTooLarge();
      return Reflect.construct(target, [size, ...rest], made) as object;
    },
  });
  // The library then unpacks in JavaScript, into the arrays that are counted.
  Reflect.deleteProperty(globalThis, 'DecompressionStream');
  const buffers = ArrayBuffer.prototype as Transferable;
  const isOldNode = buffers.transferToFixedLength === undefined;
  // Node 20 lacks this method, which the library uses for its own buffers.
  if (isOldNode) buffers.transferToFixedLength = transferBuffer;
  try {
    return await read({ isExceeded: () => left < 0 });
  } finally {
    globalThis.Uint8Array = bytes;
    globalThis.DecompressionStream = native;
    if (isOldNode) delete buffers.transferToFixedLength;
  }
}

function transferBuffer(this: ArrayBuffer, length = this.byteLength): ArrayBuffer {
  const moved = new ArrayBuffer(length);
  new Uint8Array(moved).set(new Uint8Array(this).subarray(0, length));
  return moved;
}
