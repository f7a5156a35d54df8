import { Injectable } from '@nestjs/common';
import { ComplaintsService } from '../../casework/complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { required } from '../../platform/database/rows.js';
import { NameScanner } from '../../casework/vault/name-scanner.js';
import { requireAccess } from '../../casework/vault/require-access.js';
import type { ReportedTip } from './formats/reported-tip.js';
import type { OpenTip } from './tip-versions.contract.js';
import { TipNotReadable } from './tips.errors.js';
import { TipSeals } from './tip-seals.js';
import { TipVersion } from './tip-version.entity.js';

/** Lists versions of tips, and opens their content for a stated purpose. */
@Injectable()
export class TipVersionsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly seals: TipSeals,
    private readonly names: NameScanner,
  ) {}

  get(actor: Actor, id: string): Promise<TipVersion> {
    return this.database.look(
      actor,
      'tip-version.read',
      (tx) => required(tx, TipVersion, id),
      ({ complaintId }) => ({ records: [id], complaints: [complaintId] }),
    );
  }

  list(actor: Actor, complaintId: string): Promise<TipVersion[]> {
    return this.database.look(
      actor,
      'tip-versions.listed',
      (tx) => tx.find(TipVersion, { where: { complaintId }, order: { number: 'DESC' } }),
      (items) => ({ records: items.map(({ id }) => id), complaints: items.length > 0 ? [complaintId] : [] }),
    );
  }

  /** Decrypts a version after the audit entry has committed, so that no rollback can remove the entry. */
  async open(actor: Actor, id: string, { purpose, reason }: OpenTip): Promise<ReportedTip> {
    const change = { action: 'tip.opened', subject: id, reason: `${purpose}: ${reason}` };
    const version = await this.database.change(actor, change, async (tx) => {
      const found = await required(tx, TipVersion, id);
      await this.complaints.toFinish(tx, actor, found.complaintId);
      await requireAccess(tx);
      await this.names.requireNone(actor, found, { reason });
      if (!found.sealed) throw new TipNotReadable();
      return this.database.look(
        actor,
        'tip.opened',
        () => Promise.resolve(found),
        ({ complaintId }) => ({ records: [id], complaints: [complaintId] }),
      );
    });
    await this.database.apart(actor, () => Promise.resolve());
    const tip = await this.seals.open(this.database.managerOf(actor), version);
    if (!tip) throw new TipNotReadable();
    return tip;
  }
}
