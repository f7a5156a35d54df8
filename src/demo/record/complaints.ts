import { computeIntakeDigest } from '../../casework/complaints/intake-digest.js';
import { isTipContent } from '../../casework/disclosures/disclosures.enums.js';
import { deriveId } from '../ids.js';
import type { ComplaintDecisions } from './decisions.js';
import type { Share } from './shares.js';
import type { Tip } from './tips.js';

/** Returns the rows of complaints. Postgres adds the reference and the day. */
export function complaintRows({ taskForce: { code, state } }: Share, decided: readonly ComplaintDecisions[]): object[] {
  return decided.map(
    ({ course: { tip, loggedAt, triagedAt, work, state: finalState }, priority, dueAt, disposition }) => ({
      id: tip.id,
      task_force_id: deriveId('task-force', code),
      agency_id: tip.owner.id,
      working_agency_id: work?.unit.id ?? null,
      investigator_id: work?.investigatorId ?? null,
      source: tip.source,
      external_reference: tip.externalReference,
      type: tip.classified?.[0] ?? null,
      mode: tip.classified?.[1] ?? null,
      received_at: tip.receivedAt,
      incident_at: tip.incidentAt,
      jurisdiction_state: state,
      jurisdiction_county: tip.county,
      jurisdiction_city: tip.city,
      narrative: tip.narrative,
      priority,
      state: finalState,
      due_at: dueAt,
      disposition: disposition?.code ?? null,
      intake_digest: digestTip(tip, state),
      logged_at: loggedAt,
      version: 1 + [triagedAt, work, disposition].filter((step) => step !== null).length,
    }),
  );
}

/**
 * Returns the rows of triages, assignments and dispositions by the task force's supervisor, and of the resulting
 * disclosures.
 */
export function decisionRows(
  { taskForce: { code } }: Share,
  decided: readonly ComplaintDecisions[],
  supervisorId: string,
): { triages: object[]; assignments: object[]; disclosures: object[]; dispositions: object[] } {
  const rows = {
    triages: [] as object[],
    assignments: [] as object[],
    disclosures: [] as object[],
    dispositions: [] as object[],
  };
  const task_force_id = deriveId('task-force', code);
  for (const { course, priority, rationale, dueAt: due_at, disposition } of decided) {
    const { tip, triagedAt: triaged_at, work } = course;
    const toKeyColumns = (kind: string) => ({ id: deriveId(kind, tip.id), task_force_id, complaint_id: tip.id });
    if (triaged_at) {
      const [type, mode] = tip.classified ?? [];
      rows.triages.push({
        ...toKeyColumns('triage'),
        type,
        mode,
        priority,
        rationale,
        triaged_by: supervisorId,
        triaged_at,
      });
    }
    if (work) {
      const { unit, investigatorId: investigator_id, assignedAt: assigned_at } = work;
      const reason = unit === tip.owner ? null : 'Nearest to where the account was used.';
      const assignmentFields = { agency_id: unit.id, investigator_id, due_at, reason };
      rows.assignments.push({
        ...toKeyColumns('assignment'),
        ...assignmentFields,
        assigned_by: supervisorId,
        assigned_at,
      });
      if (reason !== null) {
        rows.disclosures.push({
          ...toKeyColumns('disclosure'),
          what: 'assignment',
          recipient: unit.name,
          recipient_task_force_id: task_force_id,
          recipient_agency_id: unit.id,
          basis: isTipContent(tip.source) ? 'own_agency' : 'not_tip_content',
          purpose: reason,
          record_id: deriveId('assignment', tip.id),
          disclosed_by: supervisorId,
          disclosed_at: assigned_at,
          entered_at: assigned_at,
        });
      }
    }
    if (disposition) {
      const { code: finalState, disposedAt: disposed_at } = disposition;
      const narrative = 'Read by the supervisor and closed.';
      rows.dispositions.push({
        ...toKeyColumns('disposition'),
        code: finalState,
        narrative,
        disposed_by: supervisorId,
        disposed_at,
      });
    }
  }
  return rows;
}

/** Returns the intake digest, so that intake recognizes a repeated tip of the demo. */
function digestTip(tip: Tip, jurisdictionState: string): string {
  const { source, externalReference, narrative, county: jurisdictionCounty, city: jurisdictionCity } = tip;
  const [type = null, mode = null] = tip.classified ?? [];
  const [receivedAt, incidentAt] = [
    new Date(tip.receivedAt),
    tip.incidentAt === null ? null : new Date(tip.incidentAt),
  ];
  const place = { jurisdictionState, jurisdictionCounty, jurisdictionCity };
  const digestInput = {
    source,
    externalReference,
    type,
    mode,
    receivedAt,
    incidentAt,
    narrative,
    reportedToNcmecAt: null,
    ...place,
  };
  return `\\x${computeIntakeDigest(digestInput, null).toString('hex')}`;
}
