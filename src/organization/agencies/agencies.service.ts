import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { requireNationallyUnique } from '../../access/national-uniqueness.js';
import { Database } from '../../platform/database/database.js';
import { selectEntities, lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { RequestedPage, type Page } from '../../platform/http/paging.js';
import { InvalidInput, Forbidden } from '../../platform/http/problems.js';
import type {
  AgenciesQuery,
  BeginMembership,
  ChangeMembership,
  CreateAgency,
  DescribeAgency,
} from './agency.request.js';
import type { AgencyWithMemberships } from './agency.view.js';
import { agencyPolicy } from './agencies.policy.js';
import { requireCounties } from './agency-validation.js';
import { AgencyMembership } from './agency-membership.entity.js';
import { Agency } from './agency.entity.js';

// The cursor holds only the id of the last agency, because a name is too long for it.
const afterCursor = '(a.name, a.id) > (SELECT last.name, last.id FROM app.agencies last WHERE last.id = :last)';
const wasMemberOn = `EXISTS (
  SELECT FROM app.agency_memberships m
   WHERE m.task_force_id = a.task_force_id AND m.agency_id = a.id AND m.kind <> 'non_member'
     AND daterange(m.began_on, m.ended_on) @> CAST(:memberOn AS date))`;

/** Use cases of agencies and their memberships. */
@Injectable()
export class AgenciesService {
  constructor(private readonly database: Database) {}

  get(actor: Actor, id: string): Promise<AgencyWithMemberships> {
    return this.database.read(actor, async (tx) => loadMemberships(tx, await findByIdOrFail(tx, Agency, id)));
  }

  list(actor: Actor, query: AgenciesQuery): Promise<Page<Agency>> {
    const { q, kind, taskForceId, memberOn } = query;
    const page = new RequestedPage<Agency>({ list: 'agencies', query, key: { id: 'id' } });
    return this.database.read(actor, async (tx) => {
      const agencies = tx.createQueryBuilder(Agency, 'a').orderBy({ 'a.name': 'ASC', 'a.id': 'ASC' });
      if (q) agencies.andWhere('strpos(lower(a.name), lower(:q)) > 0', { q });
      if (kind) agencies.andWhere('a.kind = :kind', { kind });
      if (taskForceId) agencies.andWhere('a.taskForceId = :taskForceId', { taskForceId });
      if (memberOn) agencies.andWhere(wasMemberOn, { memberOn });
      if (!page.isFirst) agencies.andWhere(afterCursor, { last: page.position[0] });
      return page.toPage(await selectEntities(tx, agencies.limit(page.limit)));
    });
  }

  create(actor: Actor, { membership, ...input }: CreateAgency): Promise<AgencyWithMemberships> {
    const { ori = null, contactPhone = null, contactEmail = null, city = null, countyFips = [] } = input;
    requireCounties(countyFips);
    const taskForceId = resolveTaskForceId(actor, input.taskForceId);
    const id = newId();
    return this.database.change(actor, { action: 'agency.created', subject: id }, async (tx) => {
      if (ori !== null) await requireNationallyUnique(tx, 'ori', ori);
      const contacts = { contactPhone, contactEmail };
      const agency = tx.create(Agency, { ...input, id, taskForceId, ori, ...contacts, city, countyFips });
      await tx.insert(Agency, agency);
      await insertMembership(tx, agency, membership);
      return loadMemberships(tx, await findByIdOrFail(tx, Agency, id));
    });
  }

  update(actor: Actor, id: string, version: number, particulars: DescribeAgency): Promise<AgencyWithMemberships> {
    requireCounties(particulars.countyFips ?? []);
    return this.database.change(actor, { action: 'agency.described', subject: id }, async (tx) => {
      const agency = await this.lockForChange(tx, actor, id, version);
      const { ori } = particulars;
      if (ori !== null && ori !== agency.ori) await requireNationallyUnique(tx, 'ori', ori);
      agency.update(particulars);
      return loadMemberships(tx, await tx.save(agency));
    });
  }

  changeMembership(
    actor: Actor,
    id: string,
    version: number,
    change: ChangeMembership,
  ): Promise<AgencyWithMemberships> {
    const { reason = null, ...next } = change;
    return this.database.change(actor, { action: 'agency.membership-changed', subject: id, reason }, async (tx) => {
      const agency = await this.lockForChange(tx, actor, id, version);
      const current = await tx.findOneBy(AgencyMembership, { agencyId: id, endedOn: IsNull() });
      if (current) {
        current.endOn(next.beganOn);
        await tx.save(current);
      }
      await insertMembership(tx, agency, next);
      // The version of an agency covers its memberships.
      await tx.update(Agency, { id }, { version: agency.version + 1 });
      return loadMemberships(tx, await findByIdOrFail(tx, Agency, id));
    });
  }

  /**
   * Locks an agency for a change. Row security lets only managers lock it, so the policy runs first: a reader gets 403
   * instead of 404.
   */
  private async lockForChange(tx: EntityManager, actor: Actor, id: string, version: number): Promise<Agency> {
    authorize(agencyPolicy.manage, actor, await findByIdOrFail(tx, Agency, id));
    return lockForUpdate(tx, Agency, id, version);
  }
}

async function insertMembership(tx: EntityManager, agency: Agency, membership: BeginMembership): Promise<void> {
  const { kind, beganOn, mouSignedOn = null, standardsAdoptedOn = null } = membership;
  const { id: agencyId, taskForceId } = agency;
  await tx.insert(AgencyMembership, {
    id: newId(),
    taskForceId,
    agencyId,
    kind,
    beganOn,
    mouSignedOn,
    standardsAdoptedOn,
  });
}

async function loadMemberships(tx: EntityManager, agency: Agency): Promise<AgencyWithMemberships> {
  const { id: agencyId, taskForceId } = agency;
  const memberships = await tx.find(AgencyMembership, { where: { taskForceId, agencyId }, order: { beganOn: 'ASC' } });
  return { agency, memberships };
}

function resolveTaskForceId({ seat }: Actor, taskForceId: string | undefined): string {
  if (seat.level === 'agency') throw new Forbidden();
  if (seat.level === 'national') {
    if (taskForceId === undefined) throw InvalidInput.forPath('/taskForceId', 'must be set from the national seat');
    return taskForceId;
  }
  if (taskForceId !== undefined && taskForceId !== seat.taskForceId) {
    throw InvalidInput.forPath('/taskForceId', 'is not a task force whose agencies you manage');
  }
  return seat.taskForceId;
}
