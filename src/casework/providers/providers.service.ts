import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { authorize } from '../../access/policy.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { listPage } from '../../platform/database/list-page.js';
import { findByIdOrFail, insertOrIgnore, lockForUpdate } from '../../platform/database/rows.js';
import type { Page } from '../../platform/http/paging.js';
import { Forbidden } from '../../platform/http/problems.js';
import { newId } from '../../platform/ids/ids.js';
import { Clock } from '../../platform/time/clock.js';
import { Complaint } from '../complaints/complaint.entity.js';
import { normalisePlatform } from '../identifiers/normal-forms.js';
import { Provider, type ServingDetails, type StatementSource } from './provider.entity.js';
import type { AddProvider, ConfirmProvider, ProvidersQuery } from './provider.request.js';
import type { VisibleProvider } from './provider.view.js';
import { providersPolicy } from './providers.policy.js';

/** A provider as a tip names it, and what the tip states about serving it. */
export interface StatedProvider {
  readonly name: string;
  readonly details: Partial<ServingDetails>;
}

/** Directory of providers: tips propose the entries, and a supervisor of the task force confirms them. */
@Injectable()
export class ProvidersService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  get(actor: Actor, id: string): Promise<VisibleProvider> {
    return this.database.read(actor, async (tx) => withComplaints(tx, await findByIdOrFail(tx, Provider, id)));
  }

  list(actor: Actor, query: ProvidersQuery): Promise<Page<VisibleProvider>> {
    const { name, confirmed } = query;
    return this.database.read(actor, async (tx) => {
      const providers = tx.createQueryBuilder(Provider, 'p').orderBy({ 'p.id': 'DESC' });
      if (name !== undefined) {
        const names = { platform: normalisePlatform(name), name };
        providers.andWhere('(p.platform = :platform OR lower(p.name) = lower(:name))', names);
      }
      if (confirmed !== undefined)
        providers.andWhere(confirmed ? 'p.confirmedAt IS NOT NULL' : 'p.confirmedAt IS NULL');
      const { items, nextCursor } = await listPage(tx, providers, { list: 'providers', query });
      const visibleComplaints = await findVisibleComplaints(tx, items);
      return { items: items.map((provider) => ({ provider, visibleComplaints })), nextCursor };
    });
  }

  add(actor: Actor, { name, ...details }: AddProvider): Promise<VisibleProvider> {
    const { seat, accountId: confirmedBy } = actor;
    if (seat.level === 'national') throw new Forbidden();
    const { taskForceId } = seat;
    authorize(providersPolicy.confirm, actor, { taskForceId });
    const id = newId();
    const now = this.clock.now();
    return this.database.change(actor, { action: 'provider.added', subject: id }, async (tx) => {
      const entry = { id, taskForceId, platform: normalisePlatform(name), name, ...details, stated: {} };
      await tx.insert(Provider, { ...entry, recordedAt: now, confirmedBy, confirmedAt: now });
      return withComplaints(tx, await findByIdOrFail(tx, Provider, id));
    });
  }

  confirm(actor: Actor, id: string, version: number, details: ConfirmProvider): Promise<VisibleProvider> {
    return this.database.change(actor, { action: 'provider.confirmed', subject: id }, async (tx) => {
      const provider = await lockForUpdate(tx, Provider, id, version);
      authorize(providersPolicy.confirm, actor, provider);
      provider.confirm(details, actor.accountId, this.clock.now());
      return withComplaints(tx, await tx.save(provider));
    });
  }

  /**
   * Finds the entry that a tip names, or proposes one, and adds what the tip states. Returns the id of the entry. Tips
   * that state nothing new write nothing, so that they do not wait for each other.
   */
  async addStatements(
    tx: EntityManager,
    taskForceId: string,
    { name, details }: StatedProvider,
    source: StatementSource,
  ): Promise<string> {
    const platform = normalisePlatform(name);
    const known =
      (await tx.findOneBy(Provider, { taskForceId, platform })) ??
      (await propose(tx, { taskForceId, platform, name, source }));
    if (!known.addStatements(details, source)) return known.id;
    const locked = await tx.findOneOrFail(Provider, { where: { id: known.id }, lock: { mode: 'pessimistic_write' } });
    if (locked.addStatements(details, source)) await tx.save(locked);
    return locked.id;
  }
}

interface ProposedProvider extends Pick<Provider, 'taskForceId' | 'platform' | 'name'> {
  readonly source: StatementSource;
}

/** Inserts an entry without values. A concurrent import may have inserted it meanwhile. */
async function propose(tx: EntityManager, { source, ...named }: ProposedProvider): Promise<Provider> {
  const entry = { id: newId(), ...named, stated: {}, recordedAt: source.at };
  const { taskForceId, platform } = named;
  return (await insertOrIgnore(tx, Provider, entry)) ?? tx.findOneByOrFail(Provider, { taskForceId, platform });
}

async function withComplaints(tx: EntityManager, provider: Provider): Promise<VisibleProvider> {
  return { provider, visibleComplaints: await findVisibleComplaints(tx, [provider]) };
}

/** Finds entries by their ids, for the views of other records. */
export async function findVisibleProviders(
  tx: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, VisibleProvider>> {
  if (ids.length === 0) return new Map();
  const providers = await tx.find(Provider, { where: { id: In([...new Set(ids)]) }, order: { id: 'ASC' } });
  const visibleComplaints = await findVisibleComplaints(tx, providers);
  return new Map(providers.map((provider) => [provider.id, { provider, visibleComplaints }]));
}

/** Finds the complaints in which the values were stated, without expunged ones and those that the reader cannot see. */
async function findVisibleComplaints(tx: EntityManager, providers: readonly Provider[]): Promise<ReadonlySet<string>> {
  const ids = new Set(providers.flatMap(({ stated }) => Object.values(stated).map(({ complaintId }) => complaintId)));
  if (ids.size === 0) return ids;
  const complaints = await tx.find(Complaint, { select: { id: true }, where: { id: In([...ids]), isExpunged: false } });
  return new Set(complaints.map(({ id }) => id));
}
