import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/actor/actor.js';
import { authorize } from '../../../access/policy.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { sensitiveMeasures, type MeasureKey } from '../measures/index.js';
import type { DayRange } from '../../../platform/time/calendar.js';
import type { Scope } from '../scope.js';
import type { PublicPlace, PublicRecord } from './public-cell.js';
import { Publication } from './publication.entity.js';
import { DiffersFromPublished, DisclosureRisk } from './publications.errors.js';
import { publicationPolicy } from './publications.policy.js';
import type { PublishedReport } from './publications.enums.js';
import { Register } from './register.js';

/** Lock that serializes publications, because each must see the figures of the one before. */
const lockPublications = `SELECT pg_advisory_xact_lock(hashtext('publications'))`;
const selectPublications = 'SELECT cells, records FROM oversight.publications($1)';
const selectRecords = `
  SELECT measure, record_id AS "recordId", task_force_id AS "taskForceId", agency_id AS "agencyId", day, facets, n
    FROM oversight.publishable_records($1)`;
const selectOperationPlace = `
  SELECT task_force_ids AS "taskForceIds", record_ids AS "recordIds" FROM oversight.publishable_operation($1)`;

interface OperationPlace {
  readonly taskForceIds: readonly string[];
  /** Tagged records; null if the operation's window decides. */
  readonly recordIds: readonly string[] | null;
}

/** All days, in the notation of Postgres, which also compares as text. */
const allDays: DayRange = { from: '-infinity', until: 'infinity' };

@Injectable()
export class PublicationsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` with the register and enters its publications, in the transaction of the request. Other publications
   * wait for the commit.
   */
  async publish<T>(
    actor: Actor,
    id: string,
    report: PublishedReport,
    work: (register: Register) => Promise<T>,
  ): Promise<T> {
    authorize(publicationPolicy.publish, actor, null);
    try {
      return await this.enter(actor, id, report, work);
    } catch (fault) {
      // The refusal is recorded, because it may depend on other publications.
      if (fault instanceof DisclosureRisk || fault instanceof DiffersFromPublished) {
        await this.database.refuse(actor, 'reports:export', { subject: id, reason: fault.type });
      }
      throw fault;
    }
  }

  private enter<T>(
    actor: Actor,
    id: string,
    report: PublishedReport,
    work: (register: Register) => Promise<T>,
  ): Promise<T> {
    return this.database.change(actor, { action: 'figures.published', subject: id }, async (tx) => {
      await tx.query(lockPublications);
      const register = await loadRegister(tx, sensitiveMeasures);
      const result = await work(register);
      const { seat, accountId } = actor;
      await tx.insert(Publication, {
        id,
        taskForceId: seat.level === 'national' ? null : seat.taskForceId,
        agencyId: seat.level === 'agency' ? seat.agencyId : null,
        report,
        measures: [...sensitiveMeasures],
        ...(register.collectDecisions() as object),
        publishedBy: accountId,
        publishedAt: this.clock.now(),
      });
      return result;
    });
  }

  /**
   * Returns the place and days that an operation's report counts. A record that is tagged later does not join a
   * published operation.
   */
  async placeOfOperation(
    actor: Actor,
    register: Register,
    operationId: string,
    window: DayRange,
    { taskForceId, agencyId }: Pick<Scope, 'taskForceId' | 'agencyId'>,
  ): Promise<PublicPlace> {
    const [row] = await this.database.managerOf(actor).query<OperationPlace[]>(selectOperationPlace, [operationId]);
    const { taskForceIds = [], recordIds = null } = row ?? {};
    const scope = { taskForceIds: taskForceId === null ? taskForceIds : [taskForceId], agencyId };
    if (recordIds === null) return { ...scope, ...window, operationId: null, recordIds };
    return { ...scope, ...allDays, operationId, recordIds: register.getTagged(operationId) ?? recordIds };
  }
}

async function loadRegister(tx: EntityManager, measures: readonly MeasureKey[]): Promise<Register> {
  const published = await tx.query<Pick<Publication, 'cells' | 'records'>[]>(selectPublications, [measures]);
  const records = await tx.query<PublicRecord[]>(selectRecords, [measures]);
  return new Register(measures, published, records);
}
