import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { Clock } from '../../platform/time/clock.js';
import { Suspect } from '../../casework/suspects/suspect.entity.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import type { CorrectSubject, RemoveSubject, RevalidateSubject, SubjectApproval } from './index-entry.request.js';
import type { IndexEntryRecord } from './index-entry.view.js';
import { IndexEntriesService } from './index-entries.service.js';
import { requireCertifiedChecks, requireShareable, SubjectIndexEntry, type Decision } from './index-entry.entity.js';
import { SubjectIndexReview } from './index-review.entity.js';
import { IndexedIdentifiersService } from './indexed-identifiers.service.js';
import { SharingNotAllowed } from './subject-index.errors.js';
import { subjectIndexPolicy } from './subject-index.policy.js';

type ReviewFields = Pick<SubjectIndexReview, 'outcome' | 'reason'> &
  Partial<Pick<SubjectIndexReview, 'protectedViews' | 'protectedViewsBasis' | 'changed' | 'reviewDueOn'>>;

interface LockedEntry {
  readonly entry: SubjectIndexEntry;
  readonly decision: Decision;
}

/** Records decisions on entries of the subject index. Each adds a row with its author, time and reason. */
@Injectable()
export class IndexReviewsService {
  constructor(
    private readonly database: Database,
    private readonly entries: IndexEntriesService,
    private readonly taskForces: TaskForcesService,
    private readonly identifiers: IndexedIdentifiersService,
    private readonly clock: Clock,
  ) {}

  approve(actor: Actor, id: string, version: number, approval: SubjectApproval): Promise<IndexEntryRecord> {
    const { reason, checks, reviewDueOn } = approval;
    return this.database.change(actor, { action: 'index-entry.approved', subject: id, reason }, async (tx) => {
      const { entry, decision } = await this.lockForSharing(tx, actor, id, version);
      if (entry.reviewCalledFor === 'victim_identifier') await this.identifiers.confirm(tx, entry);
      entry.approve(decision, reviewDueOn);
      requireCertifiedChecks(checks);
      const fields = { ...toReviewChecks(checks), reviewDueOn: entry.reviewDueOn };
      return this.saveDecision(tx, entry, decision, { outcome: 'approved', reason, ...fields });
    });
  }

  refuse(actor: Actor, id: string, version: number, { reason }: RemoveSubject): Promise<IndexEntryRecord> {
    return this.database.change(actor, { action: 'index-entry.refused', subject: id, reason }, async (tx) => {
      const { entry, decision } = await this.lockForReview(tx, actor, id, version);
      entry.refuse();
      return this.saveDecision(tx, entry, decision, { outcome: 'refused', reason });
    });
  }

  /** Revalidates the entry for at most five more years, on the current basis of suspicion. */
  revalidate(actor: Actor, id: string, version: number, review: RevalidateSubject): Promise<IndexEntryRecord> {
    const { reason, suspicionBasis, checks, reviewDueOn } = review;
    return this.database.change(actor, { action: 'index-entry.revalidated', subject: id, reason }, async (tx) => {
      const { entry, decision } = await this.lockForSharing(tx, actor, id, version);
      authorize(subjectIndexPolicy.revalidate, actor, entry);
      if (entry.reviewCalledFor === 'victim_identifier') await this.identifiers.confirm(tx, entry);
      entry.revalidate(suspicionBasis, decision.today, reviewDueOn);
      requireCertifiedChecks(checks);
      const fields = { ...toReviewChecks(checks), reviewDueOn: entry.reviewDueOn };
      return this.saveDecision(tx, entry, decision, { outcome: 'revalidated', reason, ...fields });
    });
  }

  /** Corrects the entry. All recipients of its content are notified of the corrected fields. */
  correct(actor: Actor, id: string, version: number, correction: CorrectSubject): Promise<IndexEntryRecord> {
    const { reason, checks, ...subject } = correction;
    return this.database.change(actor, { action: 'index-entry.corrected', subject: id, reason }, async (tx) => {
      const { entry, decision } = await this.lockForReview(tx, actor, id, version);
      const changed = entry.correct(subject, decision);
      requireCertifiedChecks(checks);
      return this.saveDecision(tx, entry, decision, {
        outcome: 'corrected',
        reason,
        changed,
        ...toReviewChecks(checks),
      });
    });
  }

  /** Removes the entry and its content from the index. All recipients are notified; the case is unchanged. */
  purge(actor: Actor, id: string, version: number, { reason }: RemoveSubject): Promise<IndexEntryRecord> {
    return this.database.change(actor, { action: 'index-entry.purged', subject: id, reason }, async (tx) => {
      const entry = await lockForUpdate(tx, SubjectIndexEntry, id, version);
      entry.purge();
      const decision = await this.createDecision(tx, actor, entry);
      return this.saveDecision(tx, entry, decision, { outcome: 'purged', reason });
    });
  }

  private async lockForReview(tx: EntityManager, actor: Actor, id: string, version: number): Promise<LockedEntry> {
    const entry = await lockForUpdate(tx, SubjectIndexEntry, id, version);
    authorize(subjectIndexPolicy.review, actor, entry);
    return { entry, decision: await this.createDecision(tx, actor, entry) };
  }

  /**
   * Locks an entry for review and checks that its subject may be shared; the actor must see its case, if it still exists. Case and suspect
   * are locked first, in the same order as other changes.
   */
  private async lockForSharing(tx: EntityManager, actor: Actor, id: string, version: number): Promise<LockedEntry> {
    const { complaintId, suspectId } = await findByIdOrFail(tx, SubjectIndexEntry, id);
    const fields = { mode: 'pessimistic_read' } as const;
    const complaint = complaintId && (await tx.findOne(Complaint, { where: { id: complaintId }, lock: fields }));
    const suspect = suspectId && (await tx.findOne(Suspect, { where: { id: suspectId }, lock: fields }));
    const reviewed = await this.lockForReview(tx, actor, id, version);
    if (reviewed.entry.suspectId === null) reviewed.entry.requireShareableAlone();
    else if (!complaint || !suspect) throw new SharingNotAllowed('unseen');
    else requireShareable(suspect, complaint);
    return reviewed;
  }

  private async createDecision(tx: EntityManager, actor: Actor, { taskForceId }: SubjectIndexEntry): Promise<Decision> {
    return { by: actor.accountId, at: this.clock.now(), today: await this.taskForces.today(tx, taskForceId) };
  }

  /** Saves a decision. It always increments the version, even if nothing changed. */
  private async saveDecision(
    tx: EntityManager,
    entry: SubjectIndexEntry,
    { by, at }: Decision,
    review: ReviewFields,
  ): Promise<IndexEntryRecord> {
    const { id, taskForceId, version } = entry;
    const saved = await tx.save(entry);
    if (saved.version === version) {
      await tx.query('UPDATE app.subject_index_entries SET version = version + 1 WHERE id = $1', [id]);
    }
    const fields = { protectedViews: null, protectedViewsBasis: null, changed: [], reviewDueOn: null, ...review };
    const row = { id: newId(), taskForceId, entryId: id, ...fields, reviewedBy: by, reviewedAt: at };
    await tx.insert(SubjectIndexReview, row);
    if (review.outcome !== 'refused' && review.outcome !== 'purged') {
      await this.identifiers.rehash(tx, entry);
      await this.identifiers.match(tx, entry);
    }
    return this.entries.loadRecord(tx, await findByIdOrFail(tx, SubjectIndexEntry, id));
  }
}

function toReviewChecks({
  protectedViews,
  protectedViewsBasis = null,
}: SubjectApproval['checks']): Pick<SubjectIndexReview, 'protectedViews' | 'protectedViewsBasis'> {
  return { protectedViews, protectedViewsBasis };
}
