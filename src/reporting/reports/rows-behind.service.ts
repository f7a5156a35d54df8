import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { Keyset, pageOf } from '../../platform/http/paging.js';
import { InvalidInput, NotFound } from '../../platform/http/problems.js';
import { facets, type Facet } from './facets.js';
import { detailOf, measureOf, tellsOfPeople, type MeasureKey } from './measures/index.js';
import type { TaskForceName } from './reports.contract.js';
import type { CountedRow, OperationRowsQuery, DrillDownView, TotalsRowsQuery } from './rows-behind.contract.js';
import { requirePeriod } from './period.js';
import { isWidened, scopeOf, type Scope } from './scope.js';

interface Part {
  readonly taskForce: TaskForceName;
  readonly facets: Partial<Readonly<Record<Facet, string>>>;
  readonly n: number;
}

interface Row extends Omit<CountedRow, 'measure'> {
  readonly part: string;
  readonly placedBy: string;
}

/** Answer of Postgres in one statement: the counts, and the rows that the reader's seat allows. */
interface Behind {
  readonly parts: readonly Part[];
  readonly rows: readonly Row[];
}

/** Answer with the existence, for the reader, of the task force and agency in the query. */
interface BehindNamed extends Behind {
  readonly isTaskForce: boolean;
  readonly agencyOf: string | null;
}

/** Answer and its scope. */
interface Found {
  readonly behind: Behind;
  readonly scope: Scope;
}

const rowsOf = (called: string): string => `
  (SELECT coalesce(json_agg(json_build_object(
            'recordId', r.record_id, 'complaintId', r.complaint_id, 'reference', r.reference, 'purged', r.is_purged, 'day', r.day,
            'agency', json_build_object('id', r.agency_id, 'name', r.agency_name), 'facets', r.facets, 'n', r.n, 'part', r.part,
            'placedBy', r.placed_by) ORDER BY r.day DESC, r.placed_by DESC, r.part DESC), '[]')
     FROM ${called} r)`;

const partsOf = (called: string): string => `
  (SELECT coalesce(json_agg(json_build_object(
            'taskForce', json_build_object('id', t.id, 'code', t.code, 'name', t.name), 'facets', c.facets, 'n', c.recorded)), '[]')
     FROM ${called} c LEFT JOIN app.task_forces t ON t.id = c.task_force_id
    WHERE c.recorded <> 0 AND c.facets @> $2::jsonb)`;

const behindTotals = `
  SELECT $6::uuid IS NULL OR EXISTS (SELECT FROM app.task_forces t WHERE t.id = $6) AS "isTaskForce", a.task_force_id AS "agencyOf",
         ${partsOf(`oversight.totals(ARRAY[$1::text], ARRAY[$8::text], $4, $5, '{task_force}', coalesce($6, a.task_force_id), $7, $3)`)}
           AS parts,
         ${rowsOf('oversight.rows_behind($1, $4, $5, NULL, $7, $3, $2, $9, $10, $11, $12)')} AS rows
    FROM (SELECT) asked LEFT JOIN app.agencies a ON a.id = $7`;

const behindOperation = `
  SELECT ${partsOf('oversight.counted_in_operation(o.id, $1, $3, $2)')} AS parts,
         ${rowsOf('oversight.rows_behind($1, NULL, NULL, o.id, NULL, $3, $2, $5, $6, $7, $8)')} AS rows
    FROM app.operations o WHERE o.id = $4`;

/** Drill-down of a report's numbers. Postgres decides by the session between rows and counts. */
@Injectable()
export class DrillDownService {
  constructor(private readonly database: Database) {}

  ofTotals(actor: Actor, query: TotalsRowsQuery): Promise<DrillDownView> {
    const { from, until, measure } = query;
    requirePeriod({ from, until });
    const scope = scopeOf(actor.seat, query);
    const { taskForceId, agencyId } = scope;
    const told = isWidened(actor.seat, query) ? (['type', 'mode'] as const) : [];
    const detail = detailOf(measureOf(measure), [...askedOf(query), ...told]);
    return this.read(actor, query, 'totals', async (tx, what, after) => {
      const parameters = [...what, from, until, taskForceId, agencyId, detail, ...after];
      const [behind] = await tx.query<[BehindNamed]>(behindTotals, parameters);
      return { behind, scope: placed(scope, behind) };
    });
  }

  ofOperation(actor: Actor, id: string, query: OperationRowsQuery): Promise<DrillDownView> {
    const scope = scopeOf(actor.seat, query);
    return this.read(actor, query, `operation ${id}`, async (tx, what, after) => {
      const [behind] = await tx.query<Behind[]>(behindOperation, [...what, id, ...after]);
      if (!behind) throw new NotFound();
      return { behind, scope };
    });
  }

  private read(
    actor: Actor,
    query: TotalsRowsQuery | OperationRowsQuery,
    list: string,
    ask: (tx: EntityManager, what: readonly unknown[], after: readonly unknown[]) => Promise<Found>,
  ): Promise<DrillDownView> {
    const { measure, limit } = query;
    const isWhole = isWidened(actor.seat, query);
    const keyset = new Keyset(`rows of ${list}`, query, ['day', 'id', 'word']);
    const [day = null, id = null, part = null] = keyset.after(query.cursor) ?? [];
    const asked = Object.fromEntries(askedOf(query).map((facet) => [facet, query[facet]]));
    const work = async (tx: EntityManager): Promise<DrillDownView> => {
      const what = [measure, JSON.stringify(asked), isWhole];
      const { behind, scope } = await ask(tx, what, [day, id, part, limit + 1]);
      const { items, nextCursor } = pageOf(behind.rows, limit, (row) =>
        keyset.cursorOf([row.day, row.placedBy, row.part]),
      );
      return {
        scope,
        total: sumOf(behind.parts),
        byTaskForce: actor.seat.at === 'national' ? byTaskForce(behind.parts) : null,
        byTypeAndMode: isWhole ? byTypeAndMode(behind.parts) : null,
        items: items.map((row) => viewOf(measure, row)),
        nextCursor,
      };
    };
    if (!tellsOfPeople(measure)) return this.database.read(actor, work);
    return this.database.look(actor, 'rows.opened', work, ({ items }) => ({
      records: items.flatMap(({ recordId }) => recordId ?? []),
      complaints: items.flatMap(({ complaintId }) => complaintId ?? []),
    }));
  }
}

function viewOf(measure: MeasureKey, row: Row): CountedRow {
  const { recordId, complaintId, reference, purged, day, agency, facets, n } = row;
  return { measure, recordId, complaintId, reference, purged, day, agency, facets, n };
}

/** Returns the requested facets. Rejects a facet that the measure does not have (422). */
function askedOf(query: TotalsRowsQuery | OperationRowsQuery): Facet[] {
  const told: readonly Facet[] = measureOf(query.measure).facets;
  const asked = facets.filter((facet) => query[facet] !== undefined);
  for (const facet of asked) {
    if (!told.includes(facet)) throw InvalidInput.at(`/${facet}`, 'is not available for this measure');
  }
  return asked;
}

/**
 * Returns the scope with the task force of its agency. Rejects a task force or agency that the reader cannot see (422).
 */
function placed(scope: Scope, { isTaskForce, agencyOf }: BehindNamed): Scope {
  const { at, taskForceId, agencyId } = scope;
  if (!isTaskForce) throw InvalidInput.at('/taskForceId', 'is not a task force whose figures you can see');
  if (agencyId === null) return scope;
  if (agencyOf === null || (taskForceId !== null && taskForceId !== agencyOf)) {
    throw InvalidInput.at('/agencyId', 'is not an agency whose figures you can see');
  }
  return { at, taskForceId: agencyOf, agencyId };
}

function sumOf(parts: readonly { readonly n: number }[]): number {
  return parts.reduce((sum, { n }) => sum + n, 0);
}

function byTaskForce(parts: readonly Part[]): { taskForce: TaskForceName; n: number }[] {
  return grouped(parts, ({ taskForce }) => taskForce.code).map(([{ taskForce }, n]) => ({ taskForce, n }));
}

function byTypeAndMode(parts: readonly Part[]): { type: string | null; mode: string | null; n: number }[] {
  return grouped(parts, ({ facets: { type, mode } }) => `${type ?? ''} ${mode ?? ''}`).map(([{ facets }, n]) => ({
    type: facets.type ?? null,
    mode: facets.mode ?? null,
    n,
  }));
}

/** Returns one part of each group with the sum of the group, ordered by group. */
function grouped(parts: readonly Part[], groupOf: (part: Part) => string): [Part, number][] {
  const groups = new Map<string, [Part, number]>();
  for (const part of parts) {
    const group = groupOf(part);
    groups.set(group, [part, (groups.get(group)?.[1] ?? 0) + part.n]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}
