import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { ComplaintsService } from '../complaints/complaints.service.js';
import { resolveActingAgency } from '../../access/acting-agency.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { InvestigationComplaint } from './investigation-parts.entity.js';
import { findLinkedComplaints, loadInvestigationRecord, requireWorkableMatter } from './investigation-record.js';
import { Investigation } from './investigation.entity.js';
import { maxComplaints, type InvestigationRecord } from './investigation.view.js';
import type {
  InvestigationsQuery,
  LinkComplaints,
  NameInvestigation,
  OpenInvestigation,
  UnlinkComplaint,
} from './investigation.request.js';
import { investigationPolicy } from './investigations.policy.js';
import { lockComplaintsToLink, reassignRecords, linkComplaints } from './link-complaints.js';

/** Opens and renames investigations, and links their complaints. */
@Injectable()
export class InvestigationsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<InvestigationRecord> {
    return this.database.read(actor, async (tx) =>
      loadInvestigationRecord(tx, await findByIdOrFail(tx, Investigation, id)),
    );
  }

  list(actor: Actor, query: InvestigationsQuery): Promise<Page<Investigation>> {
    const { state, agencyId, complaintId } = query;
    return this.database.read(actor, async (tx) => {
      const investigations = tx
        .createQueryBuilder(Investigation, 'i')
        .orderBy({ 'i.openedOn': 'DESC', 'i.id': 'DESC' });
      if (state) investigations.andWhere(state === 'open' ? 'i.closedOn IS NULL' : 'i.closedOn IS NOT NULL');
      if (agencyId) investigations.andWhere('i.agencyId = :agencyId', { agencyId });
      if (complaintId) {
        investigations.innerJoin(InvestigationComplaint, 'l', 'l.investigationId = i.id AND l.endedAt IS NULL');
        investigations.andWhere('l.complaintId = :complaintId', { complaintId });
      }
      return listPage(tx, investigations, { list: 'investigations', query });
    });
  }

  open(actor: Actor, { complaintIds, title, openedOn, ...opening }: OpenInvestigation): Promise<InvestigationRecord> {
    const id = newId();
    return this.database.change(actor, { action: 'investigation.opened', subject: id }, async (tx) => {
      const complaints = await lockComplaintsToLink(tx, actor, complaintIds);
      const [{ workingAgencyId, agencyId: owner }] = complaints;
      const requestedAgencyId =
        opening.agencyId ?? (actor.seat.level === 'task_force' ? (workingAgencyId ?? owner) : undefined);
      const { taskForceId, agencyId } = resolveActingAgency(actor, requestedAgencyId);
      const now = this.clock.now();
      const opened = { id, taskForceId, agencyId, title, openedBy: actor.accountId, openedAt: now };
      const investigation = tx.create(Investigation, opened);
      investigation.openOn(openedOn, complaints, await this.taskForces.today(tx, taskForceId));
      await tx.insert(Investigation, investigation);
      await linkComplaints(tx, actor, id, complaints, now);
      return loadInvestigationRecord(tx, await findByIdOrFail(tx, Investigation, id));
    });
  }

  rename(actor: Actor, id: string, version: number, { title }: NameInvestigation): Promise<InvestigationRecord> {
    return this.database.change(actor, { action: 'investigation.named', subject: id }, async (tx) => {
      const investigation = await lockForUpdate(tx, Investigation, id, version);
      await requireWorkableMatter(tx, actor, id);
      investigation.rename(title);
      return loadInvestigationRecord(tx, await tx.save(investigation));
    });
  }

  link(actor: Actor, id: string, version: number, { complaintIds }: LinkComplaints): Promise<InvestigationRecord> {
    return this.database.change(actor, { action: 'investigation.complaints-linked', subject: id }, async (tx) => {
      await findByIdOrFail(tx, Investigation, id);
      // Locks complaints before their investigation, in the same order as other changes to a complaint.
      const added = await lockComplaintsToLink(tx, actor, complaintIds, id);
      const investigation = await lockForUpdate(tx, Investigation, id, version);
      const present = await findLinkedComplaints(tx, id);
      authorize(investigationPolicy.work, actor, present);
      investigation.requireOpen();
      if (new Set([...present, ...added].map((complaint) => complaint.id)).size > maxComplaints) {
        throw InvalidInput.forPath('/complaintIds', `makes it more than ${maxComplaints} complaints`);
      }
      await linkComplaints(tx, actor, id, added, this.clock.now());
      return loadInvestigationRecord(tx, await incrementVersion(tx, id));
    });
  }

  unlink(actor: Actor, id: string, version: number, request: UnlinkComplaint): Promise<InvestigationRecord> {
    const { complaintId, reason } = request;
    const change = { action: 'investigation.complaint-unlinked', subject: id, reason };
    return this.database.change(actor, change, async (tx) => {
      await findByIdOrFail(tx, Investigation, id);
      const complaint = await this.complaints.lockForCorrection(tx, actor, complaintId);
      const investigation = await lockForUpdate(tx, Investigation, id, version);
      investigation.requireOpen();
      const activeLink = { investigationId: id, complaintId: complaint.id, endedAt: IsNull() };
      if (!(await tx.existsBy(InvestigationComplaint, activeLink))) {
        throw InvalidInput.forPath('/complaintId', 'is not part of this investigation');
      }
      // Reads before the link ends: this complaint may be the only reason the actor's agency sees the investigation.
      const unlinked = await incrementVersion(tx, id);
      const authorship = { endedBy: actor.accountId, endedAt: this.clock.now(), endReason: reason };
      await tx.update(InvestigationComplaint, activeLink, authorship);
      await reassignRecords(tx, null, [complaint]);
      return loadInvestigationRecord(tx, unlinked);
    });
  }
}

/** Increments the version on each link or unlink, so that only one of two concurrent requests succeeds. */
async function incrementVersion(tx: EntityManager, id: string): Promise<Investigation> {
  await tx.query('UPDATE app.investigations SET version = version + 1 WHERE id = $1', [id]);
  return findByIdOrFail(tx, Investigation, id);
}
