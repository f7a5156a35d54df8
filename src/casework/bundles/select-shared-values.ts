import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { bindBuilt } from '../../platform/database/built-statements.js';
import { buildFirst, partsOf } from '../../platform/database/counted-page.js';
import type { Day } from '../../platform/time/calendar.js';
import { untriagedStates } from '../complaints/complaints.enums.js';
import { rowsOfQueue } from '../complaints/queues.js';
import { bundleKinds, bundleRoles, maxUntriagedRead, minBundleComplaints, type BundleKind } from './bundles.enums.js';
import type { SharedBundleValue } from './form-bundles.js';

/** Untriaged complaints to read: received from a day until before another, or at any time. */
export interface UntriagedPeriod {
  readonly receivedFrom?: Day;
  readonly receivedUntil?: Day;
}

/** Value of an identifier that names a bundle. */
export interface NamedValue {
  readonly kind: BundleKind;
  readonly normalised: string;
}

export interface SelectedValues {
  /** Values that at least two of the complaints share, and the named one if any of them has it. */
  readonly values: readonly (SharedBundleValue & { readonly isNamed: boolean })[];
  readonly isComplete: boolean;
}

interface SelectedRow {
  readonly examined: number;
  readonly values: SelectedValues['values'];
}

/**
 * Reads the latest untriaged complaints first, then the identifiers of each by their index. `OFFSET 0` keeps Postgres
 * from starting with a value: a viral hash is in thousands of complaints that were decided long ago. Values that occur once are
 * left out before the rest is sorted. JSON is written as text, because a binary value would be built again at each level.
 */
const selectShared = (untriaged: string): string => `
  WITH untriaged AS MATERIALIZED (
    ${untriaged}
  ), found AS MATERIALIZED (
    SELECT i.id, i.kind, i.normalised, i.file_id, u.id AS complaint_id, u.received_at, u.received_on
      FROM untriaged u
     CROSS JOIN LATERAL (SELECT i.id, i.kind, i.normalised, i.file_id FROM app.identifiers i
                          WHERE i.complaint_id = u.id AND i.voided_at IS NULL
                            AND i.kind = ANY (:kinds) AND i.role = ANY (:roles) OFFSET 0) i
  ), repeated AS MATERIALIZED (
    SELECT f.kind, f.normalised FROM found f
     GROUP BY f.kind, f.normalised
    HAVING count(*) >= CAST(:minimum AS integer)
        OR (f.kind = CAST(:kind AS text) AND f.normalised = CAST(:normalised AS text))
  ), used AS MATERIALIZED (
    SELECT DISTINCT ON (f.kind, f.normalised, f.complaint_id) f.*
      FROM found f
     WHERE (f.kind, f.normalised) IN (SELECT r.kind, r.normalised FROM repeated r)
     ORDER BY f.kind, f.normalised, f.complaint_id, f.id
  ), shared AS MATERIALIZED (
    SELECT s.kind, s.normalised,
           json_agg(json_build_object('complaintId', s.complaint_id, 'identifierId', s.id, 'fileId', s.file_id,
                                      'receivedOn', s.received_on) ORDER BY s.received_at, s.complaint_id) AS uses
      FROM used s
     GROUP BY s.kind, s.normalised
    HAVING count(*) >= CAST(:minimum AS integer)
        OR (s.kind = CAST(:kind AS text) AND s.normalised = CAST(:normalised AS text))
  )
  SELECT (SELECT count(*)::int FROM untriaged) AS examined,
         (SELECT coalesce(json_agg(json_build_object(
                   'kind', s.kind, 'uses', s.uses,
                   'isNamed', (s.kind = CAST(:kind AS text) AND s.normalised = CAST(:normalised AS text)) IS TRUE)), '[]')
            FROM shared s
           WHERE NOT EXISTS (SELECT FROM app.excluded_identifiers e
                              WHERE e.kind = s.kind AND e.normalised = s.normalised AND e.ended_at IS NULL)) AS values`;

/**
 * Returns the files and accounts that untriaged complaints of the actor's seat share. A value of more complaints than
 * matching reads is one of them. A value that was excluded from matching is not, because it says nothing.
 */
export async function selectSharedValues(
  tx: EntityManager,
  actor: Actor,
  { period, named, now }: { readonly period: UntriagedPeriod; readonly named?: NamedValue; readonly now: Date },
): Promise<SelectedValues> {
  const rows = rowsOfQueue('all', { actor, now, filters: { ...period, state: untriagedStates } });
  const parameters = {
    ...rows.parameters,
    kinds: bundleKinds,
    roles: bundleRoles,
    minimum: minBundleComplaints,
    kind: named?.kind ?? null,
    normalised: named?.normalised ?? null,
  };
  const statement = bindBuilt(tx, ['shared values', partsOf(rows)], parameters, () =>
    selectShared(
      buildFirst(tx, rows, maxUntriagedRead + 1, { received_at: 'c.receivedAt', received_on: 'c.receivedOn' }),
    ),
  );
  const [selected] = await tx.query<SelectedRow[]>(...statement);
  if (!selected) throw new Error('The shared values returned no row');
  return { values: selected.values, isComplete: selected.examined <= maxUntriagedRead };
}
