import {
  classifications,
  type Classification,
  type HashAlgorithm,
} from '../../../casework/identifiers/identifiers.words.js';
import {
  added,
  longestValue,
  setOnce,
  takeAnnotation,
  yesNoOf,
  type Draft,
  type Spot,
  type Writable,
} from './draft.js';
import { DraftList, textList } from './draft-list.js';
import type { Opening } from './mapping.js';
import type { ReportedFile, ReportedHash } from './reported-tip.js';
import type { TipDraft } from './tip-draft.js';
import { folded, hashOf, instantOf, textOf, type Scalar } from './values.js';

const maxHashes = 100;
const maxTags = 200;
const maxAnnotations = 100;

/** The record of a file. Whether it was viewed or is public stays null unless the report states it. */
export class FileDraft implements Draft {
  readonly kind = 'file';
  readonly role = null;
  private readonly hashes = new DraftList<ReportedHash>(maxHashes, 'hashes of one file', keyOfHash);
  private readonly tags = textList(maxTags, 'tags of one file');
  private readonly annotations = textList(maxAnnotations, 'annotations of one file');
  private readonly file: Writable<ReportedFile>;

  constructor(
    private readonly tip: TipDraft,
    { path }: Spot,
  ) {
    this.file = {
      sourcePath: path,
      name: null,
      originalName: null,
      fileId: null,
      location: null,
      uploadedAt: null,
      hashes: this.hashes.items,
      viewedByProvider: null,
      exifViewedByProvider: null,
      isPubliclyAvailable: null,
      classification: null,
      relevance: null,
      tags: this.tags.items,
      annotations: this.annotations.items,
    };
  }

  take(field: string, value: Scalar, at: Spot): boolean {
    switch (field) {
      case 'reportId':
        return this.tip.take(field, value, at);
      case 'viewedByProvider':
      case 'exifViewedByProvider':
      case 'isPubliclyAvailable':
        return setOnce(this.file, field, yesNoOf(this.tip.words, value));
      case 'name':
      case 'originalName':
      case 'fileId':
      case 'location':
      case 'relevance':
        return setOnce(this.file, field, textOf(value, longestValue));
      case 'uploadedAt':
        return setOnce(this.file, field, instantOf(value));
      case 'classification':
        return setOnce(this.file, field, classificationOf(value));
      case 'tag':
        return added(this.tags, textOf(value, longestValue));
      default:
        return takeAnnotation(this.annotations, this.tip.words, value, at);
    }
  }

  open(opening: Opening, at: Spot): Draft {
    const { makes } = opening.part;
    if (makes === 'hash' || makes === 'metadata') return new HashDraft(this.tip, makes, this, at);
    return this.tip.part(opening, at, null);
  }

  addHash(hash: ReportedHash): void {
    this.hashes.add(hash);
  }

  close(): boolean {
    this.tip.files.add(this.file);
    return true;
  }
}

/** A hash of a file, or other metadata with a name and a value, which is then withheld. */
class HashDraft implements Draft {
  readonly role = null;
  private raw: string | null = null;
  private said: HashAlgorithm | null = null;
  private isNamedOtherwise = false;

  constructor(
    private readonly tip: TipDraft,
    readonly kind: 'hash' | 'metadata',
    private readonly file: FileDraft,
    private readonly at: Spot,
  ) {}

  take(field: string, value: Scalar): boolean {
    if (field === 'value') {
      this.raw = typeof value === 'string' ? textOf(value, longestValue) : null;
      return this.kind === 'metadata' || this.raw !== null;
    }
    this.said = this.tip.words.hashAlgorithms.get(folded(String(value))) ?? null;
    this.isNamedOtherwise = this.said === null;
    return true;
  }

  open(opening: Opening, at: Spot): Draft {
    return this.tip.part(opening, at, null);
  }

  close(): boolean {
    const isNone = this.kind === 'metadata' && this.said === null;
    if (this.raw === null || isNone) return false;
    const hash = this.isNamedOtherwise
      ? { algorithm: 'unknown' as const, value: this.raw }
      : hashOf(this.raw, this.said);
    this.file.addHash({ ...hash, sourcePath: this.at.path });
    return true;
  }
}

function keyOfHash({ algorithm, value }: ReportedHash): string {
  return `${algorithm} ${value}`;
}

function classificationOf(value: Scalar): Classification | null {
  const text = String(value).trim().toUpperCase();
  return classifications.find((one) => one === text) ?? null;
}
