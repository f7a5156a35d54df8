import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { requireAgreement } from '../../organization/agencies/receiving-agency.js';
import { AlreadyReceived, type TipHolder } from '../complaints/complaints.errors.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { Clock } from '../../platform/time/clock.js';
import { transferPolicy, type DatedTransfer } from './transfers.policy.js';
import type { TransferAnswer } from './transfers.enums.js';
import { Transfer } from './transfer.entity.js';
import { TransfersService } from './transfers.service.js';

const answerTransfer = 'SELECT held, agency, phone, email FROM oversight.answer_transfer($1, $2, $3, $4, $5)';

const recordHolder = 'SELECT oversight.enter_holder_of_offered($1)';

/**
 * Answers to offers. A database function applies the answer: the receiver does not see the complaint yet, and the sender will not see it
 * any more.
 */
@Injectable()
export class TransferDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly transfers: TransfersService,
    private readonly clock: Clock,
  ) {}

  accept(actor: Actor, id: string, version: number, reason: string | null): Promise<DatedTransfer> {
    return this.change(actor, id, 'accepted', reason, async (tx) => {
      const { transfer, today } = await this.lockForDecision(tx, actor, id, version, 'answer');
      await requireAgreement(tx, transfer.toAgencyId, today);
    });
  }

  decline(actor: Actor, id: string, version: number, reason: string): Promise<DatedTransfer> {
    return this.change(actor, id, 'declined', reason, async (tx) => {
      await this.lockForDecision(tx, actor, id, version, 'answer');
    });
  }

  revoke(actor: Actor, id: string, version: number, reason: string): Promise<DatedTransfer> {
    return this.change(actor, id, 'revoked', reason, async (tx) => {
      await this.lockForDecision(tx, actor, id, version, 'revoke');
    });
  }

  private change(
    actor: Actor,
    id: string,
    answer: TransferAnswer,
    reason: string | null,
    check: (tx: EntityManager) => Promise<void>,
  ): Promise<DatedTransfer> {
    return this.database.change(actor, { action: `transfer.${answer}`, subject: id, reason }, async (tx) => {
      await check(tx);
      const parameters = [id, answer, reason, newId(), this.clock.now()];
      const [known] = await tx.query<(TipHolder & { readonly held: string | null })[]>(answerTransfer, parameters);
      if (known) {
        if (known.held === null) await this.database.replaceTransaction(actor, (own) => own.query(recordHolder, [id]));
        throw toAlreadyReceived(known);
      }
      return this.transfers.withToday(tx, actor, await findByIdOrFail(tx, Transfer, id));
    });
  }

  private async lockForDecision(
    tx: EntityManager,
    actor: Actor,
    id: string,
    version: number,
    act: keyof typeof transferPolicy,
  ): Promise<DatedTransfer> {
    const transfer = await lockForUpdate(tx, Transfer, id, version);
    const offer = await this.transfers.withToday(tx, actor, transfer);
    authorize(transferPolicy[act], actor, offer);
    transfer.requireOpen();
    return offer;
  }
}

/** The receiver's task force already has the tip: gives the complaint's id if the actor sees it, else the contact. */
function toAlreadyReceived({
  held,
  agency,
  phone,
  email,
}: TipHolder & { readonly held: string | null }): AlreadyReceived {
  return new AlreadyReceived(held === null ? { holder: { agency, phone, email } } : { complaintId: held });
}
