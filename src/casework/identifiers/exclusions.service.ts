import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { Forbidden } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { ExcludedIdentifier } from './excluded-identifier.entity.js';
import type { ExcludeIdentifier, ExclusionsQuery } from './exclusion.request.js';
import { exclusionPolicy } from './exclusions.policy.js';
import { toIdentifierRow } from './particulars.js';

/** Values excluded from matching in a task force, each with a responsible account and a reason. */
@Injectable()
export class ExclusionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<ExcludedIdentifier> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, ExcludedIdentifier, id));
  }

  list(actor: Actor, query: ExclusionsQuery): Promise<Page<ExcludedIdentifier>> {
    const { active, excludedBy } = query;
    return this.database.read(actor, async (tx) => {
      const exclusions = tx
        .createQueryBuilder(ExcludedIdentifier, 'e')
        .orderBy({ 'e.excludedAt': 'DESC', 'e.id': 'DESC' });
      if (active !== undefined) exclusions.andWhere(active ? 'e.endedAt IS NULL' : 'e.endedAt IS NOT NULL');
      if (excludedBy) exclusions.andWhere('e.excludedBy = :excludedBy', { excludedBy });
      return listPage(tx, exclusions, { list: 'excluded-identifiers', query });
    });
  }

  exclude(actor: Actor, { reason, ...identifier }: ExcludeIdentifier): Promise<ExcludedIdentifier> {
    const { seat, accountId: excludedBy } = actor;
    if (seat.level === 'national') throw new Forbidden();
    const { taskForceId } = seat;
    authorize(exclusionPolicy.manage, actor, { taskForceId });
    const { id, kind, platform, raw, normalised } = toIdentifierRow(identifier, { role: 'unknown' });
    return this.database.change(actor, { action: 'identifier.excluded', subject: id, reason }, async (tx) => {
      const fields = { id, taskForceId, kind, platform, raw, normalised, reason, excludedBy };
      await tx.insert(ExcludedIdentifier, { ...fields, excludedAt: this.clock.now() });
      return findByIdOrFail(tx, ExcludedIdentifier, id);
    });
  }

  end(actor: Actor, id: string, version: number, reason: string): Promise<ExcludedIdentifier> {
    return this.database.change(actor, { action: 'identifier.exclusion-ended', subject: id, reason }, async (tx) => {
      const exclusion = await lockForUpdate(tx, ExcludedIdentifier, id, version);
      authorize(exclusionPolicy.manage, actor, exclusion);
      exclusion.end(reason, this.clock.now());
      return tx.save(exclusion);
    });
  }
}
