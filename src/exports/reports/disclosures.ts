import type { DisclosuresReportView } from '../../reports/reports.contract.js';
import { inLots, type Report, type Row } from '../exported.js';
import { periodLine, scopeLine, textColumns } from '../figures-table.js';

/** How often something left, on which basis, by what and to whom. It tells nothing of victims. */
export function disclosuresReport(view: DisclosuresReportView): Report {
  const rows = view.rows.map(({ basis, what, recipient, disclosures }): Row => [basis, what, recipient, disclosures]);
  const bars = view.rows.map(({ basis, what, recipient, disclosures: n }) => ({
    label: `${basis}, ${what}, ${recipient}`,
    n,
  }));
  const words = `Entries of the log of disclosures, ${view.disclosures} of them. Placed by the day something left.`;
  return {
    title: 'Disclosures of a period',
    definition: [periodLine(view), scopeLine(view.scope), { name: 'disclosures', value: words }],
    columns: [...textColumns(['basis', 'what', 'recipient']), { key: 'disclosures', kind: 'count' }],
    rows: inLots(rows),
    charts: [{ title: 'Disclosures', bars }],
  };
}
