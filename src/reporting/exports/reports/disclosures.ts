import type { DisclosuresReportView } from '../../reports/report.view.js';
import { styles } from '../../charts/styles.js';
import { capitalize, humanize } from '../../charts/chart-text.js';
import {
  disclosureBases,
  disclosureRecipients,
  type DisclosureBasis,
  type DisclosureRecipient,
} from '../../../casework/disclosures/disclosures.enums.js';
import { createBarCharts, toExactFigure, createHeading } from '../bar-charts.js';
import { batchRows, type Report, type Row } from '../export-document.js';
import { describePeriod, describeScope, createTextColumns } from '../figures-table.js';

const recipients = [
  { name: 'own task force', style: styles.first },
  { name: 'other task force', style: styles.second },
  { name: 'outside', style: styles.third },
] as const;

/** Returns the report of disclosures by basis, kind and recipient. It contains nothing about victims. */
export function buildDisclosuresReport(view: DisclosuresReportView, scopeName: string): Report {
  const rows = view.rows.map(({ basis, kind, recipient, disclosures }): Row => [basis, kind, recipient, disclosures]);
  const bars = disclosureBases.map((basis) => ({
    label: capitalize(humanize(basis)),
    figures: disclosureRecipients.map((recipient) => toExactFigure(sumDisclosures(view, basis, recipient))),
  }));
  const definition = `Entries of the log of disclosures, ${view.disclosures} of them. Counted on the day of the disclosure.`;
  return {
    title: 'Disclosures of a period',
    definition: [describePeriod(view), describeScope(view.scope), { name: 'disclosures', value: definition }],
    columns: [...createTextColumns(['basis', 'kind', 'recipient']), { key: 'disclosures', kind: 'count' }],
    rows: batchRows(rows),
    charts: createBarCharts(createHeading('Disclosures by basis', view, scopeName), recipients, bars),
  };
}

function sumDisclosures(
  { rows }: DisclosuresReportView,
  basis: DisclosureBasis,
  recipient: DisclosureRecipient,
): number {
  return rows
    .filter((row) => row.basis === basis && row.recipient === recipient)
    .reduce((sum, row) => sum + row.disclosures, 0);
}
