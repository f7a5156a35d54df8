import type { EntityManager } from 'typeorm';
import { trailDeclarations } from '../../platform/trail/trail-declarations.js';
import type { TrailOutcome } from './trail.enums.js';

/** Change of one column of one row. Values that describe a person are omitted. */
export interface TrailChange {
  readonly source: string;
  readonly column: string;
  readonly record: string;
  readonly recordId: string;
  readonly field: string;
  readonly was: string | null;
  readonly became: string | null;
  readonly isWithheld: boolean;
}

/** Action of one account: all rows of one transaction. */
export interface TrailAct {
  readonly seq: number;
  readonly at: Date;
  readonly accountId: string | null;
  readonly action: string;
  readonly reason: string | null;
  readonly sentence: string;
  readonly changes: readonly TrailChange[];
}

interface EntryRow {
  readonly act: number;
  readonly at: Date;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly role: string | null;
  readonly agency: string | null;
  readonly action: string;
  readonly reason: string | null;
  readonly source: string;
  readonly row_id: string;
  readonly was: Readonly<Record<string, unknown>> | null;
  readonly became: Readonly<Record<string, unknown>> | null;
  readonly withheld: readonly string[] | null;
}

const selectTrail = `
  SELECT act, at, account_id, account_name, role, agency, action, reason, source, row_id, was, became, withheld
    FROM audit.trail_of($1, $2, $3)`;

type Names = ReadonlyMap<string, string>;

/** Columns with the id of an agency or account, which are shown by name. */
const namedFields = new Set(['agency_id', 'working_agency_id', 'investigator_id']);
/** Columns without information for a reader: keys, counters, and facts that the action already states. */
const omittedFields = /^(id|task_force_id|complaint_id|version|intake_digest|sealed_before|logged_at)$|_(by|at)$/;

/**
 * Returns the actions on a complaint after the given one, oldest first. Every reader of the complaint may read them.
 */
export async function listActs(
  tx: EntityManager,
  complaintId: string,
  after: number,
  maxEntries: number,
): Promise<TrailAct[]> {
  const entries = await tx.query<EntryRow[]>(selectTrail, [complaintId, after, maxEntries]);
  const names = await loadNames(tx, entries);
  const acts = new Map<number, EntryRow[]>();
  for (const entry of entries) acts.set(entry.act, [...(acts.get(entry.act) ?? []), entry]);
  return [...acts.values()].flatMap((entriesOfAct) => toAct(entriesOfAct, names));
}

async function loadNames(tx: EntityManager, entries: readonly EntryRow[]): Promise<Names> {
  const columnValues = entries.flatMap(({ was, became }) => [
    ...Object.entries(was ?? {}),
    ...Object.entries(became ?? {}),
  ]);
  const ids = new Set(
    columnValues.filter(([field, value]) => namedFields.has(field) && value !== null).map(([, id]) => id),
  );
  if (ids.size === 0) return new Map();
  const rows = await tx.query<{ id: string; name: string }[]>('SELECT id, name FROM audit.names_of($1)', [[...ids]]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function toAct(entries: readonly EntryRow[], names: Names): TrailAct[] {
  const [first] = entries;
  if (!first) return [];
  const { act: seq, at, account_id: accountId, action, reason } = first;
  const changes = entries.flatMap((entry) => toChanges(entry, names));
  return [{ seq, at, accountId, action, reason, sentence: describeAct(first), changes }];
}

interface ActDescription {
  readonly account_name: string | null;
  readonly role: string | null;
  readonly agency: string | null;
  readonly action: string;
  readonly outcome?: TrailOutcome;
}

/** Returns a sentence such as "Dana Reyes, investigator at Omaha Police Department, logged the complaint." */
export function describeAct({ account_name, role, agency, action, outcome = 'done' }: ActDescription): string {
  const unnamedActor = outcome === 'refused' ? 'Somebody' : 'The tracker';
  const actor = [account_name ?? unnamedActor, role === null || agency === null ? role : `${role} at ${agency}`];
  const predicate = outcome === 'refused' ? toRefusalPredicate(action) : toPredicate(action);
  return `${actor.filter((part) => part !== null).join(', ')}${role === null ? '' : ','} ${predicate}.`;
}

/** Returns the words of an action, by its name if none are declared: `suspect.recorded` as "suspect recorded". */
function toPredicate(action: string): string {
  return trailDeclarations.predicateOf(action) ?? `did this: ${action.replaceAll(/[.-]/g, ' ')}`;
}

function toRefusalPredicate(action: string): string {
  if (action.includes(':')) return `was refused an action, because their role lacks the permission ${action}`;
  const words = toPredicate(action);
  return words.startsWith('was ') ? words : `was not allowed to ${toInfinitive(words)}`;
}

/** Returns a predicate with its verb in the infinitive: "assigned the complaint" as "assign the complaint". */
export function toInfinitive(predicate: string): string {
  const [verb = '', ...rest] = predicate.split(' ');
  return [trailDeclarations.infinitiveOf(verb), ...rest].join(' ');
}

export function recordName(source: string): string {
  return trailDeclarations.recordNameOf(source) ?? source.replaceAll('_', ' ');
}

/** Returns the display names of columns, without those that carry no information. */
export function fieldNames(columns: readonly string[]): string[] {
  return columns.filter((column) => !omittedFields.test(column)).map(fieldName);
}

function fieldName(column: string): string {
  return column.replace(/_id$/, '').replaceAll('_', ' ');
}

function toChanges({ source, row_id: recordId, was, became, withheld }: EntryRow, names: Names): TrailChange[] {
  const record = recordName(source);
  const change = (field: string): TrailChange => ({
    source,
    column: field,
    record,
    recordId,
    field: fieldName(field),
    was: toDisplayValue(was?.[field], names),
    became: toDisplayValue(became?.[field], names),
    isWithheld: withheld?.includes(field) ?? false,
  });
  const fields = new Set([...Object.keys(was ?? {}), ...Object.keys(became ?? {}), ...(withheld ?? [])]);
  return [...fields]
    .filter((field) => !omittedFields.test(field))
    .map(change)
    .filter((item) => item.isWithheld || item.was !== item.became);
}

function toDisplayValue(value: unknown, names: Names): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return names.get(text) ?? text;
}
