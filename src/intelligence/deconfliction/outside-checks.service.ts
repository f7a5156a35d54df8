import { Injectable } from '@nestjs/common';
import { ComplaintsService } from '../../casework/complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { OutsideCheck } from './outside-check.entity.js';
import type { OutsideChecksQuery, RecordOutsideCheck } from './outside-check.request.js';

/** Records searches made by hand in external systems. The person who searched is the only source of the results. */
@Injectable()
export class OutsideChecksService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<OutsideCheck> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, OutsideCheck, id));
  }

  list(actor: Actor, query: OutsideChecksQuery): Promise<Page<OutsideCheck>> {
    const { complaintId } = query;
    return this.database.read(actor, async (tx) => {
      const checks = tx
        .createQueryBuilder(OutsideCheck, 'o')
        .where('o.complaintId = :complaintId', { complaintId })
        .orderBy('o.id');
      return listPage(tx, checks, { list: 'outside-checks', query });
    });
  }

  record(actor: Actor, request: RecordOutsideCheck): Promise<OutsideCheck> {
    const { system, systemName = null, queryId, result } = request;
    if ((system === 'other') !== (systemName !== null)) {
      throw InvalidInput.forPath(
        '/systemName',
        system === 'other' ? 'must be set' : 'is only for a system that is not listed',
      );
    }
    const [now, checkedAt] = [this.clock.now(), new Date(request.checkedAt)];
    requireNotFuture('/checkedAt', checkedAt, now);
    const id = newId();
    return this.database.change(actor, { action: 'outside-check.recorded', subject: id }, async (tx) => {
      const { taskForceId, id: complaintId } = await this.complaints.lockForNewWork(tx, actor, request.complaintId);
      const recorded = { recordedBy: actor.accountId, recordedAt: now };
      const check = { id, taskForceId, complaintId, system, systemName, queryId, result, checkedAt, ...recorded };
      await tx.insert(OutsideCheck, check);
      return findByIdOrFail(tx, OutsideCheck, id);
    });
  }

  void(actor: Actor, id: string, version: number, reason: string): Promise<OutsideCheck> {
    return this.database.change(actor, { action: 'outside-check.voided', subject: id, reason }, async (tx) => {
      await this.complaints.lockForCorrection(tx, actor, (await findByIdOrFail(tx, OutsideCheck, id)).complaintId);
      const check = await lockForUpdate(tx, OutsideCheck, id, version);
      check.void(reason, this.clock.now());
      return tx.save(check);
    });
  }
}
