import { readFileSync } from 'node:fs';
import {
  hashAlgorithms,
  identifierKinds,
  type HashAlgorithm,
  type IdentifierKind,
} from '../../../casework/identifiers/identifiers.words.js';
import {
  incidentTypes,
  tipFormats,
  tipRoles,
  type IncidentType,
  type TipFormat,
  type TipRole,
} from './reported-tip.js';
import { folded } from './values.js';

/** Fields of each kind of part. A mapping may name no others. */
export const fieldsOf = {
  tip: [
    'reportId',
    'receivedAt',
    'submittedAt',
    'incidentType',
    'incidentAt',
    'provider',
    'escalation',
    'priority',
    'annotation',
    'mark',
    'narrative',
  ],
  person: [
    'givenName',
    'middleName',
    'familyName',
    'preferredName',
    'bornOn',
    'approximateAge',
    'gender',
    'platform',
    'detail',
  ],
  identifier: ['value', 'kind', 'platform', 'observedAt', 'port', 'event', 'isVerified', 'isPossibleProxy'],
  file: [
    'reportId',
    'name',
    'originalName',
    'fileId',
    'location',
    'uploadedAt',
    'viewedByProvider',
    'exifViewedByProvider',
    'isPubliclyAvailable',
    'classification',
    'relevance',
    'tag',
    'annotation',
    'mark',
  ],
  hash: ['value', 'algorithm'],
  metadata: ['name', 'value'],
} as const;
export type PartKind = keyof typeof fieldsOf;

/** Annotation given by the presence of its element. An empty element means yes. */
export const mark = 'mark';

/** Targets of content that is always withheld: identities, written words, and metadata about a file's origin. */
export const targetsApart = ['apart:identity', 'apart:words', 'apart:metadata'] as const;

/** Opens a part: everything below belongs to one person, identifier or file. */
export interface Opening {
  readonly part: Part;
  readonly role: TipRole | null;
}

/**
 * A location in a report: its target field, the part that it opens, and its nested locations. Lists are transparent.
 */
export interface Branch {
  target: string | null;
  opening: Opening | null;
  readonly below: Map<string, Branch>;
}

export interface Part {
  readonly makes: Exclude<PartKind, 'tip'>;
  readonly kind: IdentifierKind | null;
  readonly root: Branch;
}

export interface Words {
  readonly incidentTypes: ReadonlyMap<string, IncidentType>;
  readonly identifierKinds: ReadonlyMap<string, IdentifierKind>;
  readonly hashAlgorithms: ReadonlyMap<string, HashAlgorithm>;
  readonly yesNo: ReadonlyMap<string, boolean>;
}

/** Locations of fields in reports of one format, and the meanings of its words. */
export interface Mapping {
  readonly format: TipFormat;
  readonly recognisedBy: readonly string[];
  readonly root: Branch;
  readonly words: Words;
}

interface MappingFile {
  readonly format: string;
  readonly recognisedBy: readonly string[];
  readonly paths: Readonly<Record<string, PathTarget>>;
  readonly parts: Readonly<
    Record<string, { makes: string; kind?: string; paths: Readonly<Record<string, PathTarget>> }>
  >;
  readonly words: Readonly<Record<keyof Words, Readonly<Record<string, string | boolean>>>>;
}

type PathTarget = string | { readonly part: string; readonly role?: string };

/** Reads a mapping. Throws on an unknown field, part or word, so that the application does not start. */
export function mappingFrom(file: URL): Mapping {
  return mappingOf(JSON.parse(readFileSync(file, 'utf8')) as MappingFile);
}

export function mappingOf(file: MappingFile): Mapping {
  const parts = new Map<string, Part>();
  for (const [name, { makes, kind }] of Object.entries(file.parts)) {
    const known = oneOf(['person', 'identifier', 'file', 'hash', 'metadata'] as const, makes);
    parts.set(name, { makes: known, kind: kind === undefined ? null : oneOf(identifierKinds, kind), root: branch() });
  }
  for (const [name, { paths }] of Object.entries(file.parts)) {
    const part = named(parts, name);
    grow(part.root, paths, part.makes, parts);
  }
  const root = branch();
  grow(root, file.paths, 'tip', parts);
  return {
    format: oneOf(tipFormats, file.format),
    recognisedBy: file.recognisedBy,
    root,
    words: {
      incidentTypes: wordsIn(file.words.incidentTypes, incidentTypes),
      identifierKinds: wordsIn(file.words.identifierKinds, identifierKinds),
      hashAlgorithms: wordsIn(file.words.hashAlgorithms, hashAlgorithms),
      yesNo: wordsIn(file.words.yesNo, [true, false]),
    },
  };
}

function grow(
  root: Branch,
  paths: Readonly<Record<string, PathTarget>>,
  kind: PartKind,
  parts: ReadonlyMap<string, Part>,
): void {
  for (const [path, target] of Object.entries(paths)) {
    const at = branchAt(root, path);
    if (typeof target === 'string') at.target = oneOf([...fieldsOf[kind], ...targetsApart], target);
    else {
      const role = target.role === undefined ? null : oneOf(tipRoles, target.role);
      at.opening = { part: named(parts, target.part), role };
    }
  }
}

function branchAt(root: Branch, path: string): Branch {
  return path
    .split('/')
    .slice(1)
    .reduce((at, key) => {
      const next = at.below.get(key) ?? branch();
      at.below.set(key, next);
      return next;
    }, root);
}

function branch(): Branch {
  return { target: null, opening: null, below: new Map() };
}

function wordsIn<T extends string | boolean>(
  words: Readonly<Record<string, string | boolean>>,
  meanings: readonly T[],
): ReadonlyMap<string, T> {
  return new Map(Object.entries(words).map(([word, meaning]) => [folded(word), oneOf(meanings, meaning)]));
}

function named(parts: ReadonlyMap<string, Part>, name: string): Part {
  const part = parts.get(name);
  if (!part) throw new Error(`The mapping of a tip format has no part ${name}`);
  return part;
}

function oneOf<T extends string | boolean>(known: readonly T[], value: string | boolean): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Error(`The mapping of a tip format names ${value}, which does not exist`);
  return found;
}
