import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { buildFirst } from '../../platform/database/counted-page.js';
import { bindNames } from '../../platform/database/rows.js';
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
 * from starting with a value: a viral hash is in thousands of complaints that were decided long ago.
 */
const selectShared = (untriaged: string): string => `
  WITH untriaged AS MATERIALIZED (
    ${untriaged}
  ), used AS MATERIALIZED (
    SELECT i.kind, i.normalised, u.id AS complaint_id, u.received_at, u.received_on,
           (array_agg(i.id ORDER BY i.id))[1] AS identifier_id, (array_agg(i.file_id ORDER BY i.id))[1] AS file_id
      FROM untriaged u
     CROSS JOIN LATERAL (SELECT i.id, i.kind, i.normalised, i.file_id FROM app.identifiers i
                          WHERE i.complaint_id = u.id AND i.voided_at IS NULL
                            AND i.kind = ANY (:kinds) AND i.role = ANY (:roles) OFFSET 0) i
     GROUP BY i.kind, i.normalised, u.id, u.received_at, u.received_on
  ), shared AS MATERIALIZED (
    SELECT s.kind, s.normalised, count(*) AS n,
           jsonb_agg(jsonb_build_object('complaintId', s.complaint_id, 'identifierId', s.identifier_id, 'fileId', s.file_id,
                                        'receivedOn', s.received_on) ORDER BY s.received_at, s.complaint_id) AS uses
      FROM used s
     GROUP BY s.kind, s.normalised
    HAVING count(*) >= CAST(:minimum AS integer)
        OR (s.kind = CAST(:kind AS text) AND s.normalised = CAST(:normalised AS text))
  )
  SELECT (SELECT count(*)::int FROM untriaged) AS examined,
         (SELECT coalesce(jsonb_agg(jsonb_build_object(
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
  const rows = rowsOfQueue(tx, 'all', { actor, now, filters: { ...period, state: untriagedStates } });
  const untriaged = buildFirst(rows, maxUntriagedRead + 1, {
    received_at: 'c.receivedAt',
    received_on: 'c.receivedOn',
  });
  const [selected] = await tx.query<SelectedRow[]>(
    ...bindNames(tx, selectShared(untriaged), {
      ...rows.builder.getParameters(),
      kinds: bundleKinds,
      roles: bundleRoles,
      minimum: minBundleComplaints,
      kind: named?.kind ?? null,
      normalised: named?.normalised ?? null,
    }),
  );
  if (!selected) throw new Error('The shared values returned no row');
  return { values: selected.values, isComplete: selected.examined <= maxUntriagedRead };
}
