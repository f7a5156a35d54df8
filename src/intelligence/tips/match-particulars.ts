import type { Identifier } from '../../casework/identifiers/identifier.entity.js';
import type { IdentifierRow, ParticularRows } from '../../casework/identifiers/particulars.js';
import type { ReportedFile } from '../../casework/identifiers/reported-file.entity.js';
import type { ReportedPerson } from '../../casework/identifiers/reported-person.entity.js';

/** The records of a complaint, including voided ones. */
export interface RecordedParticulars {
  readonly persons: readonly ReportedPerson[];
  readonly files: readonly ReportedFile[];
  readonly identifiers: readonly Identifier[];
}

export type PersonRow = ParticularRows['persons'][number];
export type FileRow = ParticularRows['files'][number];

const nothing: ReadonlySet<string> = new Set();

/** Reported items that are recorded, each with its record, and those that are not. */
export interface Matches<Was, Now> {
  readonly known: readonly (readonly [Was, Now])[];
  readonly fresh: readonly Now[];
}

/**
 * Matches the persons of a newer version with the recorded ones of the same role, name and birth. Those with the most identifiers in common
 * are matched first, because most persons have no name. Two without a name and without a common identifier are different, unless one of them
 * has no identifier.
 */
export function matchPersons(
  recorded: RecordedParticulars,
  reported: ParticularRows,
): Matches<ReportedPerson, PersonRow> {
  const wasUsed = valuesByOwner(recorded.identifiers, 'personId');
  const nowUsed = valuesByOwner(reported.identifiers, 'personId');
  const byKey = groupByKeys(recorded.persons, (was) => [personKey(was)]);
  const pairs = reported.persons.flatMap((now) =>
    (byKey.get(personKey(now)) ?? []).flatMap((was) => {
      const [before, after] = [wasUsed.get(was.id) ?? nothing, nowUsed.get(now.id) ?? nothing];
      const common = [...after].filter((value) => before.has(value)).length;
      const isOther = common === 0 && before.size > 0 && after.size > 0 && isUnnamed(now);
      return isOther ? [] : [{ was, now, common }];
    }),
  );
  const [taken, matched] = [new Set<ReportedPerson>(), new Map<PersonRow, ReportedPerson>()];
  for (const { was, now } of pairs.sort((one, other) => other.common - one.common)) {
    if (taken.has(was) || matched.has(now)) continue;
    taken.add(was);
    matched.set(now, was);
  }
  return {
    known: [...matched].map(([now, was]) => [was, now]),
    fresh: reported.persons.filter((now) => !matched.has(now)),
  };
}

function personKey({ role, givenName, familyName, bornOn }: ReportedPerson | PersonRow): string {
  return JSON.stringify([role, givenName, familyName, bornOn]);
}

function isUnnamed({ givenName, familyName, bornOn }: PersonRow): boolean {
  return [givenName, familyName, bornOn].every((part) => part === null);
}

/**
 * Matches the files of a newer version with the recorded ones, by a common hash or else by the name. The provider's id distinguishes copies of
 * one content, and with the name it finds a file of which only one version has hashes.
 */
export function matchFiles(recorded: RecordedParticulars, reported: ParticularRows): Matches<ReportedFile, FileRow> {
  const hashes = valuesByOwner([...recorded.identifiers, ...reported.identifiers], 'fileId', 'hash');
  const contentOf = ({ id, name }: AnyFile): readonly string[] => [
    ...(hashes.get(id) ?? [JSON.stringify(['name', name])]),
  ];
  const withId = ({ sourceFileId }: AnyFile, keys: readonly string[]): readonly string[] =>
    sourceFileId === null ? [] : keys.map((key) => JSON.stringify([sourceFileId, key]));
  const contentAndId = (file: AnyFile): readonly string[] => withId(file, contentOf(file));
  const nameAndId = (file: AnyFile): readonly string[] => withId(file, [file.name ?? '']);
  const nameWithoutHash = (file: AnyFile): readonly string[] => (hashes.has(file.id) ? [] : nameAndId(file));
  return matchInRounds(recorded.files, reported.files, [
    [contentAndId, contentAndId],
    [contentOf, contentOf],
    [nameWithoutHash, nameAndId],
    [nameAndId, nameWithoutHash],
  ]);
}

type AnyFile = Pick<FileRow, 'id' | 'name' | 'sourceFileId'>;
/** Keys by which a round compares recorded and reported items. An item without a key has no part in it. */
type Round<Was, Now> = readonly [wasKeys: (was: Was) => readonly string[], nowKeys: (now: Now) => readonly string[]];

/** Matches equal items in order: the first with the first recorded one, the second with the second. */
function matchInRounds<Was, Now>(
  recorded: readonly Was[],
  reported: readonly Now[],
  rounds: readonly Round<Was, Now>[],
): Matches<Was, Now> {
  const known: [Was, Now][] = [];
  const taken = new Set<Was>();
  let fresh = reported;
  for (const [wasKeys, nowKeys] of rounds) {
    const byKey = new Map([...groupByKeys(recorded, wasKeys)].map(([key, group]) => [key, group.values()] as const));
    const findFree = (keys: readonly string[]): Was | undefined => {
      for (const key of keys) {
        const group = byKey.get(key);
        for (let next = group?.next(); next?.done === false; next = group?.next()) {
          if (!taken.has(next.value)) return next.value;
        }
      }
      return undefined;
    };
    fresh = fresh.filter((now) => {
      const was = findFree(nowKeys(now));
      if (was === undefined) return true;
      taken.add(was);
      known.push([was, now]);
      return false;
    });
  }
  return { known, fresh };
}

function groupByKeys<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

/** Returns the normalized values of each person or file, with their kinds. */
function valuesByOwner(
  identifiers: readonly (Identifier | IdentifierRow)[],
  owner: 'personId' | 'fileId',
  only?: Identifier['kind'],
): ReadonlyMap<string, ReadonlySet<string>> {
  const values = new Map<string, Set<string>>();
  for (const { [owner]: id, kind, normalised } of identifiers) {
    if (id === null || (only !== undefined && kind !== only)) continue;
    values.set(id, (values.get(id) ?? new Set()).add(`${kind} ${normalised}`));
  }
  return values;
}
