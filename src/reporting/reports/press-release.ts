import { formatMeasureDrillDownPath } from './drill-down-links.js';
import type { MeasureKey } from './measures/index.js';
import type { OperationReportView } from './report.view.js';
import { isSmallCount } from './suppression.js';

/**
 * Returns the press release of an operation in Markdown, each figure with a link to its drill-down.
 * `docs/press-release.md` describes the layout and the rounding.
 */
export function formatPressRelease(report: OperationReportView, undisclosed: readonly MeasureKey[] = []): string {
  const { operation, taskForces, agencies, figures, drillDownPath, scope, generatedAt } = report;
  const link = (words: string, measure: MeasureKey): string =>
    `[${words}](${formatMeasureDrillDownPath(drillDownPath, measure)})`;
  const formatNumber = (n: number, measure: MeasureKey): string => link(roundDown(n), measure);
  // A small number of offenders or children could identify one. Another number may reveal one that was suppressed
  // elsewhere.
  const formatSmallNumber = (n: number, measure: MeasureKey): string => {
    if (isSmallCount(n)) return link('fewer than five', measure);
    return link(undisclosed.includes(measure) ? 'an undisclosed number of' : roundDown(n), measure);
  };
  return `# ${escapeMarkdown(operation.name)}

${formatDay(operation.startsOn)} to ${formatDay(operation.endsOn)}. ${formatCount(taskForces, 'task force')} with ${formatCount(agencies, 'agency', 'agencies')} took part. They

- documented ${formatNumber(figures.complaintsDocumented.recorded, 'complaints_documented')} complaints of technology-facilitated crimes against children,
- made ${formatNumber(figures.arrests.recorded, 'arrests')} arrests,
- identified ${formatSmallNumber(
    figures.offendersIdentifiedHandsOnOrProduction.recorded,
    'offenders_identified_hands_on_or_production',
  )} offenders who produced child sexual abuse material or sexually abused a child,
- identified ${formatSmallNumber(figures.victimsIdentified.recorded, 'victims_identified')} children who suffered recent, ongoing or historical sexual abuse, or were victims of production,
- held ${formatNumber(figures.presentations.recorded, 'presentations')} presentations on internet safety, which reached ${formatNumber(figures.peopleReached.recorded, 'people_reached')} people.

---

Counted ${scopePhrases[scope.level]} on ${generatedAt.slice(0, 10)} at ${generatedAt.slice(11, 16)} UTC: ${
    operation.membership === 'window' ? 'what was recorded in these days' : 'what was tagged for the operation'
  }. Each figure opens the records behind it for whoever may read them.
`;
}

const scopePhrases = {
  national: 'of all task forces that took part',
  task_force: 'of one task force',
  agency: 'of one agency',
} as const satisfies Record<OperationReportView['scope']['level'], string>;

/**
 * Rounds a number down for the press: to hundreds from 1,000 and to thousands from 100,000. A rounded number begins
 * with "more than".
 */
export function roundDown(n: number): string {
  const step = n >= 100_000 ? 1000 : n >= 1000 ? 100 : 1;
  const floor = n - (n % step);
  return n === 0 ? 'no' : `${floor < n ? 'more than ' : ''}${floor.toLocaleString('en-US')}`;
}

function formatCount(n: number, one: string, several = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : several}`;
}

function formatDay(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
}

function escapeMarkdown(name: string): string {
  return name.replaceAll(/[\\`*_[\]<>#!&|~]/g, '\\$&');
}
