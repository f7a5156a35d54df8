import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { requireAgencyOfTaskForce } from '../../organization/agencies/agency-validation.js';
import { requireAgreement } from '../../organization/agencies/receiving-agency.js';
import { isTipContent } from '../disclosures/disclosures.enums.js';
import { recordDisclosure } from '../disclosures/record-disclosure.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { BodyChecks, type PartialBody } from '../../platform/http/body-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { ComplaintSealed } from '../complaints/complaints.errors.js';
import { complaintPolicy } from '../complaints/complaints.policy.js';
import { complaintSources } from '../complaints/complaints.enums.js';
import { saveDecision, decisionKey } from '../complaints/save-decision.js';
import { AssignComplaint, type ScreenComplaint, type TriageComplaint } from '../complaints/decision.request.js';
import { Assignment, Screening, Triage } from '../complaints/decisions.entity.js';
import { proposePriority, selectSupporting } from '../complaints/priority-rules.js';
import { loadTriageFacts, loadTriageFactsOfMany, type ScreenedFields } from './triage-facts.js';
import type { TriageProposalQuery } from './triage-proposal.request.js';
import { proposeTriage, type TriageProposal } from './triage-rules.js';

const selectAssignable = 'SELECT app.is_assignable_on($1, $2, $3) AS is_assignable';

/** Screening, triage and assignment. Each decision is stored as a row with its author. */
@Injectable()
export class TriageService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
    checks: BodyChecks,
  ) {
    checks.register(AssignComplaint, (actor, body) => this.checkAssignment(actor, body));
  }

  getProposal(actor: Actor, id: string, chosen: TriageProposalQuery): Promise<TriageProposal> {
    return this.database.read(actor, async (tx) =>
      proposeTriage(await loadTriageFacts(tx, await findByIdOrFail(tx, Complaint, id), chosen)),
    );
  }

  /** Returns the proposal for each complaint, in their order. All are of one task force. */
  async proposeMany(
    tx: EntityManager,
    taskForceId: string,
    complaints: readonly ScreenedFields[],
  ): Promise<TriageProposal[]> {
    return (await loadTriageFactsOfMany(tx, taskForceId, complaints, {})).map(proposeTriage);
  }

  screen(actor: Actor, id: string, version: number, screening: ScreenComplaint): Promise<Complaint> {
    const { type, mode, childAccess = null, hasHandsOnStatement = null } = screening;
    return this.database.change(actor, { action: 'complaint.screened', subject: id }, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.triage, actor, complaint);
      const now = this.clock.now();
      complaint.screenAs(type, mode, now);
      const duplicatesFound = await countDuplicates(tx, complaint);
      const authorship = { screenedBy: actor.accountId, screenedAt: now };
      const facts = { type, mode, duplicatesFound, childAccess, hasHandsOnStatement };
      await tx.insert(Screening, { ...decisionKey(complaint), ...facts, ...authorship });
      return saveDecision(tx, complaint);
    });
  }

  /**
   * Saves the triage, which also screens an unscreened complaint. The trail omits the rationale, because it describes
   * the case.
   */
  triage(actor: Actor, id: string, version: number, decision: TriageComplaint): Promise<Complaint> {
    const { type, mode, priority, rationale, jurisdiction } = decision;
    const { childAccess = null, hasHandsOnStatement = null } = decision;
    return this.database.change(actor, { action: 'complaint.triaged', subject: id }, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.triage, actor, complaint);
      const now = this.clock.now();
      const facts = await loadTriageFacts(tx, complaint, decision);
      const { type: proposedType, mode: proposedMode } = proposeTriage(facts);
      const ofPriority = proposePriority({ ...facts, type });
      complaint.triageAs(type, mode, priority, now);
      if (jurisdiction !== undefined) complaint.confirmJurisdiction(jurisdiction);
      const authorship = { triagedBy: actor.accountId, triagedAt: now };
      const proposed = {
        ...{ proposedType, proposedMode, proposedPriority: ofPriority.priority },
        proposedFor: selectSupporting(ofPriority),
      };
      await tx.insert(Triage, {
        ...decisionKey(complaint),
        type,
        mode,
        priority,
        rationale,
        ...{ childAccess, hasHandsOnStatement },
        ...proposed,
        ...authorship,
      });
      return saveDecision(tx, complaint);
    });
  }

  assign(actor: Actor, id: string, version: number, assignment: AssignComplaint): Promise<Complaint> {
    const { agencyId, investigatorId = null, reason = null } = assignment;
    const due = assignment.dueAt == null ? assignment.dueAt : new Date(assignment.dueAt);
    return this.database.change(actor, { action: 'complaint.assigned', subject: id, reason }, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.assign, actor, complaint);
      await this.requireAssignable(tx, complaint.taskForceId, { agencyId, investigatorId });
      const now = this.clock.now();
      const decision = decisionKey(complaint);
      if (!complaint.isOwnedOrWorkedBy(agencyId))
        await this.discloseAssignment(tx, actor, complaint, agencyId, decision.id, reason);
      complaint.assignTo(agencyId, investigatorId, due, now);
      const { dueAt, cycle } = complaint;
      const authorship = { assignedBy: actor.accountId, assignedAt: now };
      await tx.insert(Assignment, { ...decision, agencyId, investigatorId, dueAt, reason, cycle, ...authorship });
      return saveDecision(tx, complaint);
    });
  }

  /** Checks agency and investigator of a body whose shape is faulty elsewhere. */
  async checkAssignment(actor: Actor, body: PartialBody): Promise<void> {
    const { seat } = actor;
    const { agencyId, investigatorId = null } = body as Partial<AssignComplaint>;
    if (seat.level === 'national' || agencyId === undefined) return;
    await this.requireAssignable(this.database.managerOf(actor), seat.taskForceId, { agencyId, investigatorId });
  }

  /**
   * Rejects an agency outside the task force, and an investigator outside the agency or with expired training; unknown
   * training is accepted. A database function decides, because row security hides another agency's accounts.
   */
  private async requireAssignable(
    tx: EntityManager,
    taskForceId: string,
    { agencyId, investigatorId }: { readonly agencyId: string; readonly investigatorId: string | null },
  ): Promise<void> {
    await requireAgencyOfTaskForce(tx, taskForceId, agencyId);
    if (investigatorId === null) return;
    const today = await this.taskForces.today(tx, taskForceId);
    const values = [investigatorId, agencyId, today];
    const [row] = await tx.query<{ is_assignable: boolean }[]>(selectAssignable, values);
    if (!row?.is_assignable)
      throw InvalidInput.forPath('/investigatorId', 'is not an investigator who can be assigned at this agency');
  }

  /**
   * Records a disclosure to an agency of the task force that neither owns nor works the complaint. Requires an agreement,
   * because the agency learns all of it.
   */
  private async discloseAssignment(
    tx: EntityManager,
    actor: Actor,
    complaint: Complaint,
    agencyId: string,
    recordId: string,
    reason: string | null,
  ): Promise<void> {
    if (complaint.isSealed) throw new ComplaintSealed();
    const { taskForceId, source } = complaint;
    const today = await this.taskForces.today(tx, taskForceId);
    const { toAgencyId, toName: recipient } = await requireAgreement(tx, agencyId, today);
    const basis = isTipContent(source) ? 'own_agency' : 'not_tip_content';
    const purpose = reason ?? 'To work the complaint.';
    const to = { recipient, agency: { taskForceId, agencyId: toAgencyId } };
    const disclosure = { complaint, what: 'assignment', ...to, basis, purpose, recordId } as const;
    await recordDisclosure(tx, actor, disclosure, this.clock.now());
  }
}

/** Counts other complaints of the seat with the same number, from any source. */
async function countDuplicates(tx: EntityManager, { id, taskForceId, externalReference }: Complaint): Promise<number> {
  if (externalReference === null) return 0;
  const [row] = await tx.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM app.complaints
      WHERE task_force_id = $1 AND source = ANY ($2) AND external_reference = $3 AND id <> $4`,
    [taskForceId, complaintSources, externalReference, id],
  );
  return row?.n ?? 0;
}
