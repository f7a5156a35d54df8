import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { RequestedPage } from '../../platform/http/paging.js';
import { InvalidInput, NotFound } from '../../platform/http/problems.js';
import { facets, type Facet } from './facets.js';
import { selectDetail, getMeasure, identifiesPeople, type MeasureKey } from './measures/index.js';
import type { TaskForceName } from '../../organization/task-forces/task-force-name.view.js';
import type { CountedRow, DrillDownView } from './drill-down.view.js';
import type { OperationRowsQuery, TotalsRowsQuery } from './drill-down.request.js';
import { requirePeriod } from './period.js';
import { isWidened, authorizeScope, type Scope } from './scope.js';

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
interface DrillDownResult {
  readonly parts: readonly Part[];
  readonly rows: readonly Row[];
}

/** Answer with the existence, for the reader, of the task force and agency in the query. */
interface TotalsDrillDownResult extends DrillDownResult {
  readonly isTaskForce: boolean;
  readonly agencyOf: string | null;
}

interface ScopedResult {
  readonly result: DrillDownResult;
  readonly scope: Scope;
}

const formatRowsSql = (functionCall: string): string => `
  (SELECT coalesce(json_agg(json_build_object(
            'recordId', r.record_id, 'complaintId', r.complaint_id, 'reference', r.reference, 'purged', r.is_purged, 'day', r.day,
            'agency', json_build_object('id', r.agency_id, 'name', r.agency_name), 'facets', r.facets, 'n', r.n, 'part', r.part,
            'placedBy', r.placed_by) ORDER BY r.day DESC, r.placed_by DESC, r.part DESC), '[]')
     FROM ${functionCall} r)`;

const formatPartsSql = (functionCall: string): string => `
  (SELECT coalesce(json_agg(json_build_object(
            'taskForce', json_build_object('id', t.id, 'code', t.code, 'name', t.name), 'facets', c.facets, 'n', c.recorded)), '[]')
     FROM ${functionCall} c LEFT JOIN app.task_forces t ON t.id = c.task_force_id
    WHERE c.recorded <> 0 AND c.facets @> $2::jsonb)`;

const selectTotalsDrillDown = `
  SELECT $6::uuid IS NULL OR EXISTS (SELECT FROM app.task_forces t WHERE t.id = $6) AS "isTaskForce", a.task_force_id AS "agencyOf",
         ${formatPartsSql(`oversight.totals(ARRAY[$1::text], ARRAY[$8::text], $4, $5, '{task_force}', coalesce($6, a.task_force_id), $7, $3)`)}
           AS parts,
         ${formatRowsSql('oversight.drill_down($1, $4, $5, NULL, $7, $3, $2, $9, $10, $11, $12)')} AS rows
    FROM (SELECT) asked LEFT JOIN app.agencies a ON a.id = $7`;

const selectOperationDrillDown = `
  SELECT ${formatPartsSql('oversight.counted_in_operation(o.id, $1, $3, $2)')} AS parts,
         ${formatRowsSql('oversight.drill_down($1, NULL, NULL, o.id, NULL, $3, $2, $5, $6, $7, $8)')} AS rows
    FROM app.operations o WHERE o.id = $4`;

/** Drill-down of a report's numbers. Postgres decides by the session between rows and counts. */
@Injectable()
export class DrillDownService {
  constructor(private readonly database: Database) {}

  readTotals(actor: Actor, query: TotalsRowsQuery): Promise<DrillDownView> {
    const { from, until, measure } = query;
    requirePeriod({ from, until });
    const scope = authorizeScope(actor.seat, query);
    const { taskForceId, agencyId } = scope;
    const included = isWidened(actor.seat, query) ? (['type', 'mode'] as const) : [];
    const detail = selectDetail(getMeasure(measure), [...listRequestedFacets(query), ...included]);
    return this.read(actor, query, 'totals', async (tx, filters, after) => {
      const parameters = [...filters, from, until, taskForceId, agencyId, detail, ...after];
      const [result] = await tx.query<[TotalsDrillDownResult]>(selectTotalsDrillDown, parameters);
      return { result, scope: resolveScope(scope, result) };
    });
  }

  readOperation(actor: Actor, id: string, query: OperationRowsQuery): Promise<DrillDownView> {
    const scope = authorizeScope(actor.seat, query);
    return this.read(actor, query, `operation ${id}`, async (tx, filters, after) => {
      const [result] = await tx.query<DrillDownResult[]>(selectOperationDrillDown, [...filters, id, ...after]);
      if (!result) throw new NotFound();
      return { result, scope };
    });
  }

  private read(
    actor: Actor,
    query: TotalsRowsQuery | OperationRowsQuery,
    list: string,
    ask: (tx: EntityManager, filters: readonly unknown[], after: readonly unknown[]) => Promise<ScopedResult>,
  ): Promise<DrillDownView> {
    const { measure } = query;
    const isWhole = isWidened(actor.seat, query);
    const page = new RequestedPage<Row>({
      list: `rows of ${list}`,
      query,
      key: { day: 'day', placedBy: 'id', part: 'word' },
    });
    const requested = Object.fromEntries(listRequestedFacets(query).map((facet) => [facet, query[facet]]));
    const work = async (tx: EntityManager): Promise<DrillDownView> => {
      const filters = [measure, JSON.stringify(requested), isWhole];
      const { result, scope } = await ask(tx, filters, [...page.position, page.limit]);
      const { items, nextCursor } = page.toPage(result.rows);
      return {
        scope,
        total: sumParts(result.parts),
        byTaskForce: actor.seat.level === 'national' ? groupByTaskForce(result.parts) : null,
        byTypeAndMode: isWhole ? groupByTypeAndMode(result.parts) : null,
        items: items.map((row) => toCountedRow(measure, row)),
        nextCursor,
      };
    };
    if (!identifiesPeople(measure)) return this.database.read(actor, work);
    return this.database.auditedRead(actor, 'report-records.listed', work, ({ items }) => ({
      records: items.flatMap(({ recordId }) => recordId ?? []),
      complaints: items.flatMap(({ complaintId }) => complaintId ?? []),
    }));
  }
}

function toCountedRow(measure: MeasureKey, row: Row): CountedRow {
  const { recordId, complaintId, reference, purged, day, agency, facets, n } = row;
  return { measure, recordId, complaintId, reference, purged, day, agency, facets, n };
}

/** Returns the requested facets. Rejects a facet that the measure does not have (422). */
function listRequestedFacets(query: TotalsRowsQuery | OperationRowsQuery): Facet[] {
  const included: readonly Facet[] = getMeasure(query.measure).facets;
  const requested = facets.filter((facet) => query[facet] !== undefined);
  for (const facet of requested) {
    if (!included.includes(facet)) throw InvalidInput.forPath(`/${facet}`, 'is not available for this measure');
  }
  return requested;
}

/**
 * Returns the scope with the task force of its agency. Rejects a task force or agency that the reader cannot see (422).
 */
function resolveScope(scope: Scope, { isTaskForce, agencyOf }: TotalsDrillDownResult): Scope {
  const { level, taskForceId, agencyId } = scope;
  if (!isTaskForce) throw InvalidInput.forPath('/taskForceId', 'is not a task force whose figures you can see');
  if (agencyId === null) return scope;
  if (agencyOf === null || (taskForceId !== null && taskForceId !== agencyOf)) {
    throw InvalidInput.forPath('/agencyId', 'is not an agency whose figures you can see');
  }
  return { level, taskForceId: agencyOf, agencyId };
}

function sumParts(parts: readonly { readonly n: number }[]): number {
  return parts.reduce((sum, { n }) => sum + n, 0);
}

function groupByTaskForce(parts: readonly Part[]): { taskForce: TaskForceName; n: number }[] {
  return groupParts(parts, ({ taskForce }) => taskForce.code).map(([{ taskForce }, n]) => ({ taskForce, n }));
}

function groupByTypeAndMode(parts: readonly Part[]): { type: string | null; mode: string | null; n: number }[] {
  return groupParts(parts, ({ facets: { type, mode } }) => `${type ?? ''} ${mode ?? ''}`).map(([{ facets }, n]) => ({
    type: facets.type ?? null,
    mode: facets.mode ?? null,
    n,
  }));
}

/** Returns one part of each group with the sum of the group, ordered by group. */
function groupParts(parts: readonly Part[], groupOf: (part: Part) => string): [Part, number][] {
  const groups = new Map<string, [Part, number]>();
  for (const part of parts) {
    const group = groupOf(part);
    groups.set(group, [part, (groups.get(group)?.[1] ?? 0) + part.n]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}
