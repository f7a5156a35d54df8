import type { EntityManager } from 'typeorm';
import type { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { newId } from '../../platform/ids/ids.js';
import { Disclosure } from './disclosure.entity.js';
import type { DisclosureBasis, DisclosureKind } from './disclosures.enums.js';

export interface RecipientAgency {
  readonly taskForceId: string;
  readonly agencyId: string;
}

export interface NewDisclosure {
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
export async function recordDisclosure(
  tx: EntityManager,
  actor: Actor,
  details: NewDisclosure,
  now: Date,
): Promise<string> {
  const row = toRow(actor, details, now);
  await tx.insert(Disclosure, row);
  return row.id;
}

/** Records many disclosures in one statement. */
export async function recordDisclosures(
  tx: EntityManager,
  actor: Actor,
  details: readonly NewDisclosure[],
  now: Date,
): Promise<void> {
  if (details.length > 0)
    await tx.insert(
      Disclosure,
      details.map((one) => toRow(actor, one, now)),
    );
}

function toRow(actor: Actor, details: NewDisclosure, now: Date) {
  const { complaint, what, recipient, agency, basis, purpose, recordId = null } = details;
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
    disclosedAt: details.at ?? now,
    enteredAt: now,
  };
}
