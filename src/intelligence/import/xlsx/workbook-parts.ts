import { posix } from 'node:path';
import { RefusedFile } from '../../../platform/files/refused-file.js';
import { parseXmlFile } from '../../../platform/files/xml-file.js';
import { zipEntries, type ZipEntry, type ZipLimits } from '../../../platform/files/zip.js';
import { getAttribute, findChildren, type XmlElement } from './xml-element.js';

/** Limits of the archive. A sheet is the largest part, and no sheet compresses better than this ratio. */
const limits: ZipLimits = {
  entries: 10_000,
  entryBytes: 268_435_456,
  totalBytes: Number.MAX_SAFE_INTEGER,
  ratio: 200,
};
/** Limit of a part that is read as a whole. */
const maxPartBytes = 8_388_608;

/** Parts of a workbook by name, regardless of case. */
export class WorkbookParts {
  private readonly entries = new Map<string, ZipEntry>();

  constructor(archive: Buffer) {
    for (const entry of zipEntries(archive, limits, () => true)) {
      const name = normalizePartName(entry.name);
      if (this.entries.has(name)) throw new RefusedFile('name-twice', 'has two parts with the same name');
      this.entries.set(name, entry);
    }
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  find(name: string): ZipEntry | null {
    return this.entries.get(normalizePartName(name)) ?? null;
  }

  /** Parses a small part as a tree; null if there is none. */
  read(name: string): XmlElement | null {
    const entry = this.find(name);
    if (!entry) return null;
    if (entry.size > maxPartBytes) {
      throw new RefusedFile('too-large-unpacked', `has a part of more than ${maxPartBytes} bytes besides its rows`);
    }
    return parseXmlFile(entry.bytes(), maxPartBytes);
  }

  /** Returns the relations of a part, or of the workbook for an empty name. Each has an id, a type and a target. */
  relationsOf(part: string): readonly Relation[] {
    const { dir, base } = posix.parse(part);
    const root = this.read(posix.join(dir, '_rels', `${base}.rels`));
    if (!root) return [];
    return findChildren(root, 'Relationship').flatMap((one) => {
      const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => getAttribute(one, name));
      if (id === undefined || type === undefined || target === undefined) return [];
      if (getAttribute(one, 'TargetMode') === 'External') return [];
      return [
        {
          id,
          is: type.slice(type.lastIndexOf('/') + 1),
          name: posix.join('/', target.startsWith('/') ? '' : dir, target),
        },
      ];
    });
  }
}

export interface Relation {
  readonly id: string;
  /** Last segment of its type. The rest differs between editions of the standard. */
  readonly is: string;
  readonly name: string;
}

function normalizePartName(name: string): string {
  return name.replace(/^\//, '').toLowerCase();
}
