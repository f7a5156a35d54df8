import type { EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { ChildAccess } from '../complaints/complaints.enums.js';
import type { TriageComplaint } from '../complaints/decision.request.js';
import type { PriorityFacts } from '../complaints/priority-rules.js';
import { summarizeFiles, type TriagedFile } from './file-facts.js';
import { annotationsOf, meaningOfIncidents } from './tip-meanings.js';
import type { TriageFacts } from './triage-rules.js';

/** Fields of a complaint that its proposal depends on. */
export type ScreenedFields = Pick<Complaint, 'id' | 'type' | 'mode' | 'source' | 'ncmecClass' | 'annotations'>;

/** Facts that a person chose, in place of those of earlier decisions and of the tip. */
export type ChosenFacts = Pick<TriageComplaint, 'childAccess' | 'hasHandsOnStatement'>;

interface KnownFacts extends Pick<PriorityFacts, 'hasChildAtRisk' | 'hasVictim' | 'hasSuspect'> {
  readonly format: string | null;
  readonly incidentTypes: readonly string[] | null;
  readonly annotations: readonly string[] | null;
  /** Words of all versions of the tip and of all files, also of those recorded in error. */
  readonly statedWords: readonly string[];
  readonly isEscalated: boolean | null;
  readonly namesConvictedOffender: boolean | null;
  readonly priorReports: number | null;
  readonly statedAccess: ChildAccess | null;
  readonly childAccess: ChildAccess | null;
  readonly hasHandsOnStatement: boolean | null;
  readonly files: readonly (Pick<TriagedFile, 'classification' | 'relevance'> & { readonly tags: readonly string[] })[];
}

const selectKnownFacts = `
  SELECT facts.*
    FROM unnest($2::uuid[]) WITH ORDINALITY r (id, position)
   CROSS JOIN LATERAL (
    WITH victim AS (
      SELECT v.abuse_timing = 'ongoing' OR v.safeguarding_status = 'at_risk' AS is_at_risk
        FROM app.victims_identified v
       WHERE v.task_force_id = $1 AND v.complaint_id = r.id AND v.voided_at IS NULL),
    decision AS (
      SELECT s.id, s.screened_at AS at, s.child_access, s.has_hands_on_statement FROM app.screenings s
       WHERE s.task_force_id = $1 AND s.complaint_id = r.id
       UNION ALL
      SELECT t.id, t.triaged_at, t.child_access, t.has_hands_on_statement FROM app.triages t
       WHERE t.task_force_id = $1 AND t.complaint_id = r.id)
    SELECT EXISTS (SELECT FROM victim WHERE is_at_risk) AS "hasChildAtRisk", EXISTS (SELECT FROM victim) AS "hasVictim",
           EXISTS (SELECT FROM app.suspects s
                    WHERE s.task_force_id = $1 AND s.complaint_id = r.id AND s.voided_at IS NULL) AS "hasSuspect",
           t.format, t.incident_types AS "incidentTypes", t.annotations, t.is_escalated AS "isEscalated",
           t.names_convicted_offender AS "namesConvictedOffender", t.child_access AS "statedAccess",
           jsonb_array_length(jsonb_path_query_array(t.prior_reports, '$[*] ? (@.role == "suspect")')) AS "priorReports",
           ARRAY(SELECT unnest(l.annotations) FROM app.tip_versions l WHERE l.task_force_id = $1 AND l.complaint_id = r.id
                  UNION
                 SELECT unnest(f.tags) FROM app.reported_files f
                  WHERE f.task_force_id = $1 AND f.complaint_id = r.id) AS "statedWords",
           (SELECT d.child_access FROM decision d WHERE d.child_access IS NOT NULL
             ORDER BY d.at DESC, d.id DESC LIMIT 1) AS "childAccess",
           (SELECT d.has_hands_on_statement FROM decision d WHERE d.has_hands_on_statement IS NOT NULL
             ORDER BY d.at DESC, d.id DESC LIMIT 1) AS "hasHandsOnStatement",
           (SELECT coalesce(jsonb_agg(jsonb_build_object('classification', f.classification, 'relevance', f.relevance, 'tags', f.tags)), '[]')
              FROM app.reported_files f
             WHERE f.task_force_id = $1 AND f.complaint_id = r.id AND f.voided_at IS NULL) AS files
      FROM (SELECT) one
      LEFT JOIN (SELECT * FROM app.tip_versions l
                  WHERE l.task_force_id = $1 AND l.complaint_id = r.id ORDER BY l.number DESC LIMIT 1) t ON true) facts
   ORDER BY r.position`;

/** Loads the facts. Those that a person chose now come first, then those of earlier decisions, then those of the tip. */
export async function loadTriageFacts(
  tx: EntityManager,
  complaint: Complaint,
  chosen: ChosenFacts,
): Promise<TriageFacts> {
  const [facts] = await loadTriageFactsOfMany(tx, complaint.taskForceId, [complaint], chosen);
  if (!facts) throw new Error('The query for the facts of a triage returned no row');
  return facts;
}

/** Returns the facts of each complaint, in their order. All are of one task force. */
export async function loadTriageFactsOfMany(
  tx: EntityManager,
  taskForceId: string,
  complaints: readonly ScreenedFields[],
  chosen: ChosenFacts,
): Promise<TriageFacts[]> {
  const rows = await tx.query<KnownFacts[]>(selectKnownFacts, [taskForceId, complaints.map(({ id }) => id)]);
  return complaints.flatMap((complaint, index) => {
    const known = rows[index];
    return known ? [toTriageFacts(complaint, known, chosen)] : [];
  });
}

function toTriageFacts(
  { type, mode, source, ncmecClass, annotations }: ScreenedFields,
  known: KnownFacts,
  chosen: ChosenFacts,
): TriageFacts {
  const { hasChildAtRisk, hasVictim, hasSuspect, format, incidentTypes } = known;
  const stated = annotationsOf(known.statedWords);
  const added = (annotations ?? []).filter((annotation) => !stated.includes(annotation));
  const files = known.files.map(({ tags, ...file }) => ({ ...file, annotations: annotationsOf(tags) }));
  return {
    ...{ type, mode, source, hasChildAtRisk, hasVictim, hasSuspect },
    incident: format === null ? null : meaningOfIncidents(format, incidentTypes ?? []),
    isEscalated: known.isEscalated ?? false,
    isInformational: ncmecClass === 'informational',
    namesConvictedOffender: known.namesConvictedOffender ?? false,
    priorReports: known.priorReports ?? 0,
    childAccess: chosen.childAccess ?? known.childAccess ?? known.statedAccess,
    hasHandsOnStatement: chosen.hasHandsOnStatement ?? known.hasHandsOnStatement ?? false,
    // The annotations of the complaint are those of its first version, and those that a person added.
    ...summarizeFiles(files, [...annotationsOf(known.annotations ?? []), ...added]),
  };
}
