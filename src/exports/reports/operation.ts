import type { OperationReportView } from '../../reports/reports.contract.js';
import { complaintsDocumented } from '../../reports/measures/index.js';
import { inLots, type Report, type Row } from '../exported.js';
import type { Handling } from '../exports.words.js';
import { figureColumns, figuresTable, measuresInWords, scopeLine, textColumns } from '../figures-table.js';

/** An operation's totals, and its complaints by type and mode. */
export function operationReport(view: OperationReportView, handling: Handling): Report {
  const { operation, scope, taskForces, agencies, figures, complaintsByTypeAndMode } = view;
  const table = figuresTable({ of: [null, null], figures }, [], handling);
  const complaints = complaintsByTypeAndMode.map(({ type, mode, complaints: n }): Row => [
    'part',
    type,
    mode,
    complaintsDocumented.key,
    n,
    0,
    n,
    'exact',
  ]);
  const bars = complaintsByTypeAndMode.map(({ type, mode, complaints: n }) => ({ label: `${type}, ${mode}`, n }));
  return {
    title: `Operation: ${operation.name}`,
    definition: [
      {
        name: 'operation',
        value: `${operation.id}, ${operation.startsOn} to ${operation.endsOn}, ${operation.membership}`,
      },
      { name: 'participants', value: `${taskForces} task forces, ${agencies} agencies` },
      scopeLine(scope),
      ...measuresInWords(handling),
    ],
    columns: [...textColumns(['tells', 'type', 'mode']), ...figureColumns],
    rows: inLots([...table.rows, ...complaints]),
    charts: [table.chart, { title: 'Complaints by type and mode', bars }],
  };
}
