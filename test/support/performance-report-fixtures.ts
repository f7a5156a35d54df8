import type { PerformanceReportView } from '../../src/reporting/performance-reports/performance-report.view.js';
import type { Given, Made } from './given.js';
import type { GivenAgency } from './people.js';

/** Fixtures of performance reports of a task force, one per possible change. */
export const performanceReportKinds = ['preparedReturn', 'soundReturn', 'lockedReturn'] as const;

/** Creates one of each, each for its own operation. */
export async function createPerformanceReports(
  given: Given,
  { taskForceId }: GivenAgency,
): Promise<Readonly<Record<(typeof performanceReportKinds)[number], string>>> {
  const by = await given.account({ taskForceId, role: 'supervisor' });
  const second = await given.account({ taskForceId, role: 'supervisor' });
  const prepared = async (startsOn: string, endsOn: string): Promise<Made<PerformanceReportView>> => {
    const { id: operationId } = await given.operation({ by, startsOn, endsOn });
    return given.made<PerformanceReportView>(by, '/performance-reports', {
      definition: 'operation_release',
      operationId,
    });
  };
  // The period precedes all members, so that later ones neither change its figures nor cause findings.
  const sound = (): Promise<Made<PerformanceReportView>> => prepared('1999-03-01', '1999-03-02');
  const locking = await sound();
  return {
    preparedReturn: (await prepared('2020-03-01', '2020-03-02')).id,
    soundReturn: (await sound()).id,
    lockedReturn: (
      await given.changed({ ...locking, by: second }, `/performance-reports/${locking.id}/approval`, undefined)
    ).id,
  };
}
