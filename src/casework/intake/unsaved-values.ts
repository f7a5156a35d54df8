import type { EntityManager } from 'typeorm';
import type { Candidate } from '../identifiers/candidates.js';
import type { IdentifierInput } from '../identifiers/identifier.request.js';
import { kindsWithPlatform, type IdentifierKind, type ReportedRole } from '../identifiers/identifiers.enums.js';
import type { UnsavedIdentifier } from '../identifiers/matches.js';
import { normaliseIdentifier } from '../identifiers/normal-forms.js';
import { pointerTo } from '../../platform/http/problems.js';
import type { UnsavedReport } from './unsaved-matches.request.js';

/** Maximum number of values of one report that are matched while it is written. A saved one is matched as a whole. */
const maxValues = 200;

/** Maximum number of platforms on which a handle without a platform is searched. */
const maxPlatforms = 20;

const platformKinds: readonly IdentifierKind[] = kindsWithPlatform;

interface Use {
  readonly role: ReportedRole;
  readonly observedAt: Date | null;
  readonly port: number | null;
}

export interface UnsavedValue {
  readonly kind: IdentifierKind;
  readonly normalised: string;
  /** Whether the value has no platform yet and stands for the same value on every platform. */
  readonly isOpen: boolean;
  readonly pointers: string[];
  readonly candidate: number | null;
  readonly uses: Use[];
}

export interface UnsavedValues {
  readonly values: readonly UnsavedValue[];
  readonly isComplete: boolean;
}

/**
 * Collects the values of a report, each once, without those that are not valid for their kind yet. A candidate of the text counts if no
 * typed identifier has its value.
 */
export function collectValues(report: UnsavedReport, candidates: readonly Candidate[]): UnsavedValues {
  const values = new Map<string, UnsavedValue>();
  for (const { input, role, path } of typedIdentifiers(report)) addTyped(values, input, role, path);
  const typed = [...values.values()];
  for (const [index, { kind, normalised, port }] of candidates.entries()) {
    const known = typed.filter((value) => value.kind === kind && isSameValue(value.normalised, normalised, kind));
    for (const value of known) values.set(toKey(value), { ...value, candidate: value.candidate ?? index });
    if (known.length > 0) continue;
    const value = { kind, normalised, isOpen: platformKinds.includes(kind) };
    const uses = [{ role: 'unknown' as const, observedAt: null, port }];
    const same = values.get(toKey(value));
    if (same) same.uses.push(...uses);
    else values.set(toKey(value), { ...value, pointers: [], candidate: index, uses });
  }
  const all = [...values.values()];
  return { values: all.slice(0, maxValues), isComplete: all.length <= maxValues };
}

/** Returns the uses to match. An open value is replaced by the same value on each platform that the seat has seen. */
export async function toUnsavedIdentifiers(
  tx: EntityManager,
  values: readonly UnsavedValue[],
): Promise<UnsavedIdentifier[]> {
  const platforms = await findOnPlatforms(tx, values);
  return values.flatMap(({ kind, normalised, isOpen, uses }, key) =>
    (isOpen ? (platforms.get(key) ?? []) : [normalised]).flatMap((form) =>
      uses.map((use) => ({ key, kind, normalised: form, ...use })),
    ),
  );
}

/**
 * Reads the normalized forms of each open value with a platform. It jumps from one form to the next in the index, so
 * that a frequent value is not read row by row.
 */
const selectOnPlatforms = `
  SELECT v.key, p.normalised
    FROM unnest($1::integer[], $2::text[], $3::text[]) AS v (key, kind, handle)
   CROSS JOIN LATERAL (
     WITH RECURSIVE form AS (
       (SELECT i.normalised FROM app.identifiers i
         WHERE i.normalised >= v.handle || '@' AND i.normalised < v.handle || 'A' AND i.kind = v.kind AND i.voided_at IS NULL
         ORDER BY i.normalised LIMIT 1)
       UNION ALL
       SELECT (SELECT i.normalised FROM app.identifiers i
                WHERE i.normalised > f.normalised AND i.normalised < v.handle || 'A' AND i.kind = v.kind AND i.voided_at IS NULL
                ORDER BY i.normalised LIMIT 1)
         FROM form f WHERE f.normalised IS NOT NULL
     )
     SELECT f.normalised FROM form f WHERE f.normalised IS NOT NULL LIMIT $4
   ) p`;

async function findOnPlatforms(
  tx: EntityManager,
  values: readonly UnsavedValue[],
): Promise<ReadonlyMap<number, string[]>> {
  const found = new Map<number, string[]>();
  const open = [...values.entries()].filter(([, { isOpen }]) => isOpen);
  if (open.length === 0) return found;
  const rows = await tx.query<{ key: number; normalised: string }[]>(selectOnPlatforms, [
    open.map(([key]) => key),
    open.map(([, { kind }]) => kind),
    open.map(([, { normalised }]) => normalised),
    maxPlatforms,
  ]);
  for (const { key, normalised } of rows) found.set(key, [...(found.get(key) ?? []), normalised]);
  return found;
}

interface TypedIdentifier {
  readonly input: IdentifierInput;
  readonly role: ReportedRole;
  readonly path: string;
}

function* typedIdentifiers({ persons = [], identifiers = [], files = [] }: UnsavedReport): Generator<TypedIdentifier> {
  for (const [index, { role, identifiers: own = [] }] of persons.entries())
    for (const [n, input] of own.entries()) yield { input, role, path: `/persons/${index}/identifiers/${n}` };
  for (const [index, { hashes = [], identifiers: own = [] }] of files.entries()) {
    for (const [n, { algorithm = null, value }] of hashes.entries())
      yield {
        input: { kind: 'hash', algorithm, raw: value },
        role: 'unknown',
        path: `/files/${index}/hashes/${n}`,
      };
    for (const [n, input] of own.entries()) yield { input, role: input.role, path: `/files/${index}/identifiers/${n}` };
  }
  for (const [n, input] of identifiers.entries()) yield { input, role: input.role, path: `/identifiers/${n}` };
}

function addTyped(values: Map<string, UnsavedValue>, input: IdentifierInput, role: ReportedRole, path: string): void {
  const { kind, platform = null, observedAt = null } = input;
  const form = normaliseIdentifier(input);
  if (form === null) return;
  const value = { kind, normalised: form.normalised, isOpen: platformKinds.includes(kind) && platform === null };
  const known = values.get(toKey(value)) ?? { ...value, pointers: [], candidate: null, uses: [] };
  known.pointers.push(pointerTo(path));
  const port = kind === 'ip' ? (input.port ?? form.port ?? null) : null;
  known.uses.push({ role, observedAt: observedAt === null ? null : new Date(observedAt), port });
  values.set(toKey(value), known);
}

function toKey({ kind, normalised, isOpen }: Pick<UnsavedValue, 'kind' | 'normalised' | 'isOpen'>): string {
  return `${kind} ${String(isOpen)} ${normalised}`;
}

/** Whether a typed value is the one of a candidate. The text gives a handle without its platform. */
function isSameValue(typed: string, candidate: string, kind: IdentifierKind): boolean {
  return typed === candidate || (platformKinds.includes(kind) && typed.startsWith(`${candidate}@`));
}
