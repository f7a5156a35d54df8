import type { ReceivedTip } from '../../casework/complaints/intake.js';
import { firstUses, type FirstUse } from '../../casework/complaints/complaints.enums.js';
import { normaliseIdentifier } from '../../casework/identifiers/normal-forms.js';
import { kindsWithPlatform, type ReportedRole } from '../../casework/identifiers/identifiers.enums.js';
import type { Particulars } from '../../casework/identifiers/particulars.js';
import type { PostalCode } from '../../organization/task-forces/postal-codes.enums.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { cutText, faultOf } from '../../platform/validation/text.js';
import {
  complaintTypeByIncidentType,
  type PriorReport,
  type ReportedFile,
  type ReportedHash,
  type ReportedIdentifier,
  type ReportedPerson,
  type ReportedTip,
} from './formats/reported-tip.js';
import { complaintAnnotations, type ComplaintAnnotation } from '../../casework/complaints/annotations.enums.js';
import { maxRawLength } from './formats/identifier-draft.js';
import { parseAnnotation } from './formats/parse-annotation.js';

type Persons = NonNullable<Particulars['persons']>;
type ComplaintFile = NonNullable<Particulars['files']>[number];
type ComplaintIdentifier = NonNullable<Persons[number]['identifiers']>[number] & { readonly sourcePath: string };

const maxNarrativeLength = 20_000;
const truncationNote = '\n\n(The rest stands in the tip itself, sealed.)';
const maxLengths = {
  ...{ name: 200, description: 4000, platform: 100, file: 500, tag: 100 },
  ...{ word: 100, fileId: 200, location: 2000 },
};
const priorRoleLabels: Readonly<Record<Exclude<ReportedRole, 'suspect'>, string>> = {
  victim: 'of a victim',
  reporter: 'of the reporter',
  recipient: 'of a recipient',
  unknown: 'of a person of unknown role',
};
const maxTags = 50;
const maxHashes = 10;

/** Statements of the importer: the State, which a person confirms if the tip names another, and when the task force received the tip. */
export interface ImportedAs {
  readonly state: PostalCode;
  readonly receivedAt: Date;
  readonly now: Date;
}

/** Returns the complaint for a CyberTip, reactive because it was reported. Rejects a receipt before NCMEC's. */
export function toComplaint(tip: ReportedTip, { state, receivedAt, now }: ImportedAs): Omit<ReceivedTip, 'agencyId'> {
  const reportedToNcmecAt = findReportTime(tip, now);
  if (reportedToNcmecAt !== null && receivedAt < new Date(reportedToNcmecAt))
    throw InvalidInput.forPath('/receivedAt', 'must not be before NCMEC received the report');
  const [original] = tip.incidentTypes;
  return {
    source: 'ncmec_cybertip',
    externalReference: tip.reportId,
    type: original?.type == null ? null : complaintTypeByIncidentType[original.type],
    mode: 'reactive',
    receivedAt: receivedAt.toISOString(),
    incidentAt: tip.incidentTimes.find((at) => new Date(at) <= receivedAt) ?? null,
    reportedToNcmecAt,
    ...findFirstUse(tip, receivedAt),
    annotations: findAnnotations(tip),
    // The reports state this class alone. One without it is not stated to be a referral.
    ncmecClass: tip.annotations.includes('informational') ? 'informational' : null,
    jurisdiction: { state },
    narrative: composeNarrative(tip),
  };
}

/**
 * Returns when NCMEC received the report: the earlier of the submission and the receipt that it states, because the
 * provider's preservation counts from it. A time in the future counts as unknown.
 */
function findReportTime({ submittedAt, receivedAt }: ReportedTip, now: Date): string | null {
  const [first] = [submittedAt, receivedAt].filter((at) => at !== null && new Date(at) <= now).sort();
  return first ?? null;
}

/** Returns the first upload by the suspect that the report states, or else the first login, before the receipt. */
function findFirstUse(
  { files, identifiers }: ReportedTip,
  receivedAt: Date,
): Pick<ReceivedTip, 'firstUse' | 'firstUseAt'> {
  const timesOf = (use: FirstUse): readonly (string | null)[] =>
    identifiers.flatMap(({ role, event, observedAt }) => (role === 'suspect' && event === use ? [observedAt] : []));
  const times: Readonly<Record<FirstUse, readonly (string | null)[]>> = {
    upload: [...files.map(({ uploadedAt }) => uploadedAt), ...timesOf('upload')],
    login: timesOf('login'),
  };
  for (const firstUse of firstUses) {
    const [first] = times[firstUse].filter((at) => at !== null && new Date(at) <= receivedAt).sort();
    if (first != null) return { firstUse, firstUseAt: new Date(first) };
  }
  return {};
}

/** Returns the annotations of the report and its files, and the tags of files that are the same words; null without any. */
function findAnnotations({ annotations, files }: ReportedTip): ComplaintAnnotation[] | null {
  const words = [...annotations, ...files.flatMap((file) => [...file.annotations, ...file.tags])];
  const found = new Set(words.map(parseAnnotation));
  const codes = complaintAnnotations.filter((code) => found.has(code));
  return codes.length === 0 ? null : codes;
}

/** Returns the report's texts under headings. Text beyond the maximum length remains in the tip only. */
function composeNarrative(tip: ReportedTip): string {
  const types = tip.incidentTypes.map(({ raw }) => raw).join('; ');
  const lines = [
    `CyberTip ${tip.reportId}${tip.provider === null ? '' : `, reported by ${tip.provider}`}.`,
    ...(types === '' ? [] : [`Incident type: ${types}.`]),
    ...(tip.escalation === null ? [] : [`Escalated by the provider: ${tip.escalation}`]),
    ...(tip.annotations.length === 0 ? [] : [`Annotated as: ${tip.annotations.join(', ')}.`]),
    ...(tip.priorReports.length === 0 ? [] : [`Prior reports: ${tip.priorReports.map(describePrior).join('; ')}.`]),
    ...tip.narrative.map(({ label, text }) => `${label}: ${text}`),
  ];
  const text = lines.join('\n\n');
  const kept =
    text.length <= maxNarrativeLength
      ? text
      : cutText(text, maxNarrativeLength - truncationNote.length).trimEnd() + truncationNote;
  return faultOf(kept, { max: maxNarrativeLength, multiline: true }) === null ? kept : (lines[0] ?? '');
}

function describePrior({ reportId, role }: PriorReport): string {
  return role === 'suspect' ? `CyberTip ${reportId}` : `CyberTip ${reportId} (${priorRoleLabels[role]})`;
}

/** Returns the persons, identifiers and files of a report, as recorded with a complaint. */
export function toParticulars(tip: ReportedTip): Particulars {
  const byOwner = new Map<string, ReportedIdentifier[]>();
  for (const identifier of tip.identifiers) {
    const owner = ownerKey(identifier.person, identifier.file);
    const own = byOwner.get(owner);
    if (own) own.push(identifier);
    else byOwner.set(owner, [identifier]);
  }
  const identifiersOf = (person: number | null, file: number | null): ReportedIdentifier[] =>
    byOwner.get(ownerKey(person, file)) ?? [];
  const withRole = (one: ReportedIdentifier) => ({ ...toIdentifier(one), role: one.role });
  return {
    persons: tip.persons.map((person, index) => ({
      ...toPerson(person),
      identifiers: identifiersOf(index, null).map(toIdentifier),
    })),
    identifiers: identifiersOf(null, null).map(withRole),
    files: tip.files.map((file, index) => ({ ...toFile(file), identifiers: identifiersOf(null, index).map(withRole) })),
  };
}

function ownerKey(person: number | null, file: number | null): string {
  return JSON.stringify([person, file]);
}

function toPerson(person: ReportedPerson): Persons[number] {
  const { role, sourcePath, givenName, middleName, familyName, preferredName, bornOn, approximateAge } = person;
  const given = [givenName, middleName].filter((name) => name !== null).join(' ');
  const details = person.details.map(({ label, text }) => `${label}: ${text}`).join('\n');
  return {
    role,
    sourcePath,
    givenName: shortenText(given, maxLengths.name),
    familyName: shortenText(familyName ?? '', maxLengths.name),
    otherName: shortenText(preferredName ?? '', maxLengths.name),
    bornOn,
    approximateAge,
    description: details === '' ? null : cutText(details, maxLengths.description).trimEnd(),
  };
}

/**
 * Returns an identifier. A value that is invalid for its kind, such as a malformed telephone number, is stored as typed
 * and matches equal text only.
 */
function toIdentifier(identifier: ReportedIdentifier): ComplaintIdentifier {
  const { kind, platform, raw, label, observedAt, port, isPossibleProxy, isVerified, verifiedAt, sourcePath } =
    identifier;
  const event = shortenText(identifier.event ?? '', maxLengths.word);
  const common = {
    raw: shortenText(raw, maxRawLength) ?? raw,
    observedAt,
    event,
    isVerified,
    verifiedAt,
    sourcePath,
  };
  const isOfPlatform = (kindsWithPlatform as readonly string[]).includes(kind);
  const named = isOfPlatform ? shortenText(platform ?? '', maxLengths.platform) : null;
  const isOfKind =
    (!isOfPlatform || named !== null) && normaliseIdentifier({ kind, platform: named, raw: common.raw }) !== null;
  if (!isOfKind) return { ...common, kind: 'other' };
  return {
    ...{ ...common, kind, platform: named },
    ...(kind === 'ip' ? { port, isPossibleProxy } : {}),
    ...(kind === 'device' ? { deviceKind: shortenText(label ?? '', maxLengths.word) } : {}),
  };
}

function toFile(file: ReportedFile): ComplaintFile {
  const { name, originalName, uploadedAt, viewedByProvider, exifViewedByProvider, isPubliclyAvailable } = file;
  const { classification, relevance, sourcePath } = file;
  const tags = [
    ...new Set([...file.tags, ...file.annotations].flatMap((tag) => shortenText(tag, maxLengths.tag) ?? [])),
  ];
  return {
    name: shortenText(originalName ?? name ?? '', maxLengths.file),
    submittedName: originalName === null ? null : shortenText(name ?? '', maxLengths.file),
    sourceFileId: shortenText(file.fileId ?? '', maxLengths.fileId),
    location: shortenText(file.location ?? '', maxLengths.location),
    uploadedAt,
    isViewedByProvider: viewedByProvider,
    isExifViewedByProvider: exifViewedByProvider,
    isPubliclyAvailable,
    ...{ classification, relevance },
    tags: tags.slice(0, maxTags),
    hashes: file.hashes.flatMap(toHashes).slice(0, maxHashes),
    sourcePath,
  };
}

/** Returns a known hash. A hash of an unknown kind matches nothing and remains in the tip only. */
function toHashes({ algorithm, value }: ReportedHash): NonNullable<ComplaintFile['hashes']> {
  if (algorithm === 'unknown' || normaliseIdentifier({ kind: 'hash', algorithm, raw: value }) === null) return [];
  return [{ algorithm, value }];
}

/** Returns the text on one line, cut to the maximum length; null if empty. */
function shortenText(text: string, maxLength: number): string | null {
  const line = cutText(text.replace(/\s+/g, ' ').trim(), maxLength).trim();
  return line === '' || faultOf(line, { max: maxLength }) !== null ? null : line;
}
