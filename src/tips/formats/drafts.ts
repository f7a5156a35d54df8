import { classifications, type Classification, type HashAlgorithm } from '../../identifiers/identifiers.words.js';
import { pointerTo, type InputError } from '../../platform/http/problems.js';
import { mark, type Opening, type PartKind, type Words } from './mapping.js';
import {
  protectedRoles,
  type KeptApart,
  type ReportedFile,
  type ReportedHash,
  type ReportedIdentifier,
  type ReportedIncidentType,
  type ReportedPerson,
  type ReportedText,
  type TipFormat,
  type TipRole,
} from './reported-tip.js';
import { dayOf, folded, hashOf, instantOf, reportIdOf, textOf, wholeOf, type Scalar } from './values.js';

/** Where a value stood: the path of a JSON pointer, and its last key. */
export interface Spot {
  readonly path: string;
  readonly key: string;
}

/** What is wrong with a report, so that it cannot be taken: where and what, and never the value. */
export class UnfitTip extends Error {
  override readonly name = 'UnfitTip';

  constructor(readonly errors: readonly InputError[]) {
    super('The report cannot be taken');
  }

  static at(path: string, detail: string): UnfitTip {
    return new UnfitTip([{ pointer: pointerTo(path), detail }]);
  }
}

const most = { persons: 200, identifiers: 2000, files: 2000, narrative: 500 };
const longestValue = 2000;

/** A part of a report as it is filled. */
export interface Draft {
  readonly kind: PartKind;
  readonly role: TipRole | null;
  /** Takes what stands at a place; false where it cannot be read as what it should be, and is kept apart. */
  take(field: string, value: Scalar, at: Spot): boolean;
  /** A part of its own, below it. */
  open(opening: Opening, at: Spot): Draft;
  /** All of it was read; false where nothing came of it. */
  close(): boolean;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The report itself, and what all of its parts are added to. */
export class TipDraft implements Draft {
  readonly kind = 'tip';
  readonly role = null;
  reportId: string | null = null;
  readonly single: Record<'receivedAt' | 'submittedAt' | 'provider' | 'priority', string | null> = {
    receivedAt: null,
    submittedAt: null,
    provider: null,
    priority: null,
  };
  escalation: ReportedText | null = null;
  readonly incidentTypes: ReportedIncidentType[] = [];
  readonly incidentTimes: string[] = [];
  readonly annotations: string[] = [];
  readonly narrative: ReportedText[] = [];
  readonly persons: ReportedPerson[] = [];
  readonly identifiers: Writable<ReportedIdentifier>[] = [];
  readonly files: ReportedFile[] = [];
  readonly keptApart: KeptApart[] = [];
  /** The service each person was reported for, which names of users belong to. */
  readonly platforms: { platform: string | null }[] = [];
  /** What children of the report are called, to be looked for in its texts. */
  readonly protectedNames: string[] = [];

  constructor(
    readonly format: TipFormat,
    readonly words: Words,
  ) {}

  take(field: string, value: Scalar, at: Spot): boolean {
    switch (field) {
      case 'reportId':
        return this.takeReportId(value, at);
      case 'receivedAt':
      case 'submittedAt':
        return setOnce(this.single, field, instantOf(value));
      case 'escalation':
        return this.escalate(value, at);
      case 'provider':
      case 'priority':
        return setOnce(this.single, field, textOf(value, longestValue));
      case 'incidentType':
        return this.takeIncidentType(textOf(value, longestValue));
      case 'incidentAt':
        return added(this.incidentTimes, instantOf(value));
      case 'annotation':
      case mark:
        return takeAnnotation(this.annotations, this.words, value, at);
      default:
        return this.tell(value, at);
    }
  }

  open(opening: Opening, at: Spot): Draft {
    return partFor(this, opening, at, null);
  }

  close(): boolean {
    return true;
  }

  addPerson(person: ReportedPerson): void {
    requireRoom(this.persons, most.persons, 'persons');
    this.persons.push(person);
  }

  /** The same, seen at the same time, is one. */
  addIdentifier(identifier: ReportedIdentifier): void {
    const same = this.identifiers.some(
      (known) =>
        known.kind === identifier.kind &&
        known.raw === identifier.raw &&
        known.person === identifier.person &&
        known.role === identifier.role &&
        known.platform === identifier.platform &&
        known.observedAt === identifier.observedAt &&
        known.port === identifier.port &&
        known.event === identifier.event,
    );
    if (same) return;
    requireRoom(this.identifiers, most.identifiers, 'identifiers');
    this.identifiers.push(identifier);
  }

  addFile(file: ReportedFile): void {
    requireRoom(this.files, most.files, 'files');
    this.files.push(file);
  }

  private takeReportId(value: Scalar, { path }: Spot): boolean {
    const number = reportIdOf(value);
    if (number === null) throw UnfitTip.at(path, 'has to be the number of the report, in digits');
    if (this.reportId !== null && this.reportId !== number) throw UnfitTip.at(path, 'is the number of another report');
    this.reportId = number;
    return true;
  }

  private takeIncidentType(raw: string | null): boolean {
    if (raw === null) return false;
    if (this.incidentTypes.some((known) => known.raw === raw)) return true;
    this.incidentTypes.push({ raw, type: this.words.incidentTypes.get(folded(raw)) ?? null });
    return true;
  }

  private escalate(value: Scalar, { path, key }: Spot): boolean {
    const text = textOf(value, longestValue);
    if (text === null || this.escalation !== null) return false;
    this.escalation = { label: key, text, sourcePath: path };
    return true;
  }

  private tell(value: Scalar, { path, key }: Spot): boolean {
    const text = textOf(value);
    if (text === null) return false;
    requireRoom(this.narrative, most.narrative, 'texts');
    this.narrative.push({ label: key, text, sourcePath: path });
    return true;
  }
}

/** A person the report speaks of. Of a child, and of whoever reported, all but the role is kept apart. */
class PersonDraft implements Draft {
  readonly kind = 'person';
  readonly index: number;
  private readonly details: ReportedText[] = [];
  private readonly person: Writable<ReportedPerson>;
  private readonly platform: { platform: string | null } = { platform: null };

  constructor(
    private readonly tip: TipDraft,
    readonly role: TipRole,
    { path }: Spot,
  ) {
    this.index = tip.persons.length;
    this.person = {
      role,
      sourcePath: path,
      givenName: null,
      middleName: null,
      familyName: null,
      preferredName: null,
      bornOn: null,
      approximateAge: null,
      gender: null,
      details: this.details,
    };
    tip.addPerson(this.person);
    tip.platforms.push(this.platform);
  }

  take(field: string, value: Scalar, at: Spot): boolean {
    if (field === 'platform') return setOnce(this.platform, field, textOf(value, longestValue));
    if (protectedRoles.includes(this.role)) return this.keepApart(field, value, at);
    switch (field) {
      case 'givenName':
      case 'middleName':
      case 'familyName':
      case 'preferredName':
      case 'gender':
        return setOnce(this.person, field, textOf(value, longestValue));
      case 'bornOn':
        return setOnce(this.person, field, dayOf(value));
      case 'approximateAge':
        return setOnce(this.person, field, wholeOf(value, 0, 120));
      default:
        return this.tell(value, at);
    }
  }

  open(opening: Opening, at: Spot): Draft {
    return partFor(this.tip, { ...opening, role: opening.role ?? this.role }, at, this);
  }

  close(): boolean {
    return true;
  }

  private keepApart(field: string, value: Scalar, { path }: Spot): boolean {
    this.tip.keptApart.push({ sourcePath: path, why: 'identity', value });
    const isName = ['givenName', 'familyName', 'preferredName'].includes(field);
    if (isName && this.role !== 'reporter' && typeof value === 'string') this.tip.protectedNames.push(value);
    return true;
  }

  private tell(value: Scalar, { path, key }: Spot): boolean {
    const text = typeof value === 'boolean' ? String(value) : textOf(value);
    if (text === null) return false;
    this.details.push({ label: key, text, sourcePath: path });
    return true;
  }
}

/** What somebody is reached or known by. */
class IdentifierDraft implements Draft {
  readonly kind = 'identifier';
  private raw: string | null = null;
  private label: string | null = null;
  private readonly said: {
    platform: string | null;
    observedAt: string | null;
    event: string | null;
    port: number | null;
    isVerified: boolean | null;
    isPossibleProxy: boolean | null;
  } = { platform: null, observedAt: null, event: null, port: null, isVerified: null, isPossibleProxy: null };

  constructor(
    private readonly tip: TipDraft,
    private readonly opening: Opening,
    private readonly at: Spot,
    private readonly person: PersonDraft | null,
  ) {}

  get role(): TipRole {
    return this.opening.role ?? 'suspect';
  }

  take(field: string, value: Scalar): boolean {
    switch (field) {
      case 'value':
        if (this.raw !== null) return false;
        this.raw = textOf(value, longestValue);
        return this.raw !== null;
      case 'kind':
        this.label = textOf(value, longestValue);
        return this.label !== null;
      case 'platform':
        return setOnce(this.said, field, textOf(value, longestValue));
      case 'event':
        return setOnce(this.said, field, textOf(value, longestValue)?.toLowerCase() ?? null);
      case 'observedAt':
        return setOnce(this.said, field, instantOf(value));
      case 'port':
        return setOnce(this.said, field, wholeOf(value, 0, 65_535));
      case 'isPossibleProxy':
      case 'isVerified':
        return setOnce(this.said, field, yesNoOf(this.tip.words, value));
      default:
        return false;
    }
  }

  open(opening: Opening, at: Spot): Draft {
    return partFor(this.tip, { ...opening, role: opening.role ?? this.role }, at, this.person);
  }

  close(): boolean {
    if (this.raw === null) return false;
    const byLabel = this.label === null ? undefined : this.tip.words.identifierKinds.get(folded(this.label));
    this.tip.addIdentifier({
      ...this.said,
      kind: this.opening.part.kind ?? byLabel ?? 'other',
      role: this.role,
      person: this.person?.index ?? null,
      raw: this.raw,
      label: this.label,
      sourcePath: this.at.path,
    });
    return true;
  }
}

/** The record of a file. Whether it was seen, or could be, is said or unsaid; nothing is made of silence. */
class FileDraft implements Draft {
  readonly kind = 'file';
  readonly role = null;
  private readonly hashes: ReportedHash[] = [];
  private readonly tags: string[] = [];
  private readonly annotations: string[] = [];
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
      hashes: this.hashes,
      viewedByProvider: null,
      exifViewedByProvider: null,
      isPubliclyAvailable: null,
      classification: null,
      relevance: null,
      tags: this.tags,
      annotations: this.annotations,
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
    return partFor(this.tip, opening, at, null);
  }

  addHash(hash: ReportedHash): void {
    if (!this.hashes.some(({ algorithm, value }) => algorithm === hash.algorithm && value === hash.value)) {
      this.hashes.push(hash);
    }
  }

  close(): boolean {
    this.tip.addFile(this.file);
    return true;
  }
}

/** A hash of a file, or something else that is said of it by name and value: then it is kept apart. */
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
    return partFor(this.tip, opening, at, null);
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

function partFor(tip: TipDraft, opening: Opening, at: Spot, person: PersonDraft | null): Draft {
  switch (opening.part.makes) {
    case 'person':
      return new PersonDraft(tip, opening.role ?? 'suspect', at);
    case 'identifier':
      return new IdentifierDraft(tip, opening, at, person);
    case 'file':
      return new FileDraft(tip, at);
    case 'hash':
    case 'metadata':
      throw new Error('The mapping has a hash that is no file’s');
  }
}

/** Nothing is read into a yes or a no but the words for them. */
function yesNoOf(words: Words, value: Scalar): boolean | null {
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' ? (words.yesNo.get(folded(value)) ?? null) : null;
}

function classificationOf(value: Scalar): Classification | null {
  const text = String(value).trim().toUpperCase();
  return classifications.find((one) => one === text) ?? null;
}

/** An annotation is its key, where it says yes; where it says no there is none. */
function takeAnnotation(annotations: string[], words: Words, value: Scalar, { key }: Spot): boolean {
  const isSo = yesNoOf(words, value);
  if (isSo === true && !annotations.includes(key)) annotations.push(key);
  return isSo !== null;
}

function added(list: string[], value: string | null): boolean {
  if (value !== null && !list.includes(value)) list.push(value);
  return value !== null;
}

/** The first word stands; a second one that is the same says nothing new, and another is kept apart. */
function setOnce<K extends string, V>(record: { [key in K]: V | null }, field: K, value: V | null): boolean {
  if (value === null) return false;
  record[field] ??= value as { [key in K]: V | null }[K];
  return record[field] === value;
}

function requireRoom(list: readonly unknown[], room: number, what: string): void {
  if (list.length >= room) throw UnfitTip.at('', `has more than ${room} ${what}`);
}
