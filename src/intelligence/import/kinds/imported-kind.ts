import type { EntityManager } from 'typeorm';
import type { AgenciesService } from '../../../organization/agencies/agencies.service.js';
import type { Actor } from '../../../platform/actor/actor.js';
import type { Permission } from '../../../access/permissions.js';
import type { ArrestsService } from '../../../casework/suspects/arrests.service.js';
import type { ProsecutionsService } from '../../../casework/prosecutions/prosecutions.service.js';
import type { SuspectsService } from '../../../casework/suspects/suspects.service.js';
import type { VictimsIdentifiedService } from '../../../casework/victims-identified/victims-identified.service.js';
import type { ServiceLookup } from '../../../casework/records/import-declarations.js';
import type { Fields } from '../field.js';
import type { AgencyIds } from '../resolve-agency.js';
import type { ViewedRecords } from './viewed-records.js';

export interface ImportedKind {
  readonly fields: Fields;
  /** Permission for a single record, which an import requires too. */
  readonly permission: Permission;
  /** Columns that a file of these records must not have. */
  readonly refusedColumns?: RefusedColumns;
}

export interface RefusedColumns {
  readonly names: readonly string[];
  /** Fault of such a column, with its cure. */
  readonly detail: string;
}

export interface UseCases {
  readonly suspects: Pick<SuspectsService, 'record'>;
  readonly arrests: Pick<ArrestsService, 'record'>;
  readonly prosecutions: Pick<ProsecutionsService, 'file' | 'dispose'>;
  readonly victims: Pick<VictimsIdentifiedService, 'identify'>;
  readonly agencies: Pick<AgenciesService, 'create'>;
}

export interface WriteContext {
  readonly actor: Actor;
  readonly tx: EntityManager;
  /** Records that the verdicts on rows disclose. */
  readonly seen: ViewedRecords;
  /**
   * Whether a valid row above has that key. A validation rolls each record back, so that those of rows above are missing. Null at the
   * commit.
   */
  readonly hasRowAbove: ((key: readonly unknown[]) => Promise<boolean>) | null;
  /** Finds the services of declared kinds. */
  readonly find: ServiceLookup;
}

export interface ReadContext extends WriteContext {
  readonly agencies: AgencyIds;
}

/** Match with an existing record: the same content as the row, or other content. */
export type ExistingMatch = 'same' | 'other';

/** Kind with one request per row. The use case of the API creates or rejects each record by its own rules. */
export interface RecordKind<Body extends object = object> extends ImportedKind {
  readonly request: new () => Body;
  /** Column for the fault of a duplicate in the file. */
  readonly duplicateColumn: string;
  /** Columns with another name than the field of the request. */
  readonly columns: Readonly<Record<string, string>>;
  /** Returns the request body of a row. Rejects a field that names no existing record (422). */
  toBody(values: Readonly<Record<string, string>>, context: ReadContext): Promise<object>;
  keyOf(body: Body): readonly unknown[];
  /** Returns the match with an existing record; null if there is none. A voided record does not match. */
  findExisting(body: Body, context: WriteContext): Promise<ExistingMatch | null>;
  create(useCases: UseCases, actor: Actor, body: Body, context: WriteContext): Promise<unknown>;
}

/** Compares the records with the same key to a row. */
export function matchExisting<Row>(rows: readonly Row[], isSame: (row: Row) => boolean): ExistingMatch | null {
  if (rows.length === 0) return null;
  return rows.some(isSame) ? 'same' : 'other';
}

/** Whether the record has all values of a row. An omitted value matches any. */
export function hasValues<Row extends object>(
  row: Row,
  values: { readonly [K in keyof Row]?: Row[K] | undefined },
): boolean {
  return Object.entries(values).every(([name, value]) => value === undefined || row[name as keyof Row] === value);
}
