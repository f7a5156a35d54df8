import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { authorize } from '../platform/access/policy.js';
import { Database } from '../platform/database/database.js';
import { insertedUnlessKnown, locked, required } from '../platform/database/rows.js';
import { NotSignedIn } from '../platform/http/problems.js';
import type { Day } from '../platform/time/calendar.js';
import { Clock } from '../platform/time/clock.js';
import { Complaint } from './complaint.entity.js';
import type { ReceiveComplaint } from './complaints.contract.js';
import { AlreadyReceived, type TipHolder } from './complaints.errors.js';
import { complaintPolicy } from './complaints.policy.js';
import { intakeOf, type Intake } from './intake.js';

const holdersOf = 'SELECT agency, phone, email FROM oversight.holders_of_tips($1, $2)';

/** The complaint that a tip became, now or when it came first. */
export interface TakenIn {
  readonly complaint: Complaint;
  readonly isNew: boolean;
}

/** How a complaint gets in: once, however often its tip is sent; and what of that is put right afterwards. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What is to be logged of a tip, checked before anything is written. `particulars` are known again by their digest. */
  intakeOf(actor: Actor, tip: ReceiveComplaint, particulars: Buffer | null = null): Intake {
    return intakeOf(actor, tip, particulars, this.clock.now());
  }

  /** Logs it. One that the actor's seat has already, with the same content, is answered with the complaint it became. */
  async takeIn(tx: EntityManager, actor: Actor, intake: Intake): Promise<TakenIn> {
    const complaint = await insertedUnlessKnown(tx, Complaint, intake);
    return complaint
      ? { complaint, isNew: true }
      : { complaint: await this.receivedBefore(tx, actor, intake), isNew: false };
  }

  /**
   * Puts right from when on the provider preserves. By what the source said at first a tip is known all the same when it is sent
   * again.
   */
  submit(actor: Actor, id: string, version: number, submittedOn: Day | null): Promise<Complaint> {
    return this.database.change(actor, { action: 'complaint.submission-corrected', subject: id }, async (tx) => {
      const complaint = await locked(tx, Complaint, id, version);
      authorize(complaintPolicy.work, actor, complaint);
      complaint.submitOn(submittedOn);
      await tx.save(complaint);
      // Postgres has placed the end of the year anew.
      return required(tx, Complaint, id);
    });
  }

  /** The refusal that depends on another agency's complaint is committed, with its entry and the count of the account's day. */
  private async receivedBefore(tx: EntityManager, actor: Actor, intake: Intake): Promise<Complaint> {
    const { taskForceId, source, externalReference, intakeDigest } = intake;
    const [known] = await tx.find(Complaint, {
      where: { taskForceId, source, externalReference: externalReference ?? '' },
      order: { sealedBefore: 'DESC' },
      take: 1,
    });
    if (known?.intakeDigest.equals(intakeDigest)) return known;
    if (known) throw new AlreadyReceived({ complaintId: known.id });
    let holder: TipHolder | null = null;
    const isEntered = await this.database.instead(actor, async (own) => {
      const [held] = await own.query<(TipHolder | { readonly agency: null })[]>(holdersOf, [
        [source],
        [externalReference],
      ]);
      holder = held?.agency == null ? null : held;
    });
    if (!isEntered) throw new NotSignedIn();
    throw new AlreadyReceived({ holder });
  }
}
