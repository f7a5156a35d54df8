import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { SubjectIndexDissemination } from './dissemination.entity.js';
import type { DisseminationsQuery, GiveDetails } from './dissemination.request.js';
import { SubjectIndexEntry } from './index-entry.entity.js';
import { findRecipient, requireAgreement } from './recipients.js';
import { subjectIndexPolicy } from './subject-index.policy.js';

const notFoundDetail = 'does not exist or is not accessible';

/** Records the disseminations of the seat's entries. The log is append-only. */
@Injectable()
export class DisseminationsService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<SubjectIndexDissemination> {
    const work = (tx: EntityManager): Promise<SubjectIndexDissemination> =>
      findByIdOrFail(tx, SubjectIndexDissemination, id);
    return this.database.auditedRead(actor, 'index-dissemination.read', work, ({ entryId }) => ({
      records: [id, entryId],
    }));
  }

  list(actor: Actor, query: DisseminationsQuery): Promise<Page<SubjectIndexDissemination>> {
    const { entryId } = query;
    const work = async (tx: EntityManager): Promise<Page<SubjectIndexDissemination>> => {
      const disseminations = tx.createQueryBuilder(SubjectIndexDissemination, 'd');
      disseminations.orderBy({ 'd.givenAt': 'DESC', 'd.id': 'DESC' });
      if (entryId) disseminations.andWhere('d.entryId = :entryId', { entryId });
      return listPage(tx, disseminations, { list: 'subject-index-disseminations', query });
    };
    return this.database.auditedRead(actor, 'index-disseminations.listed', work, ({ items }) => ({
      records: items.flatMap(({ id, entryId: disseminatedEntryId }) => [id, disseminatedEntryId]),
    }));
  }

  /** Records content given in a call or a letter. The tracker itself gives other agencies contact details only. */
  record(actor: Actor, details: GiveDetails): Promise<SubjectIndexDissemination> {
    const { entryId, toAgencyId, recipient, content: what, needToKnow, rightToKnow, imminentDanger = null } = details;
    const id = newId();
    return this.database.change(
      actor,
      { action: 'index-entry.disseminated', subject: id, reason: needToKnow },
      async (tx) => {
        // Locks the entry until commit, so that a later correction or purge notifies this recipient too.
        const lockedRead = { where: { id: entryId }, lock: { mode: 'pessimistic_read' } } as const;
        const entry = await tx.findOne(SubjectIndexEntry, lockedRead);
        if (!entry) throw InvalidInput.forPath('/entryId', notFoundDetail);
        authorize(subjectIndexPolicy.disseminate, actor, entry);
        const { taskForceId, agencyId } = entry;
        const today = await this.taskForces.today(tx, taskForceId);
        entry.requireActive(today);
        const to = await findRecipient(tx, toAgencyId, today);
        if (!to) throw InvalidInput.forPath('/toAgencyId', notFoundDetail);
        requireAgreement(to, imminentDanger);
        await tx.insert(SubjectIndexDissemination, {
          id,
          taskForceId,
          agencyId,
          entryId: entry.id,
          toTaskForceId: to.taskForceId,
          toAgencyId,
          toAgencyName: to.name,
          recipient,
          what,
          needToKnow,
          rightToKnow,
          imminentDanger,
          givenBy: actor.accountId,
          givenAt: this.clock.now(),
        });
        return findByIdOrFail(tx, SubjectIndexDissemination, id);
      },
    );
  }
}
