import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../platform/actor/actor.js';
import { authorize } from '../../../access/policy.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { measuresOfFew, type MeasureKey } from '../measures/index.js';
import type { DayRange } from '../../../platform/time/calendar.js';
import type { Scope } from '../scope.js';
import type { PublicPlace, PublicRecord } from './public-cell.js';
import { Publication } from './publication.entity.js';
import { DiffersFromPublished, DisclosureRisk } from './publications.errors.js';
import { publicationPolicy } from './publications.policy.js';
import type { PublishedReport } from './publications.words.js';
import { Register } from './register.js';

/** Lock that serializes publications, because each must see the figures of the one before. */
const oneAtATime = `SELECT pg_advisory_xact_lock(hashtext('publications'))`;
const allPublished = 'SELECT cells, records FROM oversight.publications($1)';
const allRecords = `
  SELECT measure, record_id AS "recordId", task_force_id AS "taskForceId", agency_id AS "agencyId", day, facets, n
    FROM oversight.publishable_records($1)`;
const operationPlace = `
  SELECT task_force_ids AS "taskForceIds", record_ids AS "recordIds" FROM oversight.publishable_operation($1)`;

interface OperationPlace {
  readonly taskForceIds: readonly string[];
  /** Tagged records; null if the operation's window decides. */
  readonly recordIds: readonly string[] | null;
}

/** All days, in the notation of Postgres, which also compares as text. */
const ever: DayRange = { from: '-infinity', until: 'infinity' };

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
      await tx.query(oneAtATime);
      const register = await registerOf(tx, measuresOfFew);
      const made = await work(register);
      const { seat, accountId } = actor;
      await tx.insert(Publication, {
        id,
        taskForceId: seat.at === 'national' ? null : seat.taskForceId,
        agencyId: seat.at === 'agency' ? seat.agencyId : null,
        report,
        measures: [...measuresOfFew],
        ...(register.entered() as object),
        publishedBy: accountId,
        publishedAt: this.clock.now(),
      });
      return made;
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
    const [found] = await this.database.managerOf(actor).query<OperationPlace[]>(operationPlace, [operationId]);
    const { taskForceIds = [], recordIds = null } = found ?? {};
    const whose = { taskForceIds: taskForceId === null ? taskForceIds : [taskForceId], agencyId };
    if (recordIds === null) return { ...whose, ...window, operationId: null, recordIds };
    return { ...whose, ...ever, operationId, recordIds: register.taggedOf(operationId) ?? recordIds };
  }
}

async function registerOf(tx: EntityManager, measures: readonly MeasureKey[]): Promise<Register> {
  const published = await tx.query<Pick<Publication, 'cells' | 'records'>[]>(allPublished, [measures]);
  const records = await tx.query<PublicRecord[]>(allRecords, [measures]);
  return new Register(measures, published, records);
}
