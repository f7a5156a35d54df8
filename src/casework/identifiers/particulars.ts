import { createHash } from 'node:crypto';
import { newId } from '../../platform/ids/new-id.js';
import { InputFaults } from '../../platform/http/input-checks.js';
import { InvalidInput, pointerTo } from '../../platform/http/problems.js';
import type { Identifier } from './identifier.entity.js';
import type { IdentifierInput, LooseIdentifier } from './identifier.request.js';
import { kindsWithPlatform, type IdentifierKind, type ReportedRole } from './identifiers.enums.js';
import { describeInvalid, normaliseIdentifier } from './normal-forms.js';
import type { ReportedFile } from './reported-file.entity.js';
import type { ReportedPerson } from './reported-person.entity.js';
import type { FileInput, KnownPerson, PersonInput } from './reported.request.js';

/** Position in a tip's document; typed particulars have none. */
interface Sourced {
  readonly sourcePath?: string | null;
}

export interface Particulars {
  readonly persons?: readonly (KnownPerson & Sourced)[] | undefined;
  readonly identifiers?: readonly (LooseIdentifier & Sourced)[] | undefined;
  readonly files?: readonly (FileInput & Sourced)[] | undefined;
}

type Row<R> = Omit<R, 'taskForceId' | 'complaintId' | 'recordedAt' | 'voidedAt' | 'voidReason' | 'version' | 'void'>;
export type IdentifierRow = Omit<Row<Identifier>, 'attestedAt' | 'carrierId' | 'confirmCarrier'>;
type PersonRow = Row<ReportedPerson>;
type FileRow = Omit<Row<ReportedFile>, 'reviewGate'>;

export interface ParticularRows {
  readonly persons: readonly PersonRow[];
  readonly files: readonly FileRow[];
  readonly identifiers: readonly IdentifierRow[];
}

interface Owner {
  readonly role: ReportedRole;
  readonly suspectId?: string;
  readonly personId?: string;
  readonly fileId?: string;
}

/** Validates particulars and gives each row an id. @throws InvalidInput with a pointer to each invalid value. */
export function toParticularRows(
  { persons = [], identifiers = [], files = [] }: Particulars,
  pointer = '',
): ParticularRows {
  const faults = new InputFaults();
  const parts = [
    ...persons.map((person, n) => faults.check(() => toRowsOfPerson(person, `${pointer}/persons/${n}`))),
    ...files.map((file, n) => faults.check(() => toRowsOfFile(file, `${pointer}/files/${n}`))),
    collectIdentifiers(
      identifiers.map((input, n) =>
        faults.check(() => toIdentifierRow(input, { role: input.role }, `${pointer}/identifiers/${n}`)),
      ),
    ),
  ].filter((part) => part !== undefined);
  return faults.requireNone({
    persons: parts.flatMap((part) => part.persons),
    files: parts.flatMap((part) => part.files),
    identifiers: parts.flatMap((part) => part.identifiers),
  });
}

/** Validates a reported person with its identifiers, and gives each row an id. */
export function toRowsOfPerson(person: KnownPerson & Sourced, pointer = ''): ParticularRows {
  const { role, identifiers = [] } = person;
  const faults = new InputFaults();
  const row = faults.check(() => toPersonRow(person, pointer));
  const owner = { role, ...idOf('personId', row) };
  const rows = identifiers.map((input, n) =>
    faults.check(() => toIdentifierRow(input, owner, `${pointer}/identifiers/${n}`)),
  );
  return faults.requireNone(row && { ...collectIdentifiers(rows), persons: [row] });
}

/** Validates a reported file with its hashes and other identifiers, and gives each row an id. */
export function toRowsOfFile(file: FileInput & Sourced, pointer = ''): ParticularRows {
  const { hashes = [], identifiers = [], sourcePath = null } = file;
  const faults = new InputFaults();
  const row = toFileRow(file);
  const fileId = row.id;
  const rows = hashes.map(({ algorithm = null, value }, n) => {
    const hash = { kind: 'hash', algorithm, raw: value, sourcePath } as const;
    return faults.check(() => toIdentifierRow(hash, { role: 'unknown', fileId }, `${pointer}/hashes/${n}`, 'value'));
  });
  rows.push(
    ...identifiers.map((input, n) =>
      faults.check(() => toIdentifierRow(input, { role: input.role, fileId }, `${pointer}/identifiers/${n}`)),
    ),
  );
  return faults.requireNone({ ...collectIdentifiers(rows), files: [row] });
}

/** Collects the valid identifiers of one owner, or those without an owner. Removes duplicates: the same role, value, time and facts. */
function collectIdentifiers(rows: readonly (IdentifierRow | undefined)[]): ParticularRows {
  const byValue = new Map(
    rows
      .filter((row) => row !== undefined)
      .map((row) => {
        return [identifierKey(row), row];
      }),
  );
  return { persons: [], files: [], identifiers: [...byValue.values()] };
}

/** Returns the key of an identifier, which is equal if another reports the same value of the same owner with the same facts. */
export function identifierKey(identifier: Identifier | IdentifierRow): string {
  const { kind, normalised, role, personId, fileId, observedAt, port, event } = identifier;
  const { isPossibleProxy, isVerified, verifiedAt, deviceKind } = identifier;
  const facts = [isPossibleProxy, isVerified, verifiedAt, deviceKind];
  return JSON.stringify([kind, normalised, role, personId, fileId, observedAt, port, event, ...facts]);
}

/** Returns the row of a reported person. Rejects a child's identity, which belongs only in the vault. */
function toPersonRow(person: PersonInput & Sourced, pointer = ''): PersonRow {
  const { role, givenName = null, familyName = null, otherName = null, bornOn = null, approximateAge = null } = person;
  const { description = null, sourcePath = null } = person;
  const identity = { givenName, familyName, otherName, bornOn, description };
  if (role === 'victim') {
    const identityFields = Object.entries(identity).flatMap(([field, value]) => (value === null ? [] : [field]));
    if (identityFields.length > 0)
      throw new InvalidInput(
        identityFields.map((field) => ({
          pointer: pointerTo(`${pointer}/${field}`),
          detail: 'must not be set: the identity of a child belongs in the vault',
        })),
      );
  }
  return { id: newId(), role, ...identity, approximateAge, sourcePath };
}

function toFileRow(file: FileInput & Sourced): FileRow {
  const { name = null, sizeBytes = null, isViewedByProvider = null, isPubliclyAvailable = null } = file;
  const { submittedName = null, sourceFileId = null, location = null, isExifViewedByProvider = null } = file;
  const { classification = null, relevance = null, tags = [], sourcePath = null } = file;
  return {
    ...{ id: newId(), name, submittedName, sourceFileId, location, uploadedAt: toInstant(file.uploadedAt), sizeBytes },
    ...{ isViewedByProvider, isExifViewedByProvider, isPubliclyAvailable, classification, relevance, tags, sourcePath },
  };
}

export function toIdentifierRow(
  input: IdentifierInput & Sourced,
  { role, suspectId, personId, fileId }: Owner,
  pointer = '',
  field = 'raw',
): IdentifierRow {
  const { kind, platform = null, algorithm = null, raw, sourcePath = null } = input;
  const { event = null, isPossibleProxy = null, isVerified = null, deviceKind = null } = input;
  const faults = new InputFaults();
  faults.check(() => {
    requireFieldForKind(kind, 'platform', platform, kindsWithPlatform, pointer);
  });
  faults.check(() => {
    if (kind !== 'hash' && algorithm !== null) throw fieldNotAllowed(pointer, 'algorithm');
  });
  const normalForm = normaliseIdentifier(input);
  faults.check(() => {
    if (normalForm === null) throw InvalidInput.forPath(`${pointer}/${field}`, describeInvalid(kind));
  });
  const port = input.port ?? normalForm?.port ?? null;
  faults.check(() => {
    if (kind !== 'ip' && port !== null) throw fieldNotAllowed(pointer, 'port');
  });
  faults.check(() => {
    if (kind !== 'ip' && isPossibleProxy !== null) throw fieldNotAllowed(pointer, 'isPossibleProxy');
  });
  faults.check(() => {
    if (kind !== 'device' && deviceKind !== null) throw fieldNotAllowed(pointer, 'deviceKind');
  });
  const form = faults.requireNone(normalForm ?? undefined);
  const ownerIds = { suspectId: suspectId ?? null, personId: personId ?? null, fileId: fileId ?? null, role };
  const { normalised } = form;
  return {
    id: newId(),
    ...ownerIds,
    kind,
    platform,
    algorithm: form.algorithm ?? null,
    raw,
    normalised,
    ...{ observedAt: toInstant(input.observedAt), port, event: event?.toLowerCase() ?? null, isPossibleProxy },
    ...{ isVerified, verifiedAt: toInstant(input.verifiedAt), deviceKind, sourcePath },
  };
}

function toInstant(text: string | null | undefined): Date | null {
  return text == null ? null : new Date(text);
}

/** Returns a digest that recognizes the same particulars, whatever happened to their rows; null if there are none. */
export function computeParticularsDigest(particulars: Particulars): Buffer | null {
  const { persons = [], identifiers = [], files = [] } = particulars;
  if (persons.length + identifiers.length + files.length === 0) return null;
  return createHash('sha256')
    .update(JSON.stringify([persons, identifiers, files], sortKeys))
    .digest();
}

/** Sorts the keys of each object, so that the order in the request does not matter. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function idOf<Name extends string>(
  name: Name,
  row: { readonly id: string } | undefined,
): Partial<Record<Name, string>> {
  return row ? ({ [name]: row.id } as Record<Name, string>) : {};
}

function requireFieldForKind(
  kind: IdentifierKind,
  field: string,
  value: unknown,
  kinds: readonly IdentifierKind[],
  pointer: string,
): void {
  if (kinds.includes(kind) && value === null)
    throw InvalidInput.forPath(`${pointer}/${field}`, 'must be set for this kind');
  if (!kinds.includes(kind) && value !== null) throw fieldNotAllowed(pointer, field);
}

function fieldNotAllowed(pointer: string, field: string): InvalidInput {
  return InvalidInput.forPath(`${pointer}/${field}`, 'must not be set for this kind');
}
