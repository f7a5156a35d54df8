import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { authorize } from '../platform/access/policy.js';
import { Database } from '../platform/database/database.js';
import { found, locked, required } from '../platform/database/rows.js';
import { newId } from '../platform/http/ids.js';
import { Keyset, pageOf, type Page } from '../platform/http/paging.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import { Complaint } from './complaint.entity.js';
import type { AssignComplaint, CloseComplaint, ComplaintsQuery, TriageComplaint } from './complaints.contract.js';
import { complaintPolicy } from './complaints.policy.js';
import { Assignment, Disposition, Triage } from './decisions.entity.js';

/** What a line of the list shows: never the narrative. */
const summaryColumns = [
  'c.id',
  'c.version',
  'c.reference',
  'c.state',
  'c.priority',
  'c.source',
  'c.type',
  'c.mode',
  'c.receivedAt',
  'c.receivedOn',
  'c.dueAt',
  'c.agencyId',
  'c.workingAgencyId',
  'c.investigatorId',
  'c.disposition',
];

/** Complaints as they are worked: read, triaged, assigned and closed. Each decision leaves a row that says who and why. */
@Injectable()
export class ComplaintsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<Complaint> {
    return this.database.read(actor, (tx) => required(tx, Complaint, id));
  }

  list(actor: Actor, query: ComplaintsQuery): Promise<Page<Complaint>> {
    const { state, type, agencyId, investigatorId, limit } = query;
    const keyset = new Keyset('complaints', query, ['instant', 'id']);
    const after = keyset.after(query.cursor);
    return this.database.read(actor, async (tx) => {
      const complaints = tx.createQueryBuilder(Complaint, 'c').select(summaryColumns);
      complaints.orderBy({ 'c.receivedAt': 'DESC', 'c.id': 'DESC' });
      if (state) complaints.andWhere('c.state = :state', { state });
      if (type) complaints.andWhere('c.type = :type', { type });
      if (agencyId) complaints.andWhere('c.agencyId = :agencyId', { agencyId });
      if (investigatorId) complaints.andWhere('c.investigatorId = :investigatorId', { investigatorId });
      if (after) complaints.andWhere('(c.receivedAt, c.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await found(tx, complaints.limit(limit + 1));
      return pageOf(rows, limit, ({ receivedAt, id }) => keyset.cursorOf([receivedAt.toISOString(), id]));
    });
  }

  triage(actor: Actor, id: string, version: number, decision: TriageComplaint): Promise<Complaint> {
    const { type, mode, priority, rationale } = decision;
    return this.database.change(actor, { action: 'complaint.triaged', subject: id, reason: rationale }, async (tx) => {
      const complaint = await locked(tx, Complaint, id, version);
      authorize(complaintPolicy.triage, actor, complaint);
      complaint.triageAs(type, mode, priority);
      const by = { triagedBy: actor.accountId, triagedAt: this.clock.now() };
      await tx.insert(Triage, { ...decisionOn(complaint), type, mode, priority, rationale, ...by });
      return decided(tx, complaint);
    });
  }

  assign(actor: Actor, id: string, version: number, assignment: AssignComplaint): Promise<Complaint> {
    const { agencyId, investigatorId = null, reason = null } = assignment;
    const dueAt = assignment.dueAt == null ? null : new Date(assignment.dueAt);
    return this.database.change(actor, { action: 'complaint.assigned', subject: id, reason }, async (tx) => {
      const complaint = await locked(tx, Complaint, id, version);
      authorize(complaintPolicy.assign, actor, complaint);
      if (investigatorId !== null) await requireGivable(tx, investigatorId, agencyId);
      complaint.assignTo(agencyId, investigatorId, dueAt);
      const by = { assignedBy: actor.accountId, assignedAt: this.clock.now() };
      await tx.insert(Assignment, { ...decisionOn(complaint), agencyId, investigatorId, dueAt, reason, ...by });
      return decided(tx, complaint);
    });
  }

  close(actor: Actor, id: string, version: number, { code, narrative }: CloseComplaint): Promise<Complaint> {
    return this.database.change(actor, { action: 'complaint.closed', subject: id, reason: code }, async (tx) => {
      const complaint = await locked(tx, Complaint, id, version);
      authorize(complaintPolicy.close, actor, complaint);
      complaint.closeAs(code);
      const by = { disposedBy: actor.accountId, disposedAt: this.clock.now() };
      await tx.insert(Disposition, { ...decisionOn(complaint), code, narrative, ...by });
      return tx.save(complaint);
    });
  }

  /** The complaint a request names as what it adds to, locked, once the actor may work it. */
  async toWork(tx: EntityManager, actor: Actor, id: string): Promise<Complaint> {
    const complaint = await tx.findOne(Complaint, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!complaint) throw InvalidInput.at('/complaintId', 'names something that is not there for you');
    authorize(complaintPolicy.work, actor, complaint);
    return complaint;
  }
}

/** Row security cannot say: an owning agency may give a complaint to another agency's investigator, whose account it never sees. */
async function requireGivable(tx: EntityManager, investigatorId: string, agencyId: string): Promise<void> {
  const [row] = await tx.query<{ givable: boolean }[]>('SELECT app.may_be_given($1, $2) AS givable', [
    investigatorId,
    agencyId,
  ]);
  if (!row?.givable) throw InvalidInput.at('/investigatorId', 'is not an investigator this agency can be given');
}

/** A decision is a version of its own, also one that says what was so before: of two on the same version, one comes too late. */
async function decided(tx: EntityManager, complaint: Complaint): Promise<Complaint> {
  const { id, version } = complaint;
  const saved = await tx.save(complaint);
  if (saved.version > version) return saved;
  await tx.query('UPDATE app.complaints SET version = version + 1 WHERE id = $1', [id]);
  return required(tx, Complaint, id);
}

function decisionOn({ id, taskForceId }: Complaint): { id: string; taskForceId: string; complaintId: string } {
  return { id: newId(), taskForceId, complaintId: id };
}
