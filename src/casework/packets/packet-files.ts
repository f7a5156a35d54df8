import { sha256, checksumsPath, type PacketFile } from './archive.js';
import type { PacketDocument } from './packet-document.js';
import { renderPdf, type Cover } from './packet-pdf.js';
import { markings } from './packets.enums.js';
import type { PacketRow } from './redaction.js';

/** The manifest of a packet: its identity, author, rendered recipient and purpose, and the hash of each file. */
export interface Manifest {
  readonly format: 'tracker-packet/1';
  readonly packetId: string;
  readonly rendering: string;
  readonly marking: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly dissemination: PacketRow;
  readonly complaints: readonly string[];
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/**
 * Returns the files of a packet: JSON records and a PDF per complaint, then the verification instructions, then the
 * manifest.
 */
export async function createPacketFiles(documents: readonly PacketDocument[], cover: Cover): Promise<PacketFile[]> {
  const files: PacketFile[] = [];
  for (const document of documents) {
    const { reference, sections } = document;
    for (const { name, rows } of sections) {
      files.push({ path: `${reference}/${name}.json`, bytes: toJson(rows) });
    }
    files.push({ path: `${reference}/${reference}.pdf`, bytes: await renderPdf(document, cover) });
  }
  files.push({ path: 'README.txt', bytes: Buffer.from(writeReadme(cover)) });
  return [...files, { path: 'manifest.json', bytes: toJson(createManifest(documents, cover, files)) }];
}

function createManifest(documents: readonly PacketDocument[], cover: Cover, files: readonly PacketFile[]): Manifest {
  const { packetId, rendering, createdAt, createdBy, dissemination } = cover;
  return {
    format: 'tracker-packet/1',
    packetId,
    rendering,
    marking: markings[rendering],
    createdAt: createdAt.toISOString(),
    createdBy,
    dissemination,
    complaints: documents.map(({ reference }) => reference),
    files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
  };
}

function toJson(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function writeReadme({ packetId, rendering, createdAt }: Cover): string {
  const [day = '', time = ''] = createdAt.toISOString().split(/[T.]/);
  return [
    markings[rendering],
    '',
    `Packet ${packetId}, made on ${day} at ${time} UTC.`,
    'It has one folder for each complaint of the matter. The PDF file in the folder is for reading and printing.',
    'The JSON files have the same records for software, one file for each kind of record.',
    'The packet contains no picture, video or other file that was reported.',
    '',
    'To check that no file was changed after the packet was made, unpack it, open a terminal in its folder and run:',
    `  sha256sum --check ${checksumsPath}          (Linux)`,
    `  shasum -a 256 -c ${checksumsPath}           (macOS)`,
    'Each line of the result must end with OK.',
    'The tracker has recorded the checksum (SHA-256) of the whole archive. Ask the issuing agency for it by the packet id above.',
    '',
  ].join('\n');
}
