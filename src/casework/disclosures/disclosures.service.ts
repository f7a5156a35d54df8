import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { required } from '../../platform/database/rows.js';
import { Keyset, pageOf, type Page } from '../../platform/http/paging.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { basisFor } from './disclosure-basis.js';
import { Disclosure } from './disclosure.entity.js';
import type { DisclosuresQuery, RecordDisclosure } from './disclosures.contract.js';
import { enterDisclosure, enterDisclosures, type Told } from './enter-disclosure.js';

// A day starts at midnight in the time zone of the reader's task force.
const sinceDay = `d.disclosedAt >= (
  SELECT CAST(:from AS timestamp) AT TIME ZONE f.zone FROM app.task_forces f WHERE f.id = (SELECT auth.case_task_force()))`;
const beforeDay = `d.disclosedAt < (
  SELECT CAST(:until AS timestamp) AT TIME ZONE f.zone FROM app.task_forces f WHERE f.id = (SELECT auth.case_task_force()))`;

/** Single log of all disclosures of an agency, of every kind. */
@Injectable()
export class DisclosuresService {
  constructor(
    private readonly database: Database,
    private readonly complaints: ComplaintsService,
    private readonly clock: Clock,
  ) {}

  /** Records a disclosure of another feature in the transaction of its change. Returns the entry's id. */
  enter(tx: EntityManager, actor: Actor, told: Told): Promise<string> {
    return enterDisclosure(tx, actor, told, this.clock.now());
  }

  /** Records disclosures of many complaints in one statement. */
  enterAll(tx: EntityManager, actor: Actor, told: readonly Told[]): Promise<void> {
    return enterDisclosures(tx, actor, told, this.clock.now());
  }

  record(actor: Actor, { complaintId, recipient, purpose, ...told }: RecordDisclosure): Promise<Disclosure> {
    const at = new Date(told.disclosedAt);
    if (at > this.clock.now()) throw InvalidInput.at('/disclosedAt', 'must not be in the future');
    return this.database.change(actor, { action: 'disclosure.recorded' }, async (tx) => {
      const complaint = await this.complaints.toWork(tx, actor, complaintId);
      if (at < complaint.receivedAt)
        throw InvalidInput.at('/disclosedAt', 'must not be before the complaint was received');
      const basis = basisFor(complaint.source, told.basis, '/basis');
      const id = await this.enter(tx, actor, { complaint, what: 'other', recipient, basis, purpose, at });
      return required(tx, Disclosure, id);
    });
  }

  get(actor: Actor, id: string): Promise<Disclosure> {
    const work = (tx: EntityManager): Promise<Disclosure> => required(tx, Disclosure, id);
    return this.database.look(actor, 'disclosure.read', work, ({ complaintId }) => ({
      records: [id],
      complaints: [complaintId],
    }));
  }

  list(actor: Actor, query: DisclosuresQuery): Promise<Page<Disclosure>> {
    const { complaintId, from, until, basis, limit } = query;
    const keyset = new Keyset('disclosures', query, ['instant', 'id']);
    const after = keyset.after(query.cursor);
    const work = async (tx: EntityManager): Promise<Page<Disclosure>> => {
      const disclosures = tx.createQueryBuilder(Disclosure, 'd').orderBy({ 'd.disclosedAt': 'DESC', 'd.id': 'DESC' });
      if (complaintId) disclosures.andWhere('d.complaintId = :complaintId', { complaintId });
      if (from) disclosures.andWhere(sinceDay, { from });
      if (until) disclosures.andWhere(beforeDay, { until });
      if (basis) disclosures.andWhere('d.basis = :basis', { basis });
      if (after) disclosures.andWhere('(d.disclosedAt, d.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await disclosures.limit(limit + 1).getMany();
      return pageOf(rows, limit, ({ disclosedAt, id }) => keyset.cursorOf([disclosedAt.toISOString(), id]));
    };
    return this.database.look(actor, 'disclosures.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: items.map((disclosure) => disclosure.complaintId),
    }));
  }
}
