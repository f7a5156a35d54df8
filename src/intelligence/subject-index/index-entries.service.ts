import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { ComplaintsService } from '../../casework/complaints/complaints.service.js';
import { resolveCountingAgency } from '../../casework/complaints/counting-agency.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { addDays, dayOf, type Day } from '../../platform/time/calendar.js';
import { Clock } from '../../platform/time/clock.js';
import { Suspect } from '../../casework/suspects/suspect.entity.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { requireShareable, SubjectIndexEntry } from './index-entry.entity.js';
import type { ExtendSubject, IndexEntriesQuery, IndexReviewsQuery, SubmitSubject } from './index-entry.request.js';
import type { IndexEntryRecord } from './index-entry.view.js';
import { SubjectIndexReview } from './index-review.entity.js';
import { IndexedIdentifiersService } from './indexed-identifiers.service.js';
import { SharingNotAllowed } from './subject-index.errors.js';

/** Submits, extends and lists the seat's entries of the subject index, including those due for review. */
@Injectable()
export class IndexEntriesService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
    private readonly identifiers: IndexedIdentifiersService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<IndexEntryRecord> {
    const work = async (tx: EntityManager): Promise<IndexEntryRecord> =>
      this.loadRecord(tx, await findByIdOrFail(tx, SubjectIndexEntry, id));
    return this.database.auditedRead(actor, 'index-entry.read', work, ({ entry }) => toLoggedIds([entry]));
  }

  list(actor: Actor, query: IndexEntriesQuery): Promise<Page<SubjectIndexEntry>> {
    const work = (tx: EntityManager): Promise<Page<SubjectIndexEntry>> =>
      listPage(tx, queryEntries(tx, query), { list: 'subject-index-entries', query });
    return this.database.auditedRead(actor, 'index-entries.listed', work, ({ items }) => toLoggedIds(items));
  }

  /** Lists entries that are due for review soon or have a changed case. Overdue entries are first. */
  listDue(actor: Actor, query: IndexReviewsQuery): Promise<Page<SubjectIndexEntry>> {
    const work = async (tx: EntityManager): Promise<Page<SubjectIndexEntry>> => {
      const entries = queryReviews(tx, query, await this.readToday(tx, actor));
      return listPage(tx, entries, { list: 'subject-index-reviews', query });
    };
    return this.database.auditedRead(actor, 'index-reviews.listed', work, ({ items }) => toLoggedIds(items));
  }

  /** Submits a suspect of a case, which stays unchanged. The entry is shared once another person approves it. */
  submit(actor: Actor, submission: SubmitSubject): Promise<IndexEntryRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'index-entry.submitted', subject: id }, async (tx) => {
      const named = requireAccessible(await tx.findOneBy(Suspect, { id: submission.suspectId }), '/suspectId');
      const { taskForceId, complaintId } = named;
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      // Reads the suspect after its complaint is locked.
      const suspect = await findByIdOrFail(tx, Suspect, named.id);
      requireShareable(suspect, complaint);
      if (!submission.wasLawfullyObtained)
        throw InvalidInput.forPath('/wasLawfullyObtained', 'must be true for the subject to be shared');
      const entry = tx.create(SubjectIndexEntry, {
        id,
        taskForceId,
        agencyId: resolveCountingAgency(actor, complaint),
        complaintId,
        suspectId: suspect.id,
        wasLawfullyObtained: true,
        state: 'submitted',
        submittedBy: actor.accountId,
        submittedAt: this.clock.now(),
      });
      entry.describe({
        ...submission,
        ...requireNames(submission, suspect),
        bornOn: submission.bornOn === undefined ? suspect.bornOn : submission.bornOn,
        descriptors: submission.descriptors ?? null,
      });
      await tx.insert(SubjectIndexEntry, entry);
      await this.identifiers.share(tx, actor, entry, submission.identifierIds ?? []);
      return this.loadRecord(tx, await findByIdOrFail(tx, SubjectIndexEntry, id));
    });
  }

  /**
   * Adds identifiers to an entry at the request of an actor who may work the case. The identifiers in the case are
   * unchanged.
   */
  extend(actor: Actor, id: string, version: number, { identifierIds }: ExtendSubject): Promise<IndexEntryRecord> {
    return this.database.change(actor, { action: 'index-entry.extended', subject: id }, async (tx) => {
      const { complaintId, suspectId, taskForceId } = await findByIdOrFail(tx, SubjectIndexEntry, id);
      // Locks case and suspect before the entry, in the same order as decisions on the entry.
      const complaint = complaintId === null ? null : await this.complaints.lockForNewWork(tx, actor, complaintId);
      const suspect = suspectId === null ? null : await findByIdOrFail(tx, Suspect, suspectId);
      const entry = await lockForUpdate(tx, SubjectIndexEntry, id, version);
      entry.extend({ by: actor.accountId, today: await this.taskForces.today(tx, taskForceId) });
      if (!complaint || !suspect) throw new SharingNotAllowed('unseen');
      requireShareable(suspect, complaint);
      const saved = await tx.save(entry);
      if (saved.version === version) {
        await tx.query('UPDATE app.subject_index_entries SET version = version + 1 WHERE id = $1', [id]);
      }
      await this.identifiers.share(tx, actor, entry, identifierIds);
      return this.loadRecord(tx, await findByIdOrFail(tx, SubjectIndexEntry, id));
    });
  }

  async loadRecord(tx: EntityManager, entry: SubjectIndexEntry): Promise<IndexEntryRecord> {
    const { id: entryId, taskForceId } = entry;
    const order = { reviewedAt: 'ASC', id: 'ASC' } as const;
    const reviews = await tx.find(SubjectIndexReview, { where: { taskForceId, entryId }, order });
    const identifiers = await this.identifiers.listActive(tx, entry);
    return { entry, reviews, identifiers, today: await this.taskForces.today(tx, taskForceId) };
  }

  /** Returns the current day of the seat. The national seat has no entries, so its day has no effect. */
  private readToday(tx: EntityManager, { seat }: Actor): Promise<Day> | Day {
    return seat.level === 'national' ? dayOf(this.clock.now(), 'UTC') : this.taskForces.today(tx, seat.taskForceId);
  }
}

/** Returns the submitted names, or the suspect's. Both may be null if identifiers find the entry. */
function requireNames(
  { givenName, familyName, identifierIds = [] }: SubmitSubject,
  suspect: Suspect,
): Pick<SubjectIndexEntry, 'givenName' | 'familyName'> {
  const names = { givenName: givenName ?? suspect.givenName, familyName: familyName ?? suspect.familyName };
  if (names.givenName === null && names.familyName === null && identifierIds.length > 0) return names;
  return {
    givenName: requireName(names.givenName, '/givenName'),
    familyName: requireName(names.familyName, '/familyName'),
  };
}

function requireName(name: string | null, path: string): string {
  if (name === null) throw InvalidInput.forPath(path, 'is not recorded for the suspect, so it must be set');
  return name;
}

function toLoggedIds(entries: readonly SubjectIndexEntry[]): { records: string[]; complaints: string[] } {
  return {
    records: entries.map(({ id }) => id),
    complaints: entries.flatMap(({ complaintId }) => (complaintId === null ? [] : [complaintId])),
  };
}

/** Returns the query of the entries that meet the filters, the latest first. */
export function queryEntries(
  tx: EntityManager,
  { state, complaintId }: Omit<IndexEntriesQuery, keyof PageQuery>,
): SelectQueryBuilder<SubjectIndexEntry> {
  const entries = tx.createQueryBuilder(SubjectIndexEntry, 'e');
  entries.orderBy({ 'e.submittedAt': 'DESC', 'e.id': 'DESC' });
  if (state) entries.andWhere('e.state = :state', { state });
  if (complaintId) entries.andWhere('e.complaintId = :complaintId', { complaintId });
  return entries;
}

/** Returns the query of the entries that are due for review, the earliest first. */
export function queryReviews(
  tx: EntityManager,
  { within }: Pick<IndexReviewsQuery, 'within'>,
  today: Day,
): SelectQueryBuilder<SubjectIndexEntry> {
  const last = addDays(today, within);
  const entries = tx.createQueryBuilder(SubjectIndexEntry, 'e').orderBy({ 'e.reviewDueOn': 'ASC', 'e.id': 'ASC' });
  entries.andWhere('e.reviewDueOn IS NOT NULL AND (e.reviewDueOn <= :last OR e.reviewCalledFor IS NOT NULL)', {
    last,
  });
  return entries;
}
