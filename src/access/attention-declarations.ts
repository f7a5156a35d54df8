import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Actor, SeatLevel } from '../platform/actor/actor.js';
import type { Config } from '../platform/config/config.js';
import type { Day } from '../platform/time/calendar.js';
import { mayUse, type Permission } from './permissions.js';

/** Kind of item that waits for an account. */
export const attentionKinds = [
  'complaints_to_triage',
  'complaints_to_assign',
  'my_complaints',
  'my_overdue_complaints',
  'overdue_complaints',
  'complaints_past_target',
  'untriaged_expiring',
  'holds_to_review',
  'closures_to_decide',
  'open_tasks',
  'overdue_tasks',
  'transfers_to_answer',
  'hits_to_answer',
  'preservations_expiring',
  'logs_expiring',
  'index_notices',
  'index_reviews',
  'index_entries_to_approve',
  'legal_holds_to_review',
  'hold_liftings_to_approve',
  'seal_orders_to_execute',
  'retention_due',
  'identity_destructions_to_approve',
  'identity_access_to_approve',
  'performance_reports_to_answer',
  'performance_reports_to_approve',
  'imports_to_commit',
  'accounts_to_approve',
  'locked_accounts',
  'factor_resets_to_approve',
  'recertifications',
  'provisioned_users_to_decide',
  'drafts',
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

/** Maximum number that a count returns. A statement of rows stops at one more. */
export const maxAttentionCount = 1000;

/** Reader of the attention list, the settings, and the time. The national seat has the days of UTC. */
export interface AttentionReader {
  readonly actor: Actor;
  readonly config: Config;
  readonly now: Date;
  readonly today: Day;
}

/** Rows of a list in SQL, with parameters from `$1`. The column `due` is a day or an instant, or null. */
export interface SelectedRows {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Statement that counts the rows of a list up to the limit, with the columns `count` and `due`. */
export interface CountStatement {
  readonly countSql: string;
  readonly parameters: readonly unknown[];
}

export type AttentionRows = SelectQueryBuilder<ObjectLiteral> | SelectedRows | CountStatement;

/** List that waits for an account. The filter makes both the path of the list and the counted rows. */
export interface AttentionDefinition<Filter extends object> {
  readonly kind: AttentionKind;
  readonly permission: Permission;
  /** Levels of seats for which it can wait; all by default. */
  readonly seats?: readonly SeatLevel[];
  /** Whether a second person decides on it. */
  readonly isForSecondPerson?: true;
  readonly list: string;
  readonly filter: (reader: AttentionReader) => Filter;
  readonly rows: (tx: EntityManager, filter: Filter, reader: AttentionReader) => AttentionRows;
  /** Column of the query that makes a row urgent, and whether it is a day or an instant. */
  readonly due?: { readonly column: string; readonly type: 'day' | 'instant' };
}

export interface AttentionSource extends Pick<
  AttentionDefinition<object>,
  'kind' | 'permission' | 'seats' | 'isForSecondPerson' | 'list' | 'due'
> {
  readonly pathFor: (reader: AttentionReader) => string;
  readonly rowsFor: (tx: EntityManager, reader: AttentionReader) => AttentionRows;
}

export const caseSeats: readonly SeatLevel[] = ['agency', 'task_force'];

const sources = new Map<AttentionKind, AttentionSource>();

/** Declares a list that waits for accounts, when `<feature>.attention.ts` is loaded. Rejects a second one of a kind. */
export function declareAttention<Filter extends object>(definition: AttentionDefinition<Filter>): void {
  const { filter, rows, ...source } = definition;
  if (sources.has(source.kind)) throw new Error(`Attention has two declarations of ${source.kind}`);
  sources.set(source.kind, {
    ...source,
    pathFor: (reader) => `/api/v1${source.list}${queryOf(filter(reader))}`,
    rowsFor: (tx, reader) => rows(tx, filter(reader), reader),
  });
}

/** Returns the lists that can wait for the actor, in their order. */
export function attentionSourcesFor(actor: Actor): AttentionSource[] {
  return attentionKinds.flatMap((kind) => {
    const source = sources.get(kind);
    if (!source) throw new Error(`No feature declares the attention kind ${kind}`);
    const isAtSeat = source.seats?.includes(actor.seat.level) ?? true;
    return isAtSeat && mayUse(actor, source.permission) ? [source] : [];
  });
}

function queryOf(filter: object): string {
  const fields = Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]);
  const query = new URLSearchParams(fields).toString();
  return query === '' ? '' : `?${query}`;
}
