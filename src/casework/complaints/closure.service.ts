import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { NotFound, Forbidden } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { ClosureProposal } from './complaint-status.entity.js';
import { Complaint } from './complaint.entity.js';
import { InvalidTransition, NoProposal, OwnProposal } from './complaints.errors.js';
import { complaintPolicy } from './complaints.policy.js';
import { saveDecision, decisionKey } from './save-decision.js';
import type { CloseComplaint } from './decision.request.js';
import { Assignment, Disposition } from './decisions.entity.js';
import { requireNoOpenMatters } from './open-matters.js';
import { answerProposal, findPendingProposal } from './closure-proposals.js';

/** Closing and reopening of complaints. The account that works a complaint proposes; another account decides. */
@Injectable()
export class ClosureService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  getProposal(actor: Actor, id: string): Promise<ClosureProposal> {
    return this.database.read(actor, async (tx) => {
      await findByIdOrFail(tx, Complaint, id);
      const pending = await findPendingProposal(tx, id);
      if (!pending) throw new NotFound();
      return pending;
    });
  }

  /** Saves a proposal. A pending one, of any account, is withdrawn. */
  propose(actor: Actor, id: string, version: number, { code, narrative }: CloseComplaint): Promise<Complaint> {
    const change = { action: 'complaint.closure-proposed', subject: id, reason: code };
    return this.database.change(actor, change, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.work, actor, complaint);
      complaint.requireNotExpunged();
      if (!complaint.canMoveTo('closed')) throw new InvalidTransition(complaint.state, complaint.allowedMoves);
      const now = this.clock.now();
      await answerProposal(tx, actor, id, { outcome: 'withdrawn', answer: null, at: now });
      const authorship = { proposedBy: actor.accountId, proposedAt: now };
      await tx.insert(ClosureProposal, { ...decisionKey(complaint), code, narrative, ...authorship });
      return saveDecision(tx, complaint);
    });
  }

  /** Withdraws the actor's own proposal, or rejects another account's. */
  rejectProposal(actor: Actor, id: string, version: number, reason: string): Promise<Complaint> {
    return this.database.change(actor, { action: 'complaint.closure-returned', subject: id, reason }, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      const proposal = await findPendingProposal(tx, id);
      if (!proposal) throw new NoProposal();
      const isOwn = proposal.proposedBy === actor.accountId;
      authorize(isOwn ? complaintPolicy.work : complaintPolicy.rejectProposal, actor, complaint);
      const outcome = isOwn ? 'withdrawn' : 'returned';
      await answerProposal(tx, actor, id, { outcome, answer: reason, at: this.clock.now() });
      return saveDecision(tx, complaint);
    });
  }

  /** Closes the complaint. A proposal with the same disposition is accepted; any other is recorded as not followed. */
  close(actor: Actor, id: string, version: number, { code, narrative }: CloseComplaint): Promise<Complaint> {
    return this.database.change(actor, { action: 'complaint.closed', subject: id, reason: code }, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.close, actor, complaint);
      if (await wasAssigned(tx, complaint, actor)) throw new Forbidden();
      const now = this.clock.now();
      complaint.closeAs(code, now);
      await requireNoOpenMatters(tx, id);
      const proposal = await findPendingProposal(tx, id);
      if (proposal?.proposedBy === actor.accountId) throw new OwnProposal();
      const acceptedProposal = proposal?.code === code ? proposal : null;
      await answerProposal(tx, actor, id, {
        outcome: acceptedProposal ? 'accepted' : 'not_followed',
        answer: null,
        at: now,
      });
      const authorship = {
        proposedBy: acceptedProposal?.proposedBy ?? null,
        disposedBy: actor.accountId,
        disposedAt: now,
      };
      await tx.insert(Disposition, { ...decisionKey(complaint), code, narrative, ...authorship });
      return tx.save(complaint);
    });
  }

  reopen(actor: Actor, id: string, version: number, reason: string): Promise<Complaint> {
    return this.database.change(actor, { action: 'complaint.reopened', subject: id, reason }, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.reopen, actor, complaint);
      complaint.reopen(this.clock.now());
      return tx.save(complaint);
    });
  }
}

/**
 * Whether the actor was named to investigate in this cycle, also if replaced since. Such an account would decide on its
 * own work.
 */
function wasAssigned(tx: EntityManager, { id: complaintId, cycle }: Complaint, { accountId }: Actor): Promise<boolean> {
  return tx.existsBy(Assignment, { complaintId, cycle, investigatorId: accountId });
}
