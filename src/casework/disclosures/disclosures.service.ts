import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ComplaintsService } from '../complaints/complaints.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { requireNotFuture } from '../../platform/http/input-checks.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { Clock } from '../../platform/time/clock.js';
import { resolveDisclosureBasis } from './disclosure-basis.js';
import { Disclosure } from './disclosure.entity.js';
import type { DisclosuresQuery, RecordDisclosure } from './disclosure.request.js';
import { recordDisclosure, recordDisclosures, type NewDisclosure } from './record-disclosure.js';

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

  append(tx: EntityManager, actor: Actor, details: NewDisclosure): Promise<string> {
    return recordDisclosure(tx, actor, details, this.clock.now());
  }

  appendAll(tx: EntityManager, actor: Actor, details: readonly NewDisclosure[]): Promise<void> {
    return recordDisclosures(tx, actor, details, this.clock.now());
  }

  record(actor: Actor, { complaintId, recipient, purpose, ...details }: RecordDisclosure): Promise<Disclosure> {
    const at = new Date(details.disclosedAt);
    requireNotFuture('/disclosedAt', at, this.clock.now());
    return this.database.change(actor, { action: 'disclosure.recorded' }, async (tx) => {
      const complaint = await this.complaints.lockForNewWork(tx, actor, complaintId);
      if (at < complaint.receivedAt)
        throw InvalidInput.forPath('/disclosedAt', 'must not be before the complaint was received');
      const basis = resolveDisclosureBasis(complaint.source, details.basis, '/basis');
      const id = await this.append(tx, actor, { complaint, what: 'other', recipient, basis, purpose, at });
      return findByIdOrFail(tx, Disclosure, id);
    });
  }

  get(actor: Actor, id: string): Promise<Disclosure> {
    const work = (tx: EntityManager): Promise<Disclosure> => findByIdOrFail(tx, Disclosure, id);
    return this.database.auditedRead(actor, 'disclosure.read', work, ({ complaintId }) => ({
      records: [id],
      complaints: [complaintId],
    }));
  }

  list(actor: Actor, query: DisclosuresQuery): Promise<Page<Disclosure>> {
    const { complaintId, from, until, basis } = query;
    const work = async (tx: EntityManager): Promise<Page<Disclosure>> => {
      const disclosures = tx.createQueryBuilder(Disclosure, 'd').orderBy({ 'd.disclosedAt': 'DESC', 'd.id': 'DESC' });
      if (complaintId) disclosures.andWhere('d.complaintId = :complaintId', { complaintId });
      if (from) disclosures.andWhere(sinceDay, { from });
      if (until) disclosures.andWhere(beforeDay, { until });
      if (basis) disclosures.andWhere('d.basis = :basis', { basis });
      return listPage(tx, disclosures, { list: 'disclosures', query });
    };
    return this.database.auditedRead(actor, 'disclosures.listed', work, ({ items }) => ({
      records: items.map(({ id }) => id),
      complaints: items.map((disclosure) => disclosure.complaintId),
    }));
  }
}
