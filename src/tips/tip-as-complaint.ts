import type { ReceiveComplaint } from '../complaints/complaints.contract.js';
import { normalForm } from '../identifiers/normal-forms.js';
import { kindsOfPlatforms } from '../identifiers/identifiers.words.js';
import type { Particulars } from '../identifiers/particulars.js';
import { faultOf } from '../platform/http/text.js';
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
 * A CyberTip as the complaint it becomes. It is reactive, since somebody reported it; where it belongs, it does not say reliably, and
 * whoever imports it does.
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

/** The day the provider submitted it, unless that lies after it was received: then somebody has to look. */
function submittedOn({ submittedAt }: ReportedTip, received: Date): string | null {
  return submittedAt !== null && new Date(submittedAt) <= received ? submittedAt.slice(0, 10) : null;
}

/** What the report says in words, each under its heading. What is too long for a narrative stands in the tip. */
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

/** Whom it tells of, what they are known by and which files, as they are recorded with a complaint. */
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

/** What is none of its kind, as a telephone that is no number, is kept as it was said and equals what was said the same way. */
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

/** A hash of an unknown kind equals nothing, and stands in the tip alone. */
function hashOf({ algorithm, value }: ReportedHash): NonNullable<SaidFile['hashes']> {
  if (algorithm === 'unknown' || normalForm({ kind: 'hash', algorithm, raw: value }) === null) return [];
  return [{ algorithm, value }];
}

/** On one line, and no longer than there is room; null where nothing is left. */
function shortened(text: string, most: number): string | null {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, most).trim();
  return line === '' || faultOf(line, { max: most }) !== null ? null : line;
}
