import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { ClosureProposal, type ProposalOutcome } from './complaint-status.entity.js';

interface ProposalAnswer {
  readonly outcome: ProposalOutcome;
  readonly answer: string | null;
  readonly at: Date;
}

export function findPendingProposal(tx: EntityManager, complaintId: string): Promise<ClosureProposal | null> {
  return tx.findOneBy(ClosureProposal, { complaintId, outcome: IsNull() });
}

/** Answers the pending proposal, if there is one. */
export async function answerProposal(
  tx: EntityManager,
  actor: Actor,
  complaintId: string,
  { outcome, answer, at }: ProposalAnswer,
): Promise<void> {
  const authorship = { decidedBy: actor.accountId, decidedAt: at };
  await tx.update(ClosureProposal, { complaintId, outcome: IsNull() }, { outcome, answer, ...authorship });
}
