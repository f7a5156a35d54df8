import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Complaint } from '../../casework/complaints/complaint.entity.js';
import { ComplaintsService } from '../../casework/complaints/complaints.service.js';
import { findVisibleProviders } from '../../casework/providers/providers.service.js';
import type { VisibleProvider } from '../../casework/providers/provider.view.js';
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

/**
 * A version with its provider, and its prior reports: the ids of their complaints by their number, as far as the reader
 * can see them.
 */
export interface LinkedTipVersion {
  readonly version: TipVersion;
  readonly provider: VisibleProvider | null;
  readonly priorComplaints: ReadonlyMap<string, string>;
}

/** Lists versions of tips, and opens their content for a stated purpose. */
@Injectable()
export class TipVersionsService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly encryption: TipEncryption,
    private readonly names: NameScanner,
  ) {}

  get(actor: Actor, id: string): Promise<LinkedTipVersion> {
    const work = async (tx: EntityManager): Promise<LinkedTipVersion> => {
      const [linked] = await linkVersions(tx, [await findByIdOrFail(tx, TipVersion, id)]);
      if (!linked) throw new Error('The version of a tip was not linked');
      return linked;
    };
    return this.database.auditedRead(actor, 'tip-version.read', work, ({ version: { complaintId } }) => ({
      records: [id],
      complaints: [complaintId],
    }));
  }

  list(actor: Actor, complaintId: string): Promise<LinkedTipVersion[]> {
    const work = async (tx: EntityManager): Promise<LinkedTipVersion[]> => {
      return linkVersions(tx, await tx.find(TipVersion, { where: { complaintId }, order: { number: 'DESC' } }));
    };
    return this.database.auditedRead(actor, 'tip-versions.listed', work, (items) => ({
      records: items.map(({ version }) => version.id),
      complaints: items.length > 0 ? [complaintId] : [],
    }));
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

async function linkVersions(tx: EntityManager, versions: readonly TipVersion[]): Promise<LinkedTipVersion[]> {
  const priorComplaints = await findPriorComplaints(tx, versions);
  const providers = await findVisibleProviders(
    tx,
    versions.flatMap(({ providerId }) => providerId ?? []),
  );
  return versions.map((version) => {
    const provider = version.providerId === null ? null : (providers.get(version.providerId) ?? null);
    return { version, provider, priorComplaints };
  });
}

/** Finds the complaints of the prior reports that versions of one tip name. Row security hides those beyond the seat. */
async function findPriorComplaints(
  tx: EntityManager,
  versions: readonly TipVersion[],
): Promise<ReadonlyMap<string, string>> {
  const numbers = [...new Set(versions.flatMap(({ priorReports }) => priorReports.map(({ reportId }) => reportId)))];
  const [{ taskForceId } = { taskForceId: '' }] = versions;
  if (numbers.length === 0) return new Map();
  const complaints = await tx.find(Complaint, {
    select: { id: true, externalReference: true },
    where: { taskForceId, source: 'ncmec_cybertip', externalReference: In(numbers) },
    order: { id: 'ASC' },
  });
  return new Map(complaints.map(({ id, externalReference }) => [externalReference ?? '', id]));
}
