import type { DisclosuresReportView } from '../../reports/reports.contract.js';
import { looks } from '../../charts/looks.js';
import { headed, spoken } from '../../charts/words.js';
import {
  disclosureBases,
  disclosureRecipients,
  type DisclosureBasis,
  type DisclosureRecipient,
} from '../../../casework/disclosures/disclosures.words.js';
import { barChartsOf, exactly, headingOf } from '../bar-charts.js';
import { inLots, type Report, type Row } from '../exported.js';
import { periodLine, scopeLine, textColumns } from '../figures-table.js';

/** Series of the chart, by recipient. */
const recipients = [
  { name: 'own task force', look: looks.first },
  { name: 'other task force', look: looks.second },
  { name: 'outside', look: looks.third },
] as const;

/** Returns the report of disclosures by basis, kind and recipient. It contains nothing about victims. */
export function disclosuresReport(view: DisclosuresReportView, whose: string): Report {
  const rows = view.rows.map(({ basis, what, recipient, disclosures }): Row => [basis, what, recipient, disclosures]);
  const bars = disclosureBases.map((basis) => ({
    label: headed(spoken(basis)),
    figures: disclosureRecipients.map((recipient) => exactly(sumOf(view, basis, recipient))),
  }));
  const words = `Entries of the log of disclosures, ${view.disclosures} of them. Counted on the day of the disclosure.`;
  return {
    title: 'Disclosures of a period',
    definition: [periodLine(view), scopeLine(view.scope), { name: 'disclosures', value: words }],
    columns: [...textColumns(['basis', 'what', 'recipient']), { key: 'disclosures', kind: 'count' }],
    rows: inLots(rows),
    charts: barChartsOf(headingOf('Disclosures by basis', view, whose), recipients, bars),
  };
}

function sumOf({ rows }: DisclosuresReportView, basis: DisclosureBasis, recipient: DisclosureRecipient): number {
  return rows
    .filter((row) => row.basis === basis && row.recipient === recipient)
    .reduce((sum, row) => sum + row.disclosures, 0);
}
