import type { Readable } from 'node:stream';
import { linesOf } from '../../platform/streams/owned-stream.js';
import { parseArchiveSignature, type ArchiveSignature } from './archive-signatures.js';
import { parseHeadSignature, type HeadSignature } from './head-signatures.js';

/** Reads the signatures of the signer's file, and skips other lines. */
export async function* readSignatures(file: Readable): AsyncGenerator<HeadSignature | ArchiveSignature> {
  for await (const line of linesOf(file)) {
    const signature = parseHeadSignature(line) ?? parseArchiveSignature(line);
    if (signature) yield signature;
  }
}
