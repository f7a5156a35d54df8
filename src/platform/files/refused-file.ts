import { pointerTo, type InputError } from '../http/problems.js';

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
  'not-a-pdf',
  'damaged-pdf',
  'false-length',
  'too-many-pages',
  'no-text',
  'hidden-text',
  'no-known-label',
] as const;
export type FileFault = (typeof fileFaults)[number];

/** Rejection of a file, with the fault and its position. It never quotes the content. */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';

  constructor(
    readonly fault: FileFault,
    readonly detail: string,
    /** Path of the JSON pointer; empty for the whole document. */
    readonly path = '',
  ) {
    super(detail);
  }

  get error(): InputError {
    return { pointer: pointerTo(this.path), detail: this.detail };
  }
}
