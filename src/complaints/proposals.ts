import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { ClosureProposal, type ProposalOutcome } from './aside.entity.js';

/** What became of a proposal, and what was said to it. */
interface ProposalAnswer {
  readonly outcome: ProposalOutcome;
  readonly answer: string | null;
  readonly at: Date;
}

/** The proposal to close a complaint that waits for an answer. */
export function proposalFor(tx: EntityManager, complaintId: string): Promise<ClosureProposal | null> {
  return tx.findOneBy(ClosureProposal, { complaintId, outcome: IsNull() });
}

/** Answers the proposal that waits, if there is one: none waits on a complaint that has gone on. */
export async function answerProposal(
  tx: EntityManager,
  actor: Actor,
  complaintId: string,
  { outcome, answer, at }: ProposalAnswer,
): Promise<void> {
  const by = { decidedBy: actor.accountId, decidedAt: at };
  await tx.update(ClosureProposal, { complaintId, outcome: IsNull() }, { outcome, answer, ...by });
}
