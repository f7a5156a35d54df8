import type { ReceiveComplaint } from '../../casework/complaints/complaints.contract.js';
import { normalForm } from '../../casework/identifiers/normal-forms.js';
import { kindsOfPlatforms } from '../../casework/identifiers/identifiers.words.js';
import type { Particulars } from '../../casework/identifiers/particulars.js';
import { faultOf } from '../../platform/validation/text.js';
import {
  complaintTypeOf,
  type ReportedFile,
  type ReportedHash,
  type ReportedIdentifier,
  type ReportedPerson,
  type ReportedTip,
} from './formats/reported-tip.js';

type Persons = NonNullable<Particulars['persons']>;
type SaidFile = NonNullable<Particulars['files']>[number];
type SaidIdentifier = NonNullable<Persons[number]['identifiers']>[number] & { readonly sourcePath: string };

const longestNarrative = 20_000;
const theRest = '\n\n(The rest stands in the tip itself, sealed.)';
const longest = { name: 200, description: 4000, raw: 500, platform: 100, file: 500, tag: 100 };
const mostTags = 50;
const mostHashes = 10;

/**
 * Returns the complaint for a CyberTip. Its mode is reactive, because it was reported. The importer sets the
 * jurisdiction, which reports do not state reliably.
 */
export function complaintOf(tip: ReportedTip, state: string, now: Date): Omit<ReceiveComplaint, 'agencyId'> {
  const received = tip.receivedAt === null || new Date(tip.receivedAt) > now ? now : new Date(tip.receivedAt);
  const incident = tip.incidentTimes.find((at) => new Date(at) <= received) ?? null;
  const [original] = tip.incidentTypes;
  return {
    source: 'ncmec_cybertip',
    externalReference: tip.reportId,
    type: original?.type == null ? null : complaintTypeOf[original.type],
    mode: 'reactive',
    receivedAt: received.toISOString(),
    incidentAt: incident,
    submittedOn: submittedOn(tip, received),
    jurisdiction: { state },
    narrative: narrativeOf(tip),
  };
}

/**
 * Returns the day the provider submitted the report; null if it is later than the receipt, which then needs a person's
 * attention.
 */
function submittedOn({ submittedAt }: ReportedTip, received: Date): string | null {
  return submittedAt !== null && new Date(submittedAt) <= received ? submittedAt.slice(0, 10) : null;
}

/** Returns the report's texts under headings. Text beyond the maximum length remains in the tip only. */
function narrativeOf(tip: ReportedTip): string {
  const types = tip.incidentTypes.map(({ raw }) => raw).join('; ');
  const lines = [
    `CyberTip ${tip.reportId}${tip.provider === null ? '' : `, reported by ${tip.provider}`}.`,
    ...(types === '' ? [] : [`Incident type: ${types}.`]),
    ...(tip.escalation === null ? [] : [`Escalated by the provider: ${tip.escalation}`]),
    ...(tip.annotations.length === 0 ? [] : [`Annotated as: ${tip.annotations.join(', ')}.`]),
    ...tip.narrative.map(({ label, text }) => `${label}: ${text}`),
  ];
  const text = lines.join('\n\n');
  const kept =
    text.length <= longestNarrative ? text : text.slice(0, longestNarrative - theRest.length).trimEnd() + theRest;
  return faultOf(kept, { max: longestNarrative, multiline: true }) === null ? kept : (lines[0] ?? '');
}

/** Returns the persons, identifiers and files of a report, as recorded with a complaint. */
export function particularsOf(tip: ReportedTip): Particulars {
  const owned = new Map<number | null, ReportedIdentifier[]>();
  for (const identifier of tip.identifiers) {
    const own = owned.get(identifier.person);
    if (own) own.push(identifier);
    else owned.set(identifier.person, [identifier]);
  }
  const ownedBy = (index: number | null): ReportedIdentifier[] => owned.get(index) ?? [];
  return {
    persons: tip.persons.map((person, index) => ({
      ...personOf(person),
      identifiers: ownedBy(index).map(identifierOf),
    })),
    identifiers: ownedBy(null).map((one) => ({ ...identifierOf(one), role: one.role })),
    files: tip.files.map(fileOf),
  };
}

function personOf(person: ReportedPerson): Persons[number] {
  const { role, sourcePath, givenName, middleName, familyName, preferredName, bornOn, approximateAge } = person;
  const given = [givenName, middleName].filter((name) => name !== null).join(' ');
  const told = person.details.map(({ label, text }) => `${label}: ${text}`).join('\n');
  return {
    role,
    sourcePath,
    givenName: shortened(given, longest.name),
    familyName: shortened(familyName ?? '', longest.name),
    otherName: shortened(preferredName ?? '', longest.name),
    bornOn,
    approximateAge,
    description: told === '' ? null : told.slice(0, longest.description).trimEnd(),
  };
}

/**
 * Returns an identifier. A value that is invalid for its kind, such as a malformed telephone number, is stored as typed
 * and matches equal text only.
 */
function identifierOf({ kind, platform, raw, observedAt, port, sourcePath }: ReportedIdentifier): SaidIdentifier {
  const said = { raw: shortened(raw, longest.raw) ?? raw, observedAt, sourcePath };
  const isOfPlatform = (kindsOfPlatforms as readonly string[]).includes(kind);
  const named = isOfPlatform ? shortened(platform ?? '', longest.platform) : null;
  const isOfKind = (!isOfPlatform || named !== null) && normalForm({ kind, platform: named, raw: said.raw }) !== null;
  if (!isOfKind) return { ...said, kind: 'other' };
  return { ...said, kind, platform: named, port: kind === 'ip' ? port : null };
}

function fileOf(file: ReportedFile): SaidFile {
  const { name, originalName, viewedByProvider, isPubliclyAvailable, classification, sourcePath } = file;
  const tags = [...new Set([...file.tags, ...file.annotations].flatMap((tag) => shortened(tag, longest.tag) ?? []))];
  return {
    name: shortened(originalName ?? name ?? '', longest.file),
    isViewedByProvider: viewedByProvider,
    isPubliclyAvailable,
    classification,
    tags: tags.slice(0, mostTags),
    hashes: file.hashes.flatMap(hashOf).slice(0, mostHashes),
    sourcePath,
  };
}

/** Returns a known hash. A hash of an unknown kind matches nothing and remains in the tip only. */
function hashOf({ algorithm, value }: ReportedHash): NonNullable<SaidFile['hashes']> {
  if (algorithm === 'unknown' || normalForm({ kind: 'hash', algorithm, raw: value }) === null) return [];
  return [{ algorithm, value }];
}

/** Returns the text on one line, cut to the maximum length; null if empty. */
function shortened(text: string, most: number): string | null {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, most).trim();
  return line === '' || faultOf(line, { max: most }) !== null ? null : line;
}
