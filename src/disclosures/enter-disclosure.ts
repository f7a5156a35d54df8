import type { EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { newId } from '../platform/http/ids.js';
import { Disclosure } from './disclosure.entity.js';
import type { DisclosureBasis, DisclosureKind } from './disclosures.words.js';

/** An agency of the tracker that something is told to. */
export interface RecipientAgency {
  readonly taskForceId: string;
  readonly agencyId: string;
}

/** What is told of a complaint, to whom and why. */
export interface Told {
  readonly complaint: Pick<Complaint, 'id' | 'taskForceId'>;
  readonly what: DisclosureKind;
  /** As the recipient is called. */
  readonly recipient: string;
  readonly agency?: RecipientAgency;
  readonly basis: DisclosureBasis;
  readonly purpose: string;
  /** The transfer, share or packet it is told by. */
  readonly recordId?: string;
  /** Now, unless it was before. */
  readonly at?: Date;
}

/** Enters what is disclosed, within the change that does: what this is of is in the same transaction, or neither is. The id. */
export async function enterDisclosure(tx: EntityManager, actor: Actor, told: Told, now: Date): Promise<string> {
  const row = rowOf(actor, told, now);
  await tx.insert(Disclosure, row);
  return row.id;
}

/** The same of many that are disclosed at once, in one statement. */
export async function enterDisclosures(
  tx: EntityManager,
  actor: Actor,
  told: readonly Told[],
  now: Date,
): Promise<void> {
  if (told.length > 0)
    await tx.insert(
      Disclosure,
      told.map((one) => rowOf(actor, one, now)),
    );
}

function rowOf(actor: Actor, told: Told, now: Date) {
  const { complaint, what, recipient, agency, basis, purpose, recordId = null } = told;
  return {
    id: newId(),
    taskForceId: complaint.taskForceId,
    complaintId: complaint.id,
    what,
    recipient,
    recipientTaskForceId: agency?.taskForceId ?? null,
    recipientAgencyId: agency?.agencyId ?? null,
    basis,
    purpose,
    recordId,
    disclosedBy: actor.accountId,
    disclosedAt: told.at ?? now,
    enteredAt: now,
  };
}
