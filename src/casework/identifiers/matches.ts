import type { EntityManager } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import type { MatchStrength } from '../complaints/complaints.enums.js';
import { selectEntities } from '../../platform/database/rows.js';
import {
  maxComplaintsPerIdentifier,
  type IdentifierKind,
  type MatchKind,
  type ReportedRole,
  type SetAsideReason,
} from './identifiers.enums.js';
import { classifyMatch, strengthOf, combineWeights, weightOf, type SharedIdentifier } from './weights.js';

const maxMatches = 50;

/** Key of a value in the result: the id of a stored identifier, or the index of one that is not stored. */
type ValueKey = string | number;

export interface Reason<Key extends ValueKey = string> extends SharedIdentifier {
  readonly identifierId: Key;
  readonly means: MatchKind;
  readonly roles: readonly ReportedRole[];
  readonly theirRoles: readonly ReportedRole[];
  readonly weight: number;
}

export interface Match<Key extends ValueKey = string> {
  readonly complaint: Complaint;
  readonly strength: MatchStrength;
  readonly reasons: readonly Reason<Key>[];
}

export interface IgnoredIdentifier<Key extends ValueKey = string> {
  readonly identifierId: Key;
  readonly kind: IdentifierKind;
  readonly cause: SetAsideReason;
  readonly reason: string | null;
}

export interface FoundMatches<Key extends ValueKey = string> {
  readonly matches: readonly Match<Key>[];
  readonly isComplete: boolean;
  readonly setAside: readonly IgnoredIdentifier<Key>[];
}

/** Use of a value that is not stored. Uses of the same value have the same key. */
export interface UnsavedIdentifier {
  readonly key: number;
  readonly kind: IdentifierKind;
  readonly normalised: string;
  readonly role: ReportedRole;
  readonly observedAt: Date | null;
  readonly port: number | null;
}

interface FoundPair<Key extends ValueKey> {
  /** Complaint for which the pair was requested; null for values that are not stored. */
  readonly requested_id: string | null;
  readonly identifier_id: Key;
  readonly kind: IdentifierKind;
  readonly cause: SetAsideReason | null;
  readonly reason: string | null;
  readonly roles: readonly ReportedRole[];
  readonly complaint_id: string | null;
  readonly their_roles: readonly ReportedRole[];
  readonly seconds_apart: number | null;
  readonly is_same_port: boolean | null;
}

/**
 * Reads values, by default those of the whole matters of complaints, with the complaints of other matters that contain each. Excluded and
 * common values are filtered in the query, so their complaints are not scanned.
 */
const selectPairsOf = (own: string): string => `
  WITH requested AS MATERIALIZED (
    SELECT r.id, r.position::integer AS position FROM unnest($1::uuid[]) WITH ORDINALITY r (id, position)
  ), matter AS MATERIALIZED (
    SELECT r.position, m.id FROM app.matters_of($1::uuid[]) m JOIN requested r ON r.id = m.complaint
  ), own AS MATERIALIZED (
    ${own}
  ), keys AS MATERIALIZED (
    SELECT o.position, o.kind, o.normalised, (array_agg(o.id ORDER BY o.id))[1] AS id, array_agg(DISTINCT o.role) AS roles,
           array_agg(o.observed_at ORDER BY o.id) AS times, array_agg(o.port ORDER BY o.id) AS ports
      FROM own o GROUP BY o.position, o.kind, o.normalised
  ), common AS MATERIALIZED (
    SELECT k.position, c.kind, c.normalised
      FROM (SELECT k.position, array_agg(k.kind ORDER BY k.id) AS kinds, array_agg(k.normalised ORDER BY k.id) AS "values"
              FROM keys k GROUP BY k.position) k
     CROSS JOIN LATERAL oversight.common_identifiers(
             k.kinds, k."values", $2 + (SELECT count(*) FROM matter m WHERE m.position = k.position)::integer) c
  ), judged AS MATERIALIZED (
    SELECT k.*, e.reason,
           CASE WHEN e.id IS NOT NULL THEN 'excluded' WHEN c.kind IS NOT NULL THEN 'too_common' END AS cause
      FROM keys k
      LEFT JOIN app.excluded_identifiers e ON e.kind = k.kind AND e.normalised = k.normalised AND e.ended_at IS NULL
      LEFT JOIN common c ON c.position = k.position AND c.kind = k.kind AND c.normalised = k.normalised
  )
  SELECT r.id AS requested_id, j.id AS identifier_id, j.kind, j.cause, j.reason, j.roles, theirs.complaint_id, theirs.their_roles,
         theirs.seconds_apart, theirs.is_same_port
    FROM judged j
    JOIN requested r ON r.position = j.position
    LEFT JOIN LATERAL (
      SELECT t.complaint_id, array_agg(DISTINCT t.role) AS their_roles,
             min(abs(extract(epoch FROM t.observed_at - o.observed_at)))::float8 AS seconds_apart,
             bool_or(t.port = o.port) AS is_same_port
        FROM app.identifiers t
       CROSS JOIN unnest(j.times, j.ports) o (observed_at, port)
       WHERE j.cause IS NULL AND t.normalised = j.normalised AND t.kind = j.kind AND t.voided_at IS NULL
         AND NOT EXISTS (SELECT FROM matter m WHERE m.position = j.position AND m.id = t.complaint_id)
       GROUP BY t.complaint_id
    ) theirs ON true
   WHERE j.cause IS NOT NULL OR theirs.complaint_id IS NOT NULL`;

const selectInMatter = 'SELECT FROM app.matter_of(app.current_complaint($2)) m WHERE m = $1';

const selectPairs = selectPairsOf(`
    SELECT m.position, i.*
      FROM matter m
     CROSS JOIN LATERAL (SELECT i.id, i.kind, i.normalised, i.role, i.observed_at, i.port FROM app.identifiers i
                          WHERE i.complaint_id = m.id AND i.voided_at IS NULL OFFSET 0) i`);

const selectUnsavedPairs = selectPairsOf(`
    SELECT 1 AS position, u.id, u.kind, u.normalised COLLATE "C" AS normalised, u.role, u.observed_at, u.port
      FROM unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::integer[])
        AS u (id, kind, normalised, role, observed_at, port)`);

/** Returns the matches of a complaint with others of the seat. They are never stored, so no edit makes them wrong. */
export async function findMatches(tx: EntityManager, complaintId: string): Promise<FoundMatches> {
  return rankMatches(tx, await selectStoredPairs(tx, [complaintId]));
}

/** Returns the strength of the first match of `findMatches` for each complaint. A complaint without a match is absent. */
export async function findStrengths(
  tx: EntityManager,
  complaintIds: readonly string[],
): Promise<ReadonlyMap<string, MatchStrength>> {
  const byComplaint = new Map<string, FoundPair<string>[]>(complaintIds.map((id) => [id, []]));
  for (const pair of await selectStoredPairs(tx, complaintIds)) byComplaint.get(pair.requested_id ?? '')?.push(pair);
  const strengths = new Map<string, MatchStrength>();
  for (const [id, pairs] of byComplaint) {
    const [strongest] = rankReasons(pairs);
    if (strongest) strengths.set(id, strengthOf(strongest.reasons.map(({ weight }) => weight)));
  }
  return strengths;
}

function selectStoredPairs(tx: EntityManager, complaintIds: readonly string[]): Promise<FoundPair<string>[]> {
  return tx.query<FoundPair<string>[]>(selectPairs, [complaintIds, maxComplaintsPerIdentifier]);
}

/**
 * Returns the matches of values that are not stored, by the rules of stored ones. The matter of `exceptComplaintId` is
 * left out.
 */
export async function findUnsavedMatches(
  tx: EntityManager,
  identifiers: readonly UnsavedIdentifier[],
  exceptComplaintId: string | null,
): Promise<FoundMatches<number>> {
  if (identifiers.length === 0) return { matches: [], isComplete: true, setAside: [] };
  const values = [
    identifiers.map(({ key }) => key),
    identifiers.map(({ kind }) => kind),
    identifiers.map(({ normalised }) => normalised),
    identifiers.map(({ role }) => role),
    identifiers.map(({ observedAt }) => observedAt),
    identifiers.map(({ port }) => port),
  ];
  return rankMatches(
    tx,
    await tx.query<FoundPair<number>[]>(selectUnsavedPairs, [
      [exceptComplaintId],
      maxComplaintsPerIdentifier,
      ...values,
    ]),
  );
}

/** Whether a complaint and another one are the same, or are merged with each other. */
export async function isSameMatter(tx: EntityManager, complaintId: string, otherId: string | null): Promise<boolean> {
  if (otherId === null) return false;
  return (await tx.query<unknown[]>(selectInMatter, [complaintId, otherId])).length > 0;
}

async function rankMatches<Key extends ValueKey>(
  tx: EntityManager,
  rows: readonly FoundPair<Key>[],
): Promise<FoundMatches<Key>> {
  const ranked = rankReasons(rows);
  const strongest = ranked.slice(0, maxMatches);
  const complaints = await findComplaints(
    tx,
    strongest.map(({ id }) => id),
  );
  return {
    matches: strongest.flatMap(({ id, reasons }) => {
      const complaint = complaints.get(id);
      return complaint ? [{ complaint, reasons, strength: strengthOf(reasons.map(({ weight }) => weight)) }] : [];
    }),
    isComplete: ranked.length <= maxMatches,
    setAside: rows.flatMap(({ identifier_id: identifierId, kind, cause, reason }) =>
      cause === null ? [] : [{ identifierId, kind, cause, reason }],
    ),
  };
}

/** Other complaint with the reasons of its match. */
interface RankedReasons<Key extends ValueKey> {
  readonly id: string;
  readonly reasons: readonly Reason<Key>[];
}

/** Returns the other complaints of the pairs, the strongest match first. */
function rankReasons<Key extends ValueKey>(rows: readonly FoundPair<Key>[]): RankedReasons<Key>[] {
  return [...groupReasonsByComplaint(rows)]
    .map(([id, reasons]) => ({ id, reasons, sure: combineWeights(reasons.map(({ weight }) => weight)) }))
    .sort((one, other) => other.sure - one.sure || (one.id < other.id ? 1 : -1));
}

function groupReasonsByComplaint<Key extends ValueKey>(
  rows: readonly FoundPair<Key>[],
): ReadonlyMap<string, Reason<Key>[]> {
  const frequency = new Map<Key, number>();
  for (const { identifier_id: id } of rows) frequency.set(id, (frequency.get(id) ?? 0) + 1);
  const reasons = new Map<string, Reason<Key>[]>();
  for (const row of rows) {
    if (row.complaint_id === null) continue;
    const reason = toReason(row, frequency.get(row.identifier_id) ?? 1);
    reasons.set(row.complaint_id, [...(reasons.get(row.complaint_id) ?? []), reason]);
  }
  for (const found of reasons.values()) found.sort((one, other) => other.weight - one.weight);
  return reasons;
}

function toReason<Key extends ValueKey>(pair: FoundPair<Key>, complaintsWithIt: number): Reason<Key> {
  const { identifier_id: identifierId, kind, roles, their_roles: theirRoles } = pair;
  const shared = { kind, complaintsWithIt, secondsApart: pair.seconds_apart, isSamePort: pair.is_same_port };
  const means = classifyMatch(kind, roles, theirRoles);
  return { identifierId, ...shared, means, roles, theirRoles, weight: weightOf(shared) };
}

async function findComplaints(tx: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, Complaint>> {
  if (ids.length === 0) return new Map();
  const complaints = await selectEntities(tx, tx.createQueryBuilder(Complaint, 'c').where('c.id = ANY(:ids)', { ids }));
  return new Map(complaints.map((complaint) => [complaint.id, complaint]));
}
