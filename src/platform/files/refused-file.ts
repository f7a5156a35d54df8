import { pointerTo, type InputError } from '../http/problems.js';

/** Why a file, or one that is packed in it, is not read. */
export const fileFaults = [
  'empty',
  'too-large',
  'utf-16',
  'utf-32',
  'not-utf-8',
  'control-characters',
  'not-json',
  'not-xml',
  'not-fit',
  'too-deep',
  'document-type',
  'not-a-zip',
  'truncated-zip',
  'damaged-zip',
  'split-zip',
  'large-zip',
  'too-many-entries',
  'too-large-unpacked',
  'packed-too-tightly',
  'encrypted',
  'unknown-packing',
  'archive-in-archive',
  'name-twice',
] as const;
export type FileFault = (typeof fileFaults)[number];

/** A file that is not read: which fault, in words, and where in it. Never what stood there. */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';

  constructor(
    readonly fault: FileFault,
    readonly detail: string,
    /** The path of a JSON pointer into the document; empty for all of it. */
    readonly path = '',
  ) {
    super(detail);
  }

  get error(): InputError {
    return { pointer: pointerTo(this.path), detail: this.detail };
  }
}
