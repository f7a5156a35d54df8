import {
  classifications,
  type Classification,
  type HashAlgorithm,
} from '../../../casework/identifiers/identifiers.enums.js';
import {
  addValue,
  maxValueLength,
  setOnce,
  addAnnotation,
  parseYesNo,
  type Draft,
  type ValueLocation,
  type Writable,
} from './draft.js';
import { DraftList, textList } from './draft-list.js';
import type { Opening } from './tip-mapping.js';
import type { ReportedFile, ReportedHash, ReportedText } from './reported-tip.js';
import type { PartOwner, TipDraft } from './tip-draft.js';
import { foldText, parseHash, parseText, type Scalar } from './parse-values.js';

const maxHashes = 100;
const maxTags = 200;
const maxAnnotations = 100;

/** The record of a file. Whether it was viewed or is public stays null unless the report states it. */
export class FileDraft implements Draft, PartOwner {
  readonly kind = 'file';
  readonly role = null;
  readonly index: number;
  private readonly hashes = new DraftList<ReportedHash>(maxHashes, 'hashes of one file', keyOfHash);
  private readonly tags = textList(maxTags, 'tags of one file');
  private readonly annotations = textList(maxAnnotations, 'annotations of one file');
  /** Its names, its location and its tags, with their field as the label. */
  private readonly texts = new DraftList<ReportedText>(maxTags + 3, 'texts of one file', keyOfText);
  private readonly file: Writable<ReportedFile>;

  constructor(
    private readonly tip: TipDraft,
    { path }: ValueLocation,
  ) {
    this.index = tip.files.items.length;
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
    tip.files.add(this.file);
    tip.fileTexts.add(this.texts.items);
  }

  acceptValue(field: string, value: Scalar, location: ValueLocation): boolean {
    switch (field) {
      case 'reportId':
        return this.tip.acceptValue(field, value, location);
      case 'viewedByProvider':
      case 'exifViewedByProvider':
      case 'isPubliclyAvailable':
        return setOnce(this.file, field, parseYesNo(this.tip.words, value));
      case 'name':
      case 'originalName':
      case 'fileId':
      case 'location':
        return this.addText(field, value, location, (text) => setOnce(this.file, field, text));
      case 'uploadedAt':
        return setOnce(this.file, field, this.tip.parseTime(value));
      case 'relevance':
        return setOnce(this.file, field, this.tip.words.fileRelevances.get(foldText(String(value))) ?? null);
      case 'classification':
        return setOnce(this.file, field, parseClassification(value));
      case 'tag':
        return this.addText(field, value, location, (text) => addValue(this.tags, text));
      default:
        return addAnnotation(this.annotations, this.tip.words, value, location);
    }
  }

  private addText(
    label: string,
    value: Scalar,
    { path: sourcePath }: ValueLocation,
    add: (text: string | null) => boolean,
  ): boolean {
    const text = parseText(value, maxValueLength);
    const isAdded = add(text);
    if (isAdded && text !== null) this.texts.add({ label, text, sourcePath });
    return isAdded;
  }

  openPart(opening: Opening, location: ValueLocation): Draft {
    const { makes } = opening.part;
    if (makes === 'hash' || makes === 'metadata') return new HashDraft(this.tip, makes, this, location);
    return this.tip.createPart(opening, location, this);
  }

  addHash(hash: ReportedHash): void {
    this.hashes.add(hash);
  }

  close(): boolean {
    return true;
  }
}

/** A hash of a file, or other metadata with a name and a value, which is then withheld. */
class HashDraft implements Draft {
  readonly role = null;
  private raw: string | null = null;
  private algorithm: HashAlgorithm | null = null;
  private isUnknownAlgorithm = false;

  constructor(
    private readonly tip: TipDraft,
    readonly kind: 'hash' | 'metadata',
    private readonly file: FileDraft,
    private readonly location: ValueLocation,
  ) {}

  acceptValue(field: string, value: Scalar): boolean {
    if (field === 'value') {
      this.raw = typeof value === 'string' ? parseText(value, maxValueLength) : null;
      return this.kind === 'metadata' || this.raw !== null;
    }
    this.algorithm = this.tip.words.hashAlgorithms.get(foldText(String(value))) ?? null;
    this.isUnknownAlgorithm = this.algorithm === null;
    return true;
  }

  openPart(opening: Opening, location: ValueLocation): Draft {
    return this.tip.createPart(opening, location, null);
  }

  close(): boolean {
    const isNone = this.kind === 'metadata' && this.algorithm === null;
    if (this.raw === null || isNone) return false;
    const hash = this.isUnknownAlgorithm
      ? { algorithm: 'unknown' as const, value: this.raw }
      : parseHash(this.raw, this.algorithm);
    this.file.addHash({ ...hash, sourcePath: this.location.path });
    return true;
  }
}

function keyOfHash({ algorithm, value }: ReportedHash): string {
  return `${algorithm} ${value}`;
}

function keyOfText({ label, text }: Pick<ReportedText, 'label' | 'text'>): string {
  return `${label} ${text}`;
}

function parseClassification(value: Scalar): Classification | null {
  const text = String(value).trim().toUpperCase();
  return classifications.find((one) => one === text) ?? null;
}
