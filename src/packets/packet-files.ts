import { sha256, sumsPath, type PacketFile } from './archive.js';
import type { PacketDocument } from './packet-document.js';
import { pdfOf, type Cover } from './packet-pdf.js';
import { markings } from './packets.words.js';
import type { PacketRow } from './redaction.js';

/** The manifest of a packet: its identity, author, rendered recipient and purpose, and the hash of each file. */
export interface Manifest {
  readonly format: 'tracker-packet/1';
  readonly packetId: string;
  readonly rendering: string;
  readonly marking: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly told: PacketRow;
  readonly complaints: readonly string[];
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/**
 * Returns the files of a packet: JSON records and a PDF per complaint, then the verification instructions, then the
 * manifest.
 */
export async function filesOf(documents: readonly PacketDocument[], cover: Cover): Promise<PacketFile[]> {
  const files: PacketFile[] = [];
  for (const document of documents) {
    const { reference, sections } = document;
    for (const { name, rows } of sections) {
      files.push({ path: `${reference}/${name}.json`, bytes: jsonOf(rows) });
    }
    files.push({ path: `${reference}/${reference}.pdf`, bytes: await pdfOf(document, cover) });
  }
  files.push({ path: 'README.txt', bytes: Buffer.from(readme(cover)) });
  return [...files, { path: 'manifest.json', bytes: jsonOf(manifestOf(documents, cover, files)) }];
}

function manifestOf(documents: readonly PacketDocument[], cover: Cover, files: readonly PacketFile[]): Manifest {
  const { packetId, rendering, madeAt, madeBy, told } = cover;
  return {
    format: 'tracker-packet/1',
    packetId,
    rendering,
    marking: markings[rendering],
    madeAt: madeAt.toISOString(),
    madeBy,
    told,
    complaints: documents.map(({ reference }) => reference),
    files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
  };
}

function jsonOf(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function readme({ packetId, rendering, madeAt }: Cover): string {
  return [
    markings[rendering],
    '',
    `Packet ${packetId}, made ${madeAt.toISOString()}.`,
    'A folder for each complaint of the matter: its records as JSON, one file a kind, and the same to print as PDF.',
    'No picture and no other file that was reported is part of it.',
    '',
    'To verify that nothing was changed since it was made, unpack it and run in its folder:',
    `  sha256sum --check ${sumsPath}          (Linux)`,
    `  shasum -a 256 -c ${sumsPath}           (macOS)`,
    'The tracker keeps the SHA-256 of the whole archive under the id of the packet.',
    '',
  ].join('\n');
}
