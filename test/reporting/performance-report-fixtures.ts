import type { PerformanceReportView } from '../../src/reporting/performance-reports/performance-report.view.js';
import type { Given, Made } from '../support/given.js';
import { type GivenAgency, nextNumber } from '../support/people.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { ValidRequest } from '../support/requests.js';
import type { Tracker } from '../support/tracker.js';

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

const reason = 'For the sake of the walk.';
const march = 'definition=monthly_summary&month=2026-03';

async function pastOperation(tracker: Tracker, taskForceId: string): Promise<string> {
  const id = newId();
  await tracker.sql(
    `INSERT INTO app.operations (id, task_force_id, name, starts_on, ends_on, membership, version)
     SELECT $1, t.id, $3, '2020-03-01', '2020-03-02', 'window', 1 FROM app.task_forces t WHERE t.id = $2`,
    [id, taskForceId, `Operation ${nextNumber()}`],
  );
  await tracker.sql(
    `INSERT INTO app.operation_task_forces (id, operation_id, task_force_id)
     SELECT $3, o.id, o.task_force_id FROM app.operations o WHERE o.id = $1 AND o.task_force_id = $2`,
    [id, taskForceId, newId()],
  );
  return id;
}

export const performanceReportRequests: Readonly<Record<string, ValidRequest>> = {
  'GET /api/v1/performance-report-definitions': {},
  'GET /api/v1/missing-performance-reports': { path: () => `/api/v1/missing-performance-reports?${march}` },
  'POST /api/v1/performance-reports': {
    of: 'taskForce',
    body: async ({ taskForce }, _, tracker) => ({
      definition: 'operation_release',
      operationId: await pastOperation(tracker, taskForce),
    }),
  },
  'GET /api/v1/performance-reports': {},
  'GET /api/v1/performance-reports/:id': { of: 'lockedReturn' },
  'PUT /api/v1/performance-reports/:id/check': { of: 'preparedReturn' },
  'PUT /api/v1/performance-reports/:id/answers': {
    of: 'preparedReturn',
    body: () => ({ answers: [{ number: 1, note: 'It is so.' }] }),
  },
  'PUT /api/v1/performance-reports/:id/approval': { of: 'soundReturn', isFinal: true },
  'POST /api/v1/performance-reports/:id/withdraw': { of: 'soundReturn', isFinal: true, body: () => ({ reason }) },
  'GET /api/v1/performance-reports/:id/records': { of: 'lockedReturn' },
  'GET /api/v1/performance-reports/:id/differences': { of: 'lockedReturn' },
};
