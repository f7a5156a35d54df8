import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Complaint } from '../complaints/complaint.entity.js';
import { OnLegalHold } from '../complaints/complaints.errors.js';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { requireAccessible } from '../../platform/http/input-checks.js';
import { Clock } from '../../platform/time/clock.js';
import { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import { destructionValidityMs, IdentityDestruction } from './identity-destruction.entity.js';
import type { DestructionRecord } from './identity-destruction.view.js';
import type { IdentityDestructionsQuery, RequestIdentityDestruction } from './identity-destruction.request.js';
import { NameScanner } from './name-scanner.js';
import { DestructionNotOpen, IdentityDestroyed, IdentityNotRecorded } from './vault.errors.js';
import { destructionPolicy, identityPolicy } from './vault.policy.js';

const selectHeldComplaints = 'SELECT c.id FROM unnest($1::uuid[]) c (id) WHERE app.is_held(c.id)';
const selectOutline = 'SELECT version, destroyed_at FROM vault.recorded_fields($1)';
const approveDestruction = 'SELECT vault.approve_destruction($1, $2) AS outcome';

/**
 * Handles the destruction of identities: one person requests it under an order, another approves, and Postgres
 * destroys.
 */
@Injectable()
export class IdentityDestructionsService {
  constructor(
    private readonly database: Database,
    private readonly names: NameScanner,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<DestructionRecord> {
    return this.database.read(actor, (tx) => loadRecord(tx, id));
  }

  list(actor: Actor, query: IdentityDestructionsQuery): Promise<Page<DestructionRecord>> {
    return this.database.read(actor, async (tx) => {
      const destructions = queryDestructions(tx, query, this.clock.now());
      const { items, nextCursor } = await listPage(tx, destructions, { list: 'identity-destructions', query });
      return { items: await loadRecords(tx, items), nextCursor };
    });
  }

  request(actor: Actor, { victimId, orderNumber, reason }: RequestIdentityDestruction): Promise<DestructionRecord> {
    const id = newId();
    const change = { action: 'identity-destruction.requested', subject: victimId, reason };
    return this.database.change(actor, change, async (tx) => {
      const victim = requireAccessible(await tx.findOneBy(VictimIdentified, { id: victimId }), '/victimId');
      const { taskForceId, complaintId } = victim;
      authorize(identityPolicy.destroy, actor, await findByIdOrFail(tx, Complaint, complaintId));
      const [outline] = await tx.query<{ version: number; destroyed_at: Date | null }[]>(selectOutline, [victimId]);
      if (outline?.destroyed_at) throw new IdentityDestroyed();
      if (outline?.version === 1) throw new IdentityNotRecorded();
      await this.names.requireNoNames(actor, { taskForceId, complaintId }, { orderNumber, reason });
      const [requestedBy, requestedAt] = [actor.accountId, this.clock.now()];
      await tx.insert(IdentityDestruction, {
        id,
        taskForceId,
        complaintId,
        victimId,
        orderNumber,
        reason,
        requestedBy,
        requestedAt,
      });
      return loadRecord(tx, id);
    });
  }

  approve(actor: Actor, id: string): Promise<DestructionRecord> {
    return this.database.change(actor, { action: 'identity.destroyed' }, async (tx) => {
      const destruction = await findByIdOrFail(tx, IdentityDestruction, id);
      authorize(destructionPolicy.approve, actor, destruction);
      const [row] = await tx.query<{ outcome: 'destroyed' | 'on_hold' | 'not_open' }[]>(approveDestruction, [
        id,
        this.clock.now(),
      ]);
      if (row?.outcome === 'on_hold') throw new OnLegalHold();
      if (row?.outcome !== 'destroyed') throw new DestructionNotOpen();
      return loadRecord(tx, id);
    });
  }
}

async function loadRecord(tx: EntityManager, id: string): Promise<DestructionRecord> {
  const destruction = await findByIdOrFail(tx, IdentityDestruction, id);
  const [record] = await loadRecords(tx, [destruction]);
  return record ?? { destruction, isOnHold: false };
}

async function loadRecords(tx: EntityManager, found: readonly IdentityDestruction[]): Promise<DestructionRecord[]> {
  const complaintIds = [...new Set(found.map(({ complaintId }) => complaintId))];
  const rows = await tx.query<{ id: string }[]>(selectHeldComplaints, [complaintIds]);
  const onHold = new Set(rows.map(({ id }) => id));
  return found.map((destruction) => ({ destruction, isOnHold: onHold.has(destruction.complaintId) }));
}

/** Returns the query of the requests that meet the filters, the latest first. */
export function queryDestructions(
  tx: EntityManager,
  { victimId, open }: Omit<IdentityDestructionsQuery, keyof PageQuery>,
  now: Date,
): SelectQueryBuilder<IdentityDestruction> {
  const destructions = tx.createQueryBuilder(IdentityDestruction, 'd').orderBy('d.id', 'DESC');
  if (victimId) destructions.andWhere('d.victimId = :victimId', { victimId });
  if (open !== undefined) {
    const since = new Date(now.getTime() - destructionValidityMs);
    destructions.andWhere('(d.approvedAt IS NULL AND d.requestedAt > :since) = :open', { since, open });
  }
  return destructions;
}
