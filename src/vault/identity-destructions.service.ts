import { Injectable } from '@nestjs/common';
import { Complaint } from '../complaints/complaint.entity.js';
import type { Actor } from '../platform/access/actor.js';
import { authorize } from '../platform/access/policy.js';
import { Database } from '../platform/database/database.js';
import { required } from '../platform/database/rows.js';
import { newId } from '../platform/http/ids.js';
import { Keyset, pageOf, type Page } from '../platform/http/paging.js';
import { InvalidInput } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import { VictimIdentified } from '../victims-identified/victim-identified.entity.js';
import { IdentityDestruction } from './identity-destruction.entity.js';
import type { IdentityDestructionsQuery, RequestIdentityDestruction } from './identity-destructions.contract.js';
import { NameScanner } from './name-scanner.js';
import { DestructionNotOpen, IdentityDestroyed, IdentityNotRecorded } from './vault.errors.js';
import { destructionPolicy, identityPolicy } from './vault.policy.js';

const outlineOf = 'SELECT version, destroyed_at FROM vault.outline($1)';
const approveDestruction = 'SELECT vault.approve_destruction($1, $2) AS approved';

/** How an identity comes to its end: one asks under an order, another approves, and Postgres destroys. */
@Injectable()
export class IdentityDestructionsService {
  constructor(
    private readonly database: Database,
    private readonly names: NameScanner,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<IdentityDestruction> {
    return this.database.read(actor, (tx) => required(tx, IdentityDestruction, id));
  }

  list(actor: Actor, query: IdentityDestructionsQuery): Promise<Page<IdentityDestruction>> {
    const { victimId, limit } = query;
    const keyset = new Keyset('identity-destructions', query, ['id']);
    const after = keyset.after(query.cursor);
    return this.database.read(actor, async (tx) => {
      const destructions = tx.createQueryBuilder(IdentityDestruction, 'd').orderBy('d.id', 'DESC');
      if (victimId) destructions.andWhere('d.victimId = :victimId', { victimId });
      if (after) destructions.andWhere('d.id < :id', { id: after[0] });
      return pageOf(await destructions.limit(limit + 1).getMany(), limit, ({ id }) => keyset.cursorOf([id]));
    });
  }

  request(actor: Actor, { victimId, orderNumber, reason }: RequestIdentityDestruction): Promise<IdentityDestruction> {
    const id = newId();
    const change = { action: 'identity-destruction.requested', subject: victimId, reason };
    return this.database.change(actor, change, async (tx) => {
      const victim = await tx.findOneBy(VictimIdentified, { id: victimId });
      if (!victim) throw InvalidInput.at('/victimId', 'names something that is not there for you');
      const { taskForceId, complaintId } = victim;
      authorize(identityPolicy.destroy, actor, await required(tx, Complaint, complaintId));
      const [outline] = await tx.query<{ version: number; destroyed_at: Date | null }[]>(outlineOf, [victimId]);
      if (outline?.destroyed_at) throw new IdentityDestroyed();
      if (outline?.version === 1) throw new IdentityNotRecorded();
      await this.names.requireNone(tx, taskForceId, '/reason', reason);
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
      return required(tx, IdentityDestruction, id);
    });
  }

  approve(actor: Actor, id: string): Promise<IdentityDestruction> {
    return this.database.change(actor, { action: 'identity.destroyed' }, async (tx) => {
      const destruction = await required(tx, IdentityDestruction, id);
      authorize(destructionPolicy.approve, actor, destruction);
      const [row] = await tx.query<{ approved: boolean }[]>(approveDestruction, [id, this.clock.now()]);
      if (!row?.approved) throw new DestructionNotOpen();
      return required(tx, IdentityDestruction, id);
    });
  }
}
