import { readFileSync } from 'node:fs';
import {
  fileRelevances,
  hashAlgorithms,
  identifierKinds,
  reportedRoles,
  type FileRelevance,
  type HashAlgorithm,
  type IdentifierKind,
  type ReportedRole,
} from '../../../casework/identifiers/identifiers.enums.js';
import { incidentTypes, tipFormats, type IncidentType, type TipFormat } from './reported-tip.js';
import { foldText } from './parse-values.js';

/** Fields of each kind of part. A mapping may name no others. */
export const partFields = {
  tip: [
    'reportId',
    'receivedAt',
    'submittedAt',
    'incidentType',
    'incidentAt',
    'provider',
    'platform',
    'companyTemplate',
    'legalUrl',
    'escalation',
    'priority',
    'annotation',
    'mark',
    'narrative',
    'servedDomestic',
    'servedInternational',
    'incidentCity',
    'incidentState',
    'incidentCountry',
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
    'service',
    'thirdPartyUser',
    'priorReport',
    'childRelation',
    'childAccess',
    'convictedOffender',
    'detail',
    'addressCity',
    'addressCounty',
    'addressState',
    'addressCountry',
    'estimatedCity',
    'estimatedState',
    'estimatedCountry',
  ],
  identifier: [
    'value',
    'callingCode',
    'extension',
    'kind',
    'platform',
    'observedAt',
    'port',
    'event',
    'isVerified',
    'verifiedAt',
    'isPossibleProxy',
  ],
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
export type PartKind = keyof typeof partFields;

/** Annotation given by the presence of its element. An empty element means yes. */
export const presenceField = 'mark';

/** Targets of content that is always withheld: identities, written words, and metadata about a file's origin. */
export const withheldTargets = ['withheld:identity', 'withheld:words', 'withheld:metadata'] as const;

/** Opens a part: everything below belongs to one person, identifier or file. */
export interface Opening {
  readonly part: Part;
  readonly role: ReportedRole | null;
  /** Keys of the part's value that may name the role, in words of `accountRoles`. The first that is there counts. */
  readonly roleBy: readonly string[];
}

/**
 * A location in a report: its target field, the part that it opens, and its nested locations. Lists are transparent.
 */
export interface Branch {
  target: string | null;
  opening: Opening | null;
  readonly children: Map<string, Branch>;
}

export interface Part {
  readonly makes: Exclude<PartKind, 'tip'>;
  readonly kind: IdentifierKind | null;
  readonly root: Branch;
}

export interface WordMeanings {
  readonly incidentTypes: ReadonlyMap<string, IncidentType>;
  readonly identifierKinds: ReadonlyMap<string, IdentifierKind>;
  readonly hashAlgorithms: ReadonlyMap<string, HashAlgorithm>;
  /** Role of the holder of an associated account by its type. `owner` means the role of the reported person. */
  readonly accountRoles: ReadonlyMap<string, ReportedRole | 'owner'>;
  readonly fileRelevances: ReadonlyMap<string, FileRelevance>;
  readonly yesNo: ReadonlyMap<string, boolean>;
}

/** Locations of fields in reports of one format, and the meanings of its words. */
export interface TipMapping {
  readonly format: TipFormat;
  readonly recognisedBy: readonly string[];
  readonly root: Branch;
  readonly words: WordMeanings;
}

interface MappingFile {
  readonly format: string;
  readonly recognisedBy: readonly string[];
  readonly paths: Readonly<Record<string, PathTarget>>;
  readonly parts: Readonly<
    Record<string, { makes: string; kind?: string; paths: Readonly<Record<string, PathTarget>> }>
  >;
  readonly words: Readonly<Record<keyof WordMeanings, Readonly<Record<string, string | boolean>>>>;
}

type PathTarget = string | { readonly part: string; readonly role?: string; readonly roleBy?: string };

/** Reads a mapping. Throws on an unknown field, part or word, so that the application does not start. */
export function readTipMapping(file: URL): TipMapping {
  return parseTipMapping(JSON.parse(readFileSync(file, 'utf8')) as MappingFile);
}

export function parseTipMapping(file: MappingFile): TipMapping {
  const parts = new Map<string, Part>();
  for (const [name, { makes, kind }] of Object.entries(file.parts)) {
    const known = requireOneOf(['person', 'identifier', 'file', 'hash', 'metadata'] as const, makes);
    parts.set(name, {
      makes: known,
      kind: kind === undefined ? null : requireOneOf(identifierKinds, kind),
      root: newBranch(),
    });
  }
  for (const [name, { paths }] of Object.entries(file.parts)) {
    const part = requirePart(parts, name);
    addPaths(part.root, paths, part.makes, parts);
  }
  const root = newBranch();
  addPaths(root, file.paths, 'tip', parts);
  return {
    format: requireOneOf(tipFormats, file.format),
    recognisedBy: file.recognisedBy,
    root,
    words: {
      incidentTypes: parseWords(file.words.incidentTypes, incidentTypes),
      identifierKinds: parseWords(file.words.identifierKinds, identifierKinds),
      hashAlgorithms: parseWords(file.words.hashAlgorithms, hashAlgorithms),
      accountRoles: parseWords(file.words.accountRoles, [...reportedRoles, 'owner']),
      fileRelevances: parseWords(file.words.fileRelevances, fileRelevances),
      yesNo: parseWords(file.words.yesNo, [true, false]),
    },
  };
}

function addPaths(
  root: Branch,
  paths: Readonly<Record<string, PathTarget>>,
  kind: PartKind,
  parts: ReadonlyMap<string, Part>,
): void {
  for (const [path, target] of Object.entries(paths)) {
    for (const at of ensureBranches(root, path)) {
      if (typeof target === 'string') at.target = requireOneOf([...partFields[kind], ...withheldTargets], target);
      else {
        const role = target.role === undefined ? null : requireOneOf(reportedRoles, target.role);
        at.opening = { part: requirePart(parts, target.part), role, roleBy: target.roleBy?.split('|') ?? [] };
      }
    }
  }
}

/** Returns the branches of a path, in which `|` separates keys with the same meaning: `/emailIncident|chatImIncident/contents`. */
function ensureBranches(root: Branch, path: string): readonly Branch[] {
  return path
    .split('/')
    .slice(1)
    .reduce<readonly Branch[]>(
      (branches, step) => branches.flatMap((at) => step.split('|').map((key) => ensureChild(at, key))),
      [root],
    );
}

function ensureChild(at: Branch, key: string): Branch {
  const next = at.children.get(key) ?? newBranch();
  at.children.set(key, next);
  return next;
}

function newBranch(): Branch {
  return { target: null, opening: null, children: new Map() };
}

function parseWords<T extends string | boolean>(
  words: Readonly<Record<string, string | boolean>>,
  meanings: readonly T[],
): ReadonlyMap<string, T> {
  return new Map(Object.entries(words).map(([word, meaning]) => [foldText(word), requireOneOf(meanings, meaning)]));
}

function requirePart(parts: ReadonlyMap<string, Part>, name: string): Part {
  const part = parts.get(name);
  if (!part) throw new Error(`The mapping of a tip format has no part ${name}`);
  return part;
}

function requireOneOf<T extends string | boolean>(known: readonly T[], value: string | boolean): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Error(`The mapping of a tip format names ${value}, which does not exist`);
  return found;
}
