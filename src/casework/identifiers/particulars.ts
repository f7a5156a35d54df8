import { createHash } from 'node:crypto';
import { newId } from '../../platform/ids/new-id.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Identifier } from './identifier.entity.js';
import type { IdentifierInput, LooseIdentifier } from './identifiers.contract.js';
import { kindsOfPlatforms, type IdentifierKind, type ReportedRole } from './identifiers.words.js';
import { normalForm } from './normal-forms.js';
import type { ReportedFile } from './reported-file.entity.js';
import type { ReportedPerson } from './reported-person.entity.js';
import type { FileInput, KnownPerson, PersonInput } from './reported.contract.js';

/** Position in a tip's document; typed particulars have none. */
interface Placed {
  readonly sourcePath?: string | null;
}

/** Reported persons and files of a tip, with their identifiers. */
export interface Particulars {
  readonly persons?: readonly (KnownPerson & Placed)[] | undefined;
  readonly identifiers?: readonly (LooseIdentifier & Placed)[] | undefined;
  readonly files?: readonly (FileInput & Placed)[] | undefined;
}

type Row<R> = Omit<R, 'taskForceId' | 'complaintId' | 'recordedAt' | 'voidedAt' | 'voidReason' | 'version' | 'void'>;
export type IdentifierRow = Omit<Row<Identifier>, 'attestedAt'>;
type PersonRow = Row<ReportedPerson>;
type FileRow = Omit<Row<ReportedFile>, 'reviewGate'>;

/** Validated rows of a complaint's particulars. */
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
export function rowsOf({ persons = [], identifiers = [], files = [] }: Particulars, pointer = ''): ParticularRows {
  const people = persons.map((person, at) => personRow(person, `${pointer}/persons/${at}`));
  const things = files.map(fileRow);
  const known = [
    ...persons.flatMap(({ identifiers: own = [], role }, at) =>
      own.map((said, n) =>
        identifierRow(said, { role, ...idOf('personId', people[at]) }, `${pointer}/persons/${at}/identifiers/${n}`),
      ),
    ),
    ...files.flatMap(({ hashes = [], ...file }, at) =>
      hashes.map(({ algorithm = null, value }, n) => {
        const hash = { kind: 'hash' as const, algorithm, raw: value, sourcePath: file.sourcePath ?? null };
        const owner = { role: 'unknown' as const, ...idOf('fileId', things[at]) };
        return identifierRow(hash, owner, `${pointer}/files/${at}/hashes/${n}`, 'value');
      }),
    ),
    ...identifiers.map((said, n) => identifierRow(said, { role: said.role }, `${pointer}/identifiers/${n}`)),
  ];
  return { persons: people, files: things, identifiers: onceEach(known) };
}

/** Returns the row of a reported person. Rejects a child's identity, which belongs only in the vault. */
export function personRow(person: PersonInput & Placed, pointer = ''): PersonRow {
  const { role, givenName = null, familyName = null, otherName = null, bornOn = null, approximateAge = null } = person;
  const { description = null, sourcePath = null } = person;
  const identity = { givenName, familyName, otherName, bornOn, description };
  if (role === 'victim') {
    const told = Object.entries(identity).find(([, value]) => value !== null);
    if (told)
      throw InvalidInput.at(`${pointer}/${told[0]}`, 'must not be set: the identity of a child belongs in the vault');
  }
  return { id: newId(), role, ...identity, approximateAge, sourcePath };
}

export function fileRow(file: FileInput & Placed): FileRow {
  const { name = null, sizeBytes = null, isViewedByProvider = null, isPubliclyAvailable = null } = file;
  const { classification = null, tags = [], sourcePath = null } = file;
  const said = { name, sizeBytes, isViewedByProvider, isPubliclyAvailable, classification, tags };
  return { id: newId(), ...said, sourcePath };
}

export function identifierRow(
  said: IdentifierInput & Placed,
  { role, suspectId, personId, fileId }: Owner,
  pointer = '',
  field = 'raw',
): IdentifierRow {
  const { kind, platform = null, algorithm = null, raw, observedAt = null, sourcePath = null } = said;
  requireBelongsTo(kind, 'platform', platform, kindsOfPlatforms, pointer);
  if (kind !== 'hash' && algorithm !== null) throw refused(pointer, 'algorithm');
  const form = normalForm(said);
  if (form === null) throw InvalidInput.at(`${pointer}/${field}`, 'is not a valid identifier of this kind');
  const port = said.port ?? form.port ?? null;
  if (kind !== 'ip' && port !== null) throw refused(pointer, 'port');
  const whose = { suspectId: suspectId ?? null, personId: personId ?? null, fileId: fileId ?? null, role };
  const { normalised } = form;
  const seen = { observedAt: observedAt === null ? null : new Date(observedAt), port, sourcePath };
  return { id: newId(), ...whose, kind, platform, algorithm: form.algorithm ?? null, raw, normalised, ...seen };
}

/** Returns a digest that recognizes the same particulars, whatever happened to their rows; null if there are none. */
export function particularsDigest(particulars: Particulars): Buffer | null {
  const { persons = [], identifiers = [], files = [] } = particulars;
  if (persons.length + identifiers.length + files.length === 0) return null;
  return createHash('sha256')
    .update(JSON.stringify([persons, identifiers, files], sortedKeys))
    .digest();
}

/** Sorts the keys of each object, so that the order in the request does not matter. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function idOf<Name extends string>(
  name: Name,
  row: { readonly id: string } | undefined,
): Partial<Record<Name, string>> {
  return row ? ({ [name]: row.id } as Record<Name, string>) : {};
}

function requireBelongsTo(
  kind: IdentifierKind,
  field: string,
  value: unknown,
  kinds: readonly IdentifierKind[],
  pointer: string,
): void {
  if (kinds.includes(kind) && value === null) throw InvalidInput.at(`${pointer}/${field}`, 'must be set for this kind');
  if (!kinds.includes(kind) && value !== null) throw refused(pointer, field);
}

function refused(pointer: string, field: string): InvalidInput {
  return InvalidInput.at(`${pointer}/${field}`, 'must not be set for this kind');
}

/** Removes exact duplicates: same owner, value and time. */
function onceEach(rows: readonly IdentifierRow[]): IdentifierRow[] {
  const byWords = new Map(
    rows.map((row) => {
      const { personId, fileId, role, kind, normalised, observedAt, port } = row;
      return [JSON.stringify([personId, fileId, role, kind, normalised, observedAt, port]), row];
    }),
  );
  return [...byWords.values()];
}
