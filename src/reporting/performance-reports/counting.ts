import type { EntityManager } from 'typeorm';
import { HistoricalTotal } from '../reports/carried-figure.entity.js';
import { countedIn, type CountedRecord } from './counted-records.js';
import { isOfLedger, measuresOf, type PerformanceReportDefinition } from './definitions/index.js';
import { findingsOf, type Finding } from './findings.js';
import { itemsOf } from './item-figures.js';
import { yearBefore, type Period } from './period.js';
import { hashOfRecords } from './return-records.entity.js';
import type { Count } from './return.entity.js';

export interface Counted {
  readonly records: readonly CountedRecord[];
  readonly count: Count;
}

/** Counts a period of the actor's task force and finds missing or unusual figures. */
export async function countOf(
  tx: EntityManager,
  taskForceId: string,
  definition: PerformanceReportDefinition,
  period: Period,
  before: readonly Finding[] = [],
): Promise<Counted> {
  const { records, snapshot } = await countedIn(tx, definition, period);
  const earlier = yearBefore(definition.period, period);
  const lastYear = earlier && (await countedIn(tx, definition, { ...earlier, operationId: null })).records;
  const leftOut = await leftOutOf(tx, taskForceId, definition, period, records);
  const findings = findingsOf({ definition, until: period.until, records, lastYear, leftOut }, before);
  const recordsSha256 = hashOfRecords(records);
  return {
    records,
    count: { figures: itemsOf(definition, records), findings, recordsSha256, countedSnapshot: snapshot },
  };
}

/** Returns the number of the task force's historical totals that overlap the period and were not included. */
async function leftOutOf(
  tx: EntityManager,
  taskForceId: string,
  definition: PerformanceReportDefinition,
  { from, until, operationId }: Period,
  records: readonly CountedRecord[],
): Promise<number> {
  if (operationId !== null) return 0;
  const wentIn = new Set(records.filter(({ historical }) => historical !== null).map(({ recordId }) => recordId));
  const figures = await tx
    .createQueryBuilder(HistoricalTotal, 'f')
    .where('f.taskForceId = :taskForceId AND f.fromOn < :until AND f.untilOn > :from', { taskForceId, from, until })
    .andWhere('f.measure = ANY(:measures)', { measures: measuresOf(definition).filter(isOfLedger) })
    .getMany();
  return figures.filter(({ id }) => !wentIn.has(id)).length;
}
