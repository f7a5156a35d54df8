import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { insertOrIgnore, lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { TaskForce } from '../../organization/task-forces/task-force.entity.js';
import { NotSignedIn } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { Complaint } from './complaint.entity.js';
import type { CorrectAnnotations, CorrectNcmecClass, CorrectSubmission } from './complaint.request.js';
import type { ComplaintSource } from './complaints.enums.js';
import { AlreadyReceived, type TipHolder } from './complaints.errors.js';
import { complaintPolicy } from './complaints.policy.js';
import { prepareIntake, type Intake, type ReceivedTip } from './intake.js';

const selectHolders = 'SELECT agency, phone, email FROM oversight.holders_of_tips($1, $2)';

type Correction =
  'complaint.submission-corrected' | 'complaint.annotations-corrected' | 'complaint.ncmec-class-corrected';

interface TipNumber {
  readonly source?: ComplaintSource | null;
  readonly externalReference?: string | null;
}

export interface IntakeResult {
  readonly complaint: Complaint;
  readonly isNew: boolean;
}

/** Intake of complaints, idempotent for a repeated tip, and the correction of facts that their source states. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  prepareIntake(actor: Actor, tip: ReceivedTip, particularsDigest: Buffer | null = null): Intake {
    return prepareIntake(actor, tip, particularsDigest, this.clock.now());
  }

  /** Inserts the complaint, or returns the existing one if the actor's seat received the same content before. */
  async insertOrFindExisting(tx: EntityManager, actor: Actor, intake: Intake): Promise<IntakeResult> {
    const complaint = await insertOrIgnore(tx, Complaint, intake);
    return complaint
      ? { complaint, isNew: true }
      : { complaint: await this.findExisting(tx, actor, intake), isNew: false };
  }

  /**
   * Corrects when NCMEC received the report. The intake digest stays the same, so a repeated tip is still recognized.
   */
  correctSubmission(
    actor: Actor,
    id: string,
    version: number,
    { reportedToNcmecAt }: CorrectSubmission,
  ): Promise<Complaint> {
    const at = reportedToNcmecAt === null ? null : new Date(reportedToNcmecAt);
    return this.correct(actor, id, version, 'complaint.submission-corrected', async (complaint, tx) => {
      const { zone } = await findByIdOrFail(tx, TaskForce, complaint.taskForceId);
      complaint.correctReportToNcmec(at, zone, this.clock.now());
    });
  }

  correctAnnotations(
    actor: Actor,
    id: string,
    version: number,
    { annotations }: CorrectAnnotations,
  ): Promise<Complaint> {
    return this.correct(actor, id, version, 'complaint.annotations-corrected', (complaint) => {
      complaint.correctAnnotations(annotations);
    });
  }

  /** Corrects the class that NCMEC gave the tip. Totals of the past move with it, as with a change of type. */
  correctNcmecClass(actor: Actor, id: string, version: number, { ncmecClass }: CorrectNcmecClass): Promise<Complaint> {
    return this.correct(actor, id, version, 'complaint.ncmec-class-corrected', (complaint) => {
      complaint.correctNcmecClass(ncmecClass);
    });
  }

  private correct(
    actor: Actor,
    id: string,
    version: number,
    action: Correction,
    apply: (complaint: Complaint, tx: EntityManager) => void | Promise<void>,
  ): Promise<Complaint> {
    return this.database.change(actor, { action, subject: id }, async (tx) => {
      const complaint = await lockForUpdate(tx, Complaint, id, version);
      authorize(complaintPolicy.work, actor, complaint);
      await apply(complaint, tx);
      await tx.save(complaint);
      // Postgres has recomputed the end of the preservation.
      return findByIdOrFail(tx, Complaint, id);
    });
  }

  /**
   * Returns the existing complaint or rejects the tip. A rejection that depends on another agency's complaint is
   * committed, with its trail entry and the account's daily count.
   */
  private async findExisting(tx: EntityManager, actor: Actor, intake: Intake): Promise<Complaint> {
    const { source, externalReference, intakeDigest } = intake;
    const known = await findReceivedTip(tx, actor, intake);
    if (known?.intakeDigest.equals(intakeDigest)) return known;
    if (known) throw new AlreadyReceived({ complaintId: known.id });
    let holder: TipHolder | null = null;
    const isEntered = await this.database.replaceTransaction(actor, async (own) => {
      const [held] = await own.query<(TipHolder | { readonly agency: null })[]>(selectHolders, [
        [source],
        [externalReference],
      ]);
      holder = held?.agency == null ? null : held;
    });
    if (!isEntered) throw new NotSignedIn();
    throw new AlreadyReceived({ holder });
  }
}

/** Returns the complaint of the actor's seat that has a tip's source and number, or null. */
export async function findReceivedTip(
  tx: EntityManager,
  { seat }: Pick<Actor, 'seat'>,
  { source, externalReference }: TipNumber,
): Promise<Complaint | null> {
  if (seat.level === 'national' || source == null || externalReference == null) return null;
  const [known] = await tx.find(Complaint, {
    where: { taskForceId: seat.taskForceId, source, externalReference },
    order: { sealedBefore: 'DESC' },
    take: 1,
  });
  return known ?? null;
}
