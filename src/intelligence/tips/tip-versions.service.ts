import { Injectable } from '@nestjs/common';
import { ComplaintsService } from '../../casework/complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { NameScanner } from '../../casework/vault/name-scanner.js';
import { requireIdentityAccess } from '../../casework/vault/require-identity-access.js';
import type { ReportedTip } from './formats/reported-tip.js';
import type { OpenTip } from './tip-version.request.js';
import { TipNotReadable } from './tips.errors.js';
import { TipEncryption } from './tip-encryption.js';
import { TipVersion } from './tip-version.entity.js';

/** Lists versions of tips, and opens their content for a stated purpose. */
@Injectable()
export class TipVersionsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly encryption: TipEncryption,
    private readonly names: NameScanner,
  ) {}

  get(actor: Actor, id: string): Promise<TipVersion> {
    return this.database.auditedRead(
      actor,
      'tip-version.read',
      (tx) => findByIdOrFail(tx, TipVersion, id),
      ({ complaintId }) => ({ records: [id], complaints: [complaintId] }),
    );
  }

  list(actor: Actor, complaintId: string): Promise<TipVersion[]> {
    return this.database.auditedRead(
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
      const found = await findByIdOrFail(tx, TipVersion, id);
      await this.complaints.lockForCorrection(tx, actor, found.complaintId);
      await requireIdentityAccess(tx);
      await this.names.requireNoNames(actor, found, { reason });
      if (!found.encrypted) throw new TipNotReadable();
      return this.database.auditedRead(
        actor,
        'tip.opened',
        () => Promise.resolve(found),
        ({ complaintId }) => ({ records: [id], complaints: [complaintId] }),
      );
    });
    await this.database.runOutsideTransaction(actor, () => Promise.resolve());
    const tip = await this.encryption.decrypt(this.database.managerOf(actor), version);
    if (!tip) throw new TipNotReadable();
    return tip;
  }
}
