import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { required } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { Keyset, pageOf, type Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { SubjectIndexDissemination } from './dissemination.entity.js';
import type { DisseminationsQuery, GiveDetails } from './disseminations.contract.js';
import { SubjectIndexEntry } from './index-entry.entity.js';
import { recipientOf, requireAgreement } from './recipients.js';
import { subjectIndexPolicy } from './subject-index.policy.js';

const notThere = 'does not exist or is not accessible';

/** Records the disseminations of the seat's entries. The log is append-only. */
@Injectable()
export class DisseminationsService {
  constructor(
    private readonly database: Database,
    private readonly taskForces: TaskForcesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<SubjectIndexDissemination> {
    const work = (tx: EntityManager): Promise<SubjectIndexDissemination> => required(tx, SubjectIndexDissemination, id);
    return this.database.look(actor, 'index-dissemination.read', work, ({ entryId }) => ({ records: [id, entryId] }));
  }

  list(actor: Actor, query: DisseminationsQuery): Promise<Page<SubjectIndexDissemination>> {
    const { entryId, limit } = query;
    const keyset = new Keyset('subject-index-disseminations', query, ['instant', 'id']);
    const after = keyset.after(query.cursor);
    const work = async (tx: EntityManager): Promise<Page<SubjectIndexDissemination>> => {
      const given = tx.createQueryBuilder(SubjectIndexDissemination, 'd');
      given.orderBy({ 'd.givenAt': 'DESC', 'd.id': 'DESC' });
      if (entryId) given.andWhere('d.entryId = :entryId', { entryId });
      if (after) given.andWhere('(d.givenAt, d.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await given.limit(limit + 1).getMany();
      return pageOf(rows, limit, ({ givenAt, id }) => keyset.cursorOf([givenAt.toISOString(), id]));
    };
    return this.database.look(actor, 'index-disseminations.listed', work, ({ items }) => ({
      records: items.flatMap(({ id, entryId: of }) => [id, of]),
    }));
  }

  /** Records content given in a call or a letter. The tracker itself gives other agencies contact details only. */
  give(actor: Actor, details: GiveDetails): Promise<SubjectIndexDissemination> {
    const { entryId, toAgencyId, recipient, what, needToKnow, rightToKnow, imminentDanger = null } = details;
    const id = newId();
    return this.database.change(actor, { action: 'index-entry.given', subject: id, reason: needToKnow }, async (tx) => {
      // Locks the entry until commit, so that a later correction or purge notifies this recipient too.
      const held = { where: { id: entryId }, lock: { mode: 'pessimistic_read' } } as const;
      const entry = await tx.findOne(SubjectIndexEntry, held);
      if (!entry) throw InvalidInput.at('/entryId', notThere);
      authorize(subjectIndexPolicy.give, actor, entry);
      const { taskForceId, agencyId } = entry;
      const today = await this.taskForces.today(tx, taskForceId);
      entry.requireStanding(today);
      const to = await recipientOf(tx, toAgencyId, today);
      if (!to) throw InvalidInput.at('/toAgencyId', notThere);
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
      return required(tx, SubjectIndexDissemination, id);
    });
  }
}
