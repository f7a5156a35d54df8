import type { EntityManager } from 'typeorm';
import type { AgenciesService } from '../../agencies/agencies.service.js';
import type { Actor } from '../../platform/access/actor.js';
import type { Permission } from '../../platform/access/permissions.js';
import type { ArrestsService } from '../../suspects/arrests.service.js';
import type { SuspectsService } from '../../suspects/suspects.service.js';
import type { Fields } from '../field.js';
import type { AgencyIds } from '../named-agencies.js';
import type { Sight } from './sight.js';

/** What each row of a file can be. */
export interface ImportedKind {
  /** What a row may say. */
  readonly fields: Fields;
  /** Whoever may not do it for one may not do it for many. */
  readonly permission: Permission;
}

/** The use cases by which records are entered, one by one. */
export interface Entrances {
  readonly suspects: Pick<SuspectsService, 'record'>;
  readonly arrests: Pick<ArrestsService, 'record'>;
  readonly agencies: Pick<AgenciesService, 'create'>;
}

/** Where a row is entered: by whom, in which transaction, and what its verdicts tell of. */
export interface EnteredAt {
  readonly actor: Actor;
  readonly tx: EntityManager;
  /** Whose records the verdicts on rows tell of. */
  readonly seen: Sight;
}

/** Where a row is read, and the agencies that a cell may name there. */
export interface ReadAt extends EnteredAt {
  readonly agencies: AgencyIds;
}

/** A record that is there already: with all that a row says, or with other content. */
export type Standing = 'same' | 'other';

/** A kind whose rows are requests: each is entered by the use case of the API, and refused by the rules of that. */
export interface RecordKind<Body extends object = object> extends ImportedKind {
  /** What the API is asked with. */
  readonly request: new () => Body;
  /** In which column it is told that the record stands twice in the file. */
  readonly knownBy: string;
  /** Columns that are called otherwise than the field of the request. */
  readonly columns: Readonly<Record<string, string>>;
  /** The body of the request that a row comes to; 422 at a field that names nothing. */
  bodyOf(said: Readonly<Record<string, string>>, at: ReadAt): Promise<object>;
  /** By what the record is known again. */
  keyOf(body: Body): readonly unknown[];
  /** Whether it is there already; a voided one is not. */
  standing(body: Body, at: EnteredAt): Promise<Standing | null>;
  enter(entrances: Entrances, actor: Actor, body: Body): Promise<unknown>;
}

/** How the record that is known by the same key stands to what a row says. */
export function standingOf<Row>(rows: readonly Row[], isSaid: (row: Row) => boolean): Standing | null {
  if (rows.length === 0) return null;
  return rows.some(isSaid) ? 'same' : 'other';
}

/** Whether a row of the record holds all that is said of it; what is left out says nothing. */
export function holdsAll<Row extends object>(
  row: Row,
  said: { readonly [K in keyof Row]?: Row[K] | undefined },
): boolean {
  return Object.entries(said).every(([name, value]) => value === undefined || row[name as keyof Row] === value);
}
