import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { QueuesService } from '../../casework/complaints/queues.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { NotFound, Forbidden } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { SavedView } from './saved-view.entity.js';
import type { SaveView, SavedViewsQuery } from './saved-view.request.js';
import type { ViewCount } from './saved-view.view.js';
import { savedViewPolicy } from './saved-views.policy.js';
import { SearchService, type SearchCount } from './search.service.js';

/** Maximum number of complaints of each kind that a count examines. */
const maxCounted = 1000;

/** Saves searches, and counts their results. */
@Injectable()
export class SavedViewsService {
  constructor(
    private readonly database: Database,
    private readonly search: SearchService,
    private readonly queues: QueuesService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<SavedView> {
    return this.database.read(actor, async (tx) => requireActive(await findByIdOrFail(tx, SavedView, id)));
  }

  list(actor: Actor, query: SavedViewsQuery): Promise<Page<SavedView>> {
    return this.database.read(actor, (tx) => {
      const views = tx.createQueryBuilder(SavedView, 'v').where('v.endedAt IS NULL');
      views.orderBy({ 'v.savedAt': 'DESC', 'v.id': 'DESC' });
      return listPage(tx, views, { list: 'saved-views', query });
    });
  }

  /** Runs a view at the reader's seat and counts its results. The audit trail records it as a search. */
  count(actor: Actor, id: string): Promise<ViewCount> {
    const work = async (tx: EntityManager): Promise<SearchCount> => {
      const { text, currentFilters: filters } = requireActive(await findByIdOrFail(tx, SavedView, id));
      // A list shows no more than GET /complaints, which is not audited: the entry names no record.
      if (text === null) return { hits: [], ...(await this.queues.count(tx, actor, filters)) };
      return this.search.count(tx, text, filters, maxCounted);
    };
    return this.database.auditedRead(actor, 'record.searched', work, ({ hits }) => ({
      records: hits.map(({ recordId }) => recordId),
      complaints: [...new Set(hits.map(({ complaintId }) => complaintId))],
    }));
  }

  save(actor: Actor, terms: SaveView): Promise<SavedView> {
    const { seat, accountId: savedBy } = actor;
    if (seat.level === 'national') throw new Forbidden();
    const id = newId();
    return this.database.change(actor, { action: 'view.saved', subject: id }, async (tx) => {
      const agencyId = agencyOf(actor);
      const view = tx.create(SavedView, {
        id,
        taskForceId: seat.taskForceId,
        agencyId,
        savedBy,
        savedAt: this.clock.now(),
      });
      view.update(toTerms(terms), agencyId);
      await tx.insert(SavedView, view);
      return findByIdOrFail(tx, SavedView, id);
    });
  }

  update(actor: Actor, id: string, version: number, terms: SaveView): Promise<SavedView> {
    return this.database.change(actor, { action: 'view.changed', subject: id }, async (tx) => {
      const view = requireActive(await lockForUpdate(tx, SavedView, id, version));
      authorize(savedViewPolicy.update, actor, view);
      view.update(toTerms(terms), agencyOf(actor));
      return tx.save(view);
    });
  }

  async end(actor: Actor, id: string, version: number): Promise<void> {
    await this.database.change(actor, { action: 'view.ended', subject: id }, async (tx) => {
      const view = requireActive(await lockForUpdate(tx, SavedView, id, version));
      authorize(savedViewPolicy.update, actor, view);
      view.end(this.clock.now());
      await tx.save(view);
    });
  }
}

function agencyOf({ seat }: Actor): string | null {
  return seat.level === 'agency' ? seat.agencyId : null;
}

/** Throws 404 if the view has ended. */
function requireActive(view: SavedView): SavedView {
  if (view.endedAt !== null) throw new NotFound();
  return view;
}

function toTerms({ name, text, filters, sharedWith }: SaveView): SaveView {
  return { name, text, filters: { ...filters }, sharedWith };
}
