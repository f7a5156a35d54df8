import { namePerson, type PersonView } from './person.view.js';
import type { Actor } from '../../platform/actor/actor.js';
import { allows } from '../../access/permissions.js';
import type { FactorReset } from './factor-reset.entity.js';
import { factorResetPolicy } from './factor-resets.policy.js';

/** Actions that the reader may take. */
export class FactorResetMay {
  /** Whether the reader may approve the request, with immediate effect. */
  readonly approve!: boolean;
}

/** Request for the removal of an account's password and factors. */
export class FactorResetView {
  readonly id!: string;
  /** Account of the request. */
  readonly accountId!: string;
  /** Account of the request. */
  readonly account!: PersonView;
  readonly reason!: string;
  /**
   * Account of the requester.
   * @format uuid
   */
  readonly requestedBy!: string;
  /** Account of the requester. */
  readonly requestedByPerson!: PersonView;
  /** Time of the request. */
  readonly requestedAt!: string;
  /** Expiry of the request without an approval. */
  readonly lapsesAt!: string;
  /**
   * Account of the approver; null before the approval.
   * @format uuid
   */
  readonly approvedBy!: string | null;
  /** Account of the approver; null before the approval. */
  readonly approvedByPerson!: PersonView | null;
  /** Time of the approval; null before it. */
  readonly approvedAt!: string | null;
  readonly may!: FactorResetMay;
}

/** Page of requests. */
export class FactorResetPage {
  readonly items!: FactorResetView[];
  readonly nextCursor!: string | null;
}

/** Maps a request to its view. It ignores the expiry, which Postgres checks by its own clock. */
export function toFactorResetView(reset: FactorReset, actor: Actor): FactorResetView {
  const { id, accountId, reason, requestedBy, requestedAt, lapsesAt, approvedBy, approvedAt } = reset;
  return {
    id,
    accountId,
    account: namePerson(accountId),
    reason,
    requestedBy,
    requestedByPerson: namePerson(requestedBy),
    requestedAt: requestedAt.toISOString(),
    lapsesAt: lapsesAt.toISOString(),
    approvedBy,
    approvedByPerson: namePerson(approvedBy),
    approvedAt: approvedAt?.toISOString() ?? null,
    may: {
      approve: allows(actor.role, 'accounts:approve') && approvedAt === null && factorResetPolicy.approve(actor, reset),
    },
  };
}
