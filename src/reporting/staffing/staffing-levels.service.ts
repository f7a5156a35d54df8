import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { resolveActingAgency } from '../../access/acting-agency.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import type { VoidRecord } from '../../casework/records/voiding.request.js';
import { voidRow } from '../../casework/records/voiding.js';
import { Clock } from '../../platform/time/clock.js';
import { TaskForcesService } from '../../organization/task-forces/task-forces.service.js';
import { StaffingOverlap } from './staffing.errors.js';
import { staffingPolicy } from './staffing.policy.js';
import { StaffingLevel } from './staffing-level.entity.js';
import type { CorrectStaffingLevel, RecordStaffingLevel, StaffingLevelsQuery } from './staffing-level.request.js';

/** Use cases of staffing levels, which supervisors record. */
@Injectable()
export class StaffingLevelsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly taskForces: TaskForcesService,
  ) {}

  get(actor: Actor, id: string): Promise<StaffingLevel> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, StaffingLevel, id));
  }

  list(actor: Actor, query: StaffingLevelsQuery): Promise<Page<StaffingLevel>> {
    const { agencyId, on } = query;
    return this.database.read(actor, async (tx) => {
      const levels = tx.createQueryBuilder(StaffingLevel, 's').orderBy({ 's.fromOn': 'DESC', 's.id': 'DESC' });
      if (agencyId) levels.andWhere('s.agencyId = :agencyId', { agencyId });
      if (on) levels.andWhere('s.fromOn <= :on AND (s.untilOn IS NULL OR s.untilOn > :on)', { on });
      return listPage(tx, levels, { list: 'staffing-levels', query });
    });
  }

  record(actor: Actor, { agencyId, ...facts }: RecordStaffingLevel): Promise<StaffingLevel> {
    const id = newId();
    return this.database.change(actor, { action: 'staffing.recorded', subject: id }, async (tx) => {
      const agency = resolveActingAgency(actor, agencyId);
      const level = tx.create(StaffingLevel, { id, ...agency, voidedAt: null, voidReason: null });
      level.update(facts, await this.taskForces.today(tx, agency.taskForceId));
      await requireNoOverlap(tx, level);
      await tx.insert(StaffingLevel, level);
      return level;
    });
  }

  correct(actor: Actor, id: string, version: number, facts: CorrectStaffingLevel): Promise<StaffingLevel> {
    return this.database.change(actor, { action: 'staffing.corrected', subject: id }, async (tx) => {
      const level = await lockForUpdate(tx, StaffingLevel, id, version);
      authorize(staffingPolicy.record, actor, level);
      level.update(facts, await this.taskForces.today(tx, level.taskForceId));
      await requireNoOverlap(tx, level);
      return tx.save(level);
    });
  }

  void(actor: Actor, id: string, version: number, { reason }: VoidRecord): Promise<StaffingLevel> {
    return this.database.change(actor, { action: 'staffing.voided', subject: id, reason }, async (tx) => {
      const level = await lockForUpdate(tx, StaffingLevel, id, version);
      authorize(staffingPolicy.record, actor, level);
      voidRow(level, reason, this.clock.now());
      return tx.save(level);
    });
  }
}

/**
 * Rejects an overlap with the id of the existing level. An exclusion constraint rejects the second of two concurrent
 * inserts.
 */
async function requireNoOverlap(tx: EntityManager, { id, agencyId, fromOn, untilOn }: StaffingLevel): Promise<void> {
  const overlapping = await tx
    .createQueryBuilder(StaffingLevel, 's')
    .where('s.agencyId = :agencyId AND s.id <> :id AND s.voidedAt IS NULL', { agencyId, id })
    .andWhere('(s.untilOn IS NULL OR s.untilOn > :fromOn)', { fromOn })
    .andWhere('(:untilOn::date IS NULL OR s.fromOn < :untilOn::date)', { untilOn })
    .orderBy('s.fromOn')
    .getOne();
  if (overlapping) throw new StaffingOverlap(overlapping.id);
}
