import type { EntityManager } from 'typeorm';
import { selectEntities } from '../../platform/database/rows.js';
import { HistoricalTotal } from '../reports/historical-total.entity.js';
import { countRecords, type CountedRecord } from './counted-records.js';
import { isLedgerMeasure, listMeasures, type PerformanceReportDefinition } from './definitions/index.js';
import { collectFindings, type Finding } from './findings.js';
import { toItems } from './item-figures.js';
import { getPreviousYear, type Period } from './period.js';
import { hashRecords } from './performance-report-records.entity.js';
import type { Count } from './performance-report.entity.js';

export interface CountResult {
  readonly records: readonly CountedRecord[];
  readonly count: Count;
}

/** Counts a period of the actor's task force and finds missing or unusual figures. */
export async function countPeriod(
  tx: EntityManager,
  taskForceId: string,
  definition: PerformanceReportDefinition,
  period: Period,
  before: readonly Finding[] = [],
): Promise<CountResult> {
  const { records, snapshot } = await countRecords(tx, definition, period);
  const previousPeriod = getPreviousYear(definition.period, period);
  const lastYear =
    previousPeriod && (await countRecords(tx, definition, { ...previousPeriod, operationId: null })).records;
  const excludedTotals = await countExcludedTotals(tx, taskForceId, definition, period, records);
  const findings = collectFindings({ definition, until: period.until, records, lastYear, excludedTotals }, before);
  const recordsSha256 = hashRecords(records);
  return {
    records,
    count: { figures: toItems(definition, records), findings, recordsSha256, countedSnapshot: snapshot },
  };
}

/** Returns the number of the task force's historical totals that overlap the period and were not included. */
async function countExcludedTotals(
  tx: EntityManager,
  taskForceId: string,
  definition: PerformanceReportDefinition,
  { from, until, operationId }: Period,
  records: readonly CountedRecord[],
): Promise<number> {
  if (operationId !== null) return 0;
  const includedIds = new Set(records.filter(({ historical }) => historical !== null).map(({ recordId }) => recordId));
  const figures = await selectEntities(
    tx,
    tx
      .createQueryBuilder(HistoricalTotal, 'f')
      .where('f.taskForceId = :taskForceId AND f.fromOn < :until AND f.untilOn > :from', { taskForceId, from, until })
      .andWhere('f.measure = ANY(:measures)', { measures: listMeasures(definition).filter(isLedgerMeasure) }),
  );
  return figures.filter(({ id }) => !includedIds.has(id)).length;
}
