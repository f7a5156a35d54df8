import { posix } from 'node:path';
import { RefusedFile } from '../../platform/files/refused-file.js';
import { xmlIn } from '../../platform/files/xml-file.js';
import { zipEntries, type ZipEntry, type ZipLimits } from '../../platform/files/zip.js';
import { attributeOf, childrenOf, type XmlElement } from './xml-element.js';

/** The sheet is the largest part, and no other is longer. What is packed more tightly than sheets are is no sheet. */
const limits: ZipLimits = {
  entries: 10_000,
  entryBytes: 268_435_456,
  totalBytes: Number.MAX_SAFE_INTEGER,
  ratio: 200,
};
/** Of a part that is read whole. */
const mostBytesWhole = 8_388_608;

/** The parts of a workbook by their names, in which capitals make no difference. */
export class WorkbookParts {
  private readonly entries = new Map<string, ZipEntry>();

  constructor(archive: Buffer) {
    for (const entry of zipEntries(archive, limits, () => true)) {
      const name = bare(entry.name);
      if (this.entries.has(name)) throw new RefusedFile('name-twice', 'has two parts of one name');
      this.entries.set(name, entry);
    }
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  find(name: string): ZipEntry | null {
    return this.entries.get(bare(name)) ?? null;
  }

  /** A small part as a tree; null where there is none. */
  read(name: string): XmlElement | null {
    const entry = this.find(name);
    if (!entry) return null;
    if (entry.size > mostBytesWhole) {
      throw new RefusedFile('too-large-unpacked', `has a part of more than ${mostBytesWhole} bytes beside its rows`);
    }
    return xmlIn(entry.bytes(), mostBytesWhole);
  }

  /** What a part, or the whole where none is named, leads to in the workbook: each by its id, what it is, and its name. */
  relationsOf(part: string): readonly Relation[] {
    const { dir, base } = posix.parse(part);
    const root = this.read(posix.join(dir, '_rels', `${base}.rels`));
    if (!root) return [];
    return childrenOf(root, 'Relationship').flatMap((one) => {
      const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => attributeOf(one, name));
      if (id === undefined || type === undefined || target === undefined) return [];
      if (attributeOf(one, 'TargetMode') === 'External') return [];
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

/** Where a part of a workbook leads. */
export interface Relation {
  readonly id: string;
  /** The last word of its type: the rest is another in each edition of the standard. */
  readonly is: string;
  readonly name: string;
}

function bare(name: string): string {
  return name.replace(/^\//, '').toLowerCase();
}
