import type { EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { newId } from '../../platform/ids/ids.js';
import { Disclosure } from './disclosure.entity.js';
import type { DisclosureBasis, DisclosureKind } from './disclosures.words.js';

/** Agency of the tracker that receives a disclosure. */
export interface RecipientAgency {
  readonly taskForceId: string;
  readonly agencyId: string;
}

/** Disclosure of a complaint's content, with recipient and purpose. */
export interface Told {
  readonly complaint: Pick<Complaint, 'id' | 'taskForceId'>;
  readonly what: DisclosureKind;
  readonly recipient: string;
  readonly agency?: RecipientAgency;
  readonly basis: DisclosureBasis;
  readonly purpose: string;
  readonly recordId?: string;
  /** Time of the disclosure; now by default. */
  readonly at?: Date;
}

/**
 * Records a disclosure in the transaction that makes it, so neither exists without the other. Returns the entry's id.
 */
export async function enterDisclosure(tx: EntityManager, actor: Actor, told: Told, now: Date): Promise<string> {
  const row = rowOf(actor, told, now);
  await tx.insert(Disclosure, row);
  return row.id;
}

/** Records many disclosures in one statement. */
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
