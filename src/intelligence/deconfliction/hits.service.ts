import { Injectable } from '@nestjs/common';
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import { ComplaintsService } from '../../casework/complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { DeconflictionHit } from './deconfliction-hit.entity.js';
import type { HitAnswer } from './deconfliction.enums.js';
import type { HitRecord } from './hit.view.js';
import type { HitsQuery } from './hit.request.js';

const lockPair = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/** Lists the hits of this unit and records its answers. */
@Injectable()
export class HitsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<HitRecord> {
    return this.database.read(actor, async (tx) => this.loadRecord(tx, await findByIdOrFail(tx, DeconflictionHit, id)));
  }

  list(actor: Actor, query: HitsQuery): Promise<Page<HitRecord>> {
    return this.database.read(actor, async (tx) => {
      const hits = queryHits(tx, query);
      const page = await listPage(tx, hits, { list: 'deconfliction-hits', query });
      return { ...page, items: await this.loadRecords(tx, page.items) };
    });
  }

  /**
   * Records an answer under an advisory lock on the pair. Each side receives the other's answer once both exist, so the
   * second must wait for the first.
   */
  answer(actor: Actor, id: string, version: number, answer: HitAnswer): Promise<HitRecord> {
    return this.database.change(actor, { action: 'deconfliction-hit.answered', subject: id }, async (tx) => {
      const { complaintId, pairId } = await findByIdOrFail(tx, DeconflictionHit, id);
      await this.complaints.lockForCorrection(tx, actor, complaintId);
      await tx.query(lockPair, [pairId]);
      const hit = await lockForUpdate(tx, DeconflictionHit, id, version);
      hit.recordAnswer(answer, actor.accountId, this.clock.now());
      await tx.save(hit);
      return this.loadRecord(tx, await findByIdOrFail(tx, DeconflictionHit, id));
    });
  }

  async loadRecords(tx: EntityManager, hits: readonly DeconflictionHit[]): Promise<HitRecord[]> {
    const ids = [...new Set(hits.map(({ complaintId }) => complaintId))];
    const complaints = ids.length === 0 ? [] : await tx.findBy(Complaint, { id: In(ids) });
    const byId = new Map(complaints.map((complaint) => [complaint.id, complaint]));
    return hits.map((hit) => ({ hit, complaint: byId.get(hit.complaintId) }));
  }

  private async loadRecord(tx: EntityManager, hit: DeconflictionHit): Promise<HitRecord> {
    return { hit, complaint: await findByIdOrFail(tx, Complaint, hit.complaintId) };
  }
}

/** Returns the query of the hits that meet the filters, the latest first. */
export function queryHits(
  tx: EntityManager,
  { complaintId, answered }: Omit<HitsQuery, keyof PageQuery>,
): SelectQueryBuilder<DeconflictionHit> {
  const hits = tx.createQueryBuilder(DeconflictionHit, 'h').orderBy({ 'h.foundAt': 'DESC', 'h.id': 'DESC' });
  if (complaintId) hits.andWhere('h.complaintId = :complaintId', { complaintId });
  if (answered !== undefined) hits.andWhere(answered ? 'h.answer IS NOT NULL' : 'h.answer IS NULL');
  return hits;
}
